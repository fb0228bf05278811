import Disk
import Journal

/// Whether what people do is kept.
package enum Keeping: Hashable, Sendable {
    case well
    /// The disk is full: acts are refused until there is space again, and nothing is half kept.
    case paused(String)
    /// Nothing can be kept until the service has started again.
    case stopped(String)

    init(_ condition: Journal.Condition) {
        self =
            switch condition {
            case .sound: .well
            case .full(let failure): .paused(failure.description)
            case .stopped(let failure): .stopped(failure.description)
            }
    }

    /// What an error says of it; `nil` for one that says nothing of it.
    package init?(of error: any Error) {
        switch error {
        case let failure as Journal.Failure:
            switch failure {
            case .diskFull: self = .paused(failure.description)
            case .stopped: self = .stopped(failure.description)
            default: return nil
            }
        case let failure as DiskFailure:
            guard failure.kind == .full else { return nil }
            self = .paused(failure.description)
        default: return nil
        }
    }

    /// What people are told of it; `nil` while all is well.
    package var message: String? {
        switch self {
        case .well: nil
        case .paused: "Disk layanan penuh: tidak ada yang dapat disimpan sampai ada tempat lagi"
        case .stopped: "Jurnal berhenti: tidak ada yang dapat disimpan sampai layanan dijalankan lagi"
        }
    }

    /// The same in English.
    package var english: String? {
        switch self {
        case .well: nil
        case .paused: "The service's disk is full: nothing can be kept until there is space again"
        case .stopped: "The journal has stopped: nothing can be kept until the service has started again"
        }
    }
}

extension ControlRoom {
    /// Bytes that must be free before a full disk counts as mended: more than any one entry of the journal takes.
    static let leastFree: Int64 = 64 << 20

    /// Whether acts are kept, as the journal's last write found.
    package nonisolated var keeping: Keeping { Keeping(journal.condition) }

    /// The same at once and whenever it changes; ends when the journal is closed.
    package nonisolated func keepings() -> AsyncStream<Keeping> {
        let journal = journal
        return AsyncStream { continuation in
            let relay = Task {
                for await condition in journal.conditions() { continuation.yield(Keeping(condition)) }
                continuation.finish()
            }
            continuation.onTermination = { _ in relay.cancel() }
        }
    }

    /// Finds out whether a disk that was full has space again; called every few seconds.
    ///
    /// Without it a service that nobody asks for anything would call itself full for ever.
    package func tryKeeping() async {
        guard case .paused = keeping, await space.isFree(Self.leastFree) else { return }
        // What it found is the journal's condition.
        try? await journal.tryWriting()
    }
}
