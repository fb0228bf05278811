package import Digests
package import Foundation
import Offices

/// A life of the service's state: it ends when the state is set back, as by a backup that is restored.
package struct EpochID: Identifier {
    package let uuid: UUID
    package init(uuid: UUID) { self.uuid = uuid }
}

/// How far the service's journal stood: which life of its state, and its newest entry.
///
/// The service says it with plans, receipts and its clock; a room remembers the furthest and says it when it comes back.
/// So a service whose state was set back learns of it, and the room that it lost what the room had told.
package struct Standing: Hashable, Sendable, Codable, LosslessStringConvertible {
    /// `nil` until the state was set back for the first time.
    package var epoch: EpochID?
    /// Position of the newest entry; 0 in an empty journal.
    package var position: Int64
    /// Hash of that entry in the journal's chain.
    package var hash: ContentHash

    package init(epoch: EpochID?, position: Int64, hash: ContentHash) {
        (self.epoch, self.position, self.hash) = (epoch, position, hash)
    }

    /// The header of a request for plans in which a room says it.
    package static let header = "X-Room-Standing"

    /// `-.90.5e88…`, or with the epoch in front.
    package var description: String { "\(epoch?.description ?? "-").\(position).\(hash)" }

    /// Parses a hostile header; `nil` when it says no standing.
    package init?(_ text: String) {
        let pieces = text.split(separator: ".", omittingEmptySubsequences: false)
        guard pieces.count == 3, let position = Int64(pieces[1]), (0...(1 << 53)).contains(position),
            let hash = ContentHash(String(pieces[2]))
        else { return nil }
        let epoch = EpochID(String(pieces[0]))
        guard pieces[0] == "-" || epoch != nil else { return nil }
        self.init(epoch: epoch, position: position, hash: hash)
    }
}
