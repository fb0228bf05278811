import Foundation
import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Tells the gate of a connection, and holds the connection to its pace.
final class ConnectionWatch: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private enum State {
        case new
        case open(ConnectionPace)
        /// It has been told that it is too slow, and has a moment to read it.
        case leaving
        case gone
    }

    private let gate: ConnectionGate
    /// Before the handshake nothing that is said can be read.
    private let isSecure: Bool
    private var state = State.new
    private var timer: Scheduled<Void>?

    init(_ gate: ConnectionGate, isSecure: Bool) { (self.gate, self.isSecure) = (gate, isSecure) }

    func handlerAdded(context: ChannelHandlerContext) { if context.channel.isActive { arrive(context) } }

    func channelActive(context: ChannelHandlerContext) {
        arrive(context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        leave(context)
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { leave(context) }

    func read(context: ChannelHandlerContext) {
        change(context, looks: false) { $0.asks(at: context.eventLoop.now) }
        context.read()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let now = context.eventLoop.now
        guard case .open = state else { return }
        switch unwrapInboundIn(data) {
        case .head: change(context) { $0.headCame(at: now) }
        // Its time ends when it ends: the task that looks is there already.
        case .body(let bytes): change(context, looks: false) { $0.bodyCame(bytes.readableBytes, at: now) }
        case .end: change(context) { $0.requestEnded() }
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .open = state else {
            promise?.fail(ChannelError.ioOnClosedChannel)
            return
        }
        switch unwrapOutboundIn(data) {
        case .head: change(context, looks: false) { $0.answerBegan() }
        case .body: break
        case .end: change(context) { $0.answerEnded(at: context.eventLoop.now) }
        }
        context.write(data, promise: promise)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        change(context) { $0.isWritable(context.channel.isWritable, at: context.eventLoop.now) }
        context.fireChannelWritabilityChanged()
    }

    // MARK: - Coming and going

    private func arrive(_ context: ChannelHandlerContext) {
        guard case .new = state else { return }
        gate.arrive(context.channel)
        state = .open(ConnectionPace(gate.limits, at: context.eventLoop.now))
        look(context)
    }

    private func leave(_ context: ChannelHandlerContext) {
        timer?.cancel()
        timer = nil
        gate.leave(ConnectionGate.ID(context.channel))
        state = .gone
    }

    /// Tells the pace what happened, and the gate what became of it.
    private func change(_ context: ChannelHandlerContext, looks: Bool = true, _ change: (inout ConnectionPace) -> Void)
    {
        guard case .open(var pace) = state else { return }
        let before = pace.phase
        change(&pace)
        state = .open(pace)
        if pace.phase != before { gate.turn(ConnectionGate.ID(context.channel), to: pace.phase) }
        if looks { look(context) }
    }

    // MARK: - Time

    private func look(_ context: ChannelHandlerContext) {
        timer?.cancel()
        timer = nil
        switch state {
        case .open(let pace):
            switch pace.verdict(at: context.eventLoop.now) {
            case .free: break
            case .look(let due): schedule(context, at: due)
            case .expired(let tell):
                guard tell, !(isSecure && pace.phase == .waiting) else { return context.close(promise: nil) }
                turnAway(context)
            }
        case .leaving: context.close(promise: nil)
        case .new, .gone: break
        }
    }

    private func schedule(_ context: ChannelHandlerContext, at due: NIODeadline) {
        timer = context.eventLoop.assumeIsolated().scheduleTask(deadline: due) { self.look(context) }
    }

    /// Says why, and closes when the client has had a moment to read it: closed at once, what it has sent meanwhile
    /// would take the answer out of its hands.
    private func turnAway(_ context: ChannelHandlerContext) {
        let (status, answer) = ErrorMiddleware.answer(to: Rejection.tooSlow)
        let body = (try? JSONEncoder().encode(answer)) ?? Data()
        let headers: HTTPFields = [
            .contentType: "application/json; charset=utf-8", .contentLength: "\(body.count)", .connection: "close",
        ]
        context.write(wrapOutboundOut(.head(HTTPResponse(status: status, headerFields: headers))), promise: nil)
        context.write(wrapOutboundOut(.body(ByteBuffer(bytes: body))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        state = .leaving
        schedule(context, at: context.eventLoop.now + gate.limits.farewell)
    }
}

@available(*, unavailable)
extension ConnectionWatch: Sendable {}
