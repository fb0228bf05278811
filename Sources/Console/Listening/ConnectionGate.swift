import NIOCore
import NIOSSL
import Synchronization

/// The open connections of a listener: the handlers of all event loops and the routes ask the same one.
final class ConnectionGate: Sendable {
    typealias ID = ObjectIdentifier

    private struct State {
        var admission: Admission<ID>
        var channels: [ID: any Channel] = [:]
        /// Those that have made place and are not closed yet: until then they hold their descriptors.
        var leaving: Set<ID> = []
    }

    let limits: ConnectionLimits
    private let state: Mutex<State>

    init(_ limits: ConnectionLimits) {
        self.limits = limits
        state = Mutex(State(admission: Admission(limits)))
    }

    var count: Int { state.withLock { $0.admission.count + $0.leaving.count } }

    func arrive(_ channel: any Channel) {
        close { state in
            state.channels[ID(channel)] = channel
            return state.admission.arrive(ID(channel), from: channel.remoteAddress?.ipAddress ?? "")
        }
    }

    /// Throws `Rejection.crowded` when nobody more is answered who has not shown who they are.
    func seat(_ id: ID) throws(Rejection) { try settle(state.withLock { $0.admission.seat(id) }) }

    /// Throws `Rejection.crowded` or `Rejection.tooManyConnections`.
    func identify(_ id: ID, as holder: Holder) throws(Rejection) {
        try settle(state.withLock { $0.admission.identify(id, as: holder) })
    }

    private func settle(_ verdict: Admission<ID>.Verdict) throws(Rejection) {
        switch verdict {
        case .welcome: break
        case .inPlace(let other): close { _ in other }
        case .full: throw .crowded
        case .tooMany(let most): throw .tooManyConnections(most)
        }
    }

    func turn(_ id: ID, to phase: Admission<ID>.Phase) { close { $0.admission.turn(id, to: phase) } }

    func leave(_ id: ID) {
        state.withLock { state in
            state.admission.leave(id)
            state.channels[id] = nil
            state.leaving.remove(id)
        }
    }

    /// Closes every connection: the service has ended, and whoever is still there has had time.
    func closeAll() {
        let channels = state.withLock { Array($0.channels.values) }
        for channel in channels { channel.close(promise: nil) }
    }

    /// Closes the connection that has to go.
    private func close(_ choose: (inout State) -> ID?) {
        let channel = state.withLock { state -> (any Channel)? in
            guard let id = choose(&state), let channel = state.channels.removeValue(forKey: id) else { return nil }
            state.leaving.insert(id)
            return channel
        }
        if let channel { Self.cut(channel) }
    }

    /// Closes at once. Over TLS a connection that is closed in good order is open until the other end has said goodbye,
    /// for seconds; who is displaced would hold a descriptor that long, and a flood of such ones all of them.
    private static func cut(_ channel: any Channel) {
        channel.eventLoop.execute {
            let secure = try? channel.pipeline.syncOperations.context(handlerType: NIOSSLServerHandler.self)
            if let secure { secure.close(promise: nil) } else { channel.close(promise: nil) }
        }
    }
}
