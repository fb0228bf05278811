import Digests
import Engine
import Foundation
import Journal
package import Offices
package import RoomLink

extension ControlRoom {
    /// How far the journal stands, as rooms are told it.
    package func standing() -> Standing { Standing(docket.head, in: epochs.current) }

    /// The last time that the state was found to be set back; `nil` when it never was.
    package var setBack: SetBack? { epochs.last }

    /// Holds what a room has seen of the journal against the journal.
    ///
    /// When the journal lacks it, a backup was restored, or the folder of another machine: the state begins another life,
    /// of which every room hears with its next plan, and the audit keeps it. Gives that entry when it is a new one.
    package func compare(_ seen: Standing, from room: RoomID) async throws -> SetBack? {
        guard epochs.concerns(seen), try await lacks(seen) else { return nil }
        return try await alone {
            // Another room may have said so meanwhile.
            guard epochs.concerns(seen) else { return nil }
            let setBack = SetBack(
                epoch: EpochID(at: clock()), room: room, seen: seen, found: standing(), at: clock())
            let draft = try EventCodec.draft(setBack)
            guard let key = IdempotencyKey("set-back:\(setBack.epoch)") else { return nil }
            try await note(draft, in: EventCodec.lives, key: key, request: draft.payload)
            epochs.take(setBack)
            return setBack
        }
    }

    /// The lives of the state, as the journal has them; called at the start.
    func readEpochs() async throws {
        for event in try await journal.events(of: EventCodec.lives) {
            epochs.take(try JSONDecoder().decode(SetBack.self, from: Data(event.payload)))
        }
    }

    private func lacks(_ seen: Standing) async throws -> Bool {
        // A life that this journal has never heard of began after the backup.
        if seen.epoch != epochs.current { return true }
        guard seen.position > 0 else { return false }
        guard let event = try await journal.events(after: seen.position - 1, limit: 1).first,
            event.position == seen.position
        else { return true }
        return event.hash.hex != seen.hash.hex
    }
}

extension Standing {
    fileprivate init(_ head: Head, in epoch: EpochID?) {
        self.init(epoch: epoch, position: head.position, hash: ContentHash(digest: head.hash.bytes))
    }
}
