import Documents
package import Foundation
package import Journal
import Offices
package import Scheduling

/// What the next start needs to begin in the middle of the journal: the counts, and which streams are not at rest.
///
/// It is written aside and renamed, may be missing or old, and may be deleted at any time: the service then reads the
/// journal from its first event. It counts only while the journal has the same hash at its position. States of cases are
/// not in it; they are made from their own events, so that a new program never reads an old program's states.
package struct DocketSnapshot: Hashable, Sendable, Codable {
    /// Raised when the counts mean something else than before.
    static let format = 1

    let format: Int
    package let head: Head
    package let counts: Docket.Counts
    /// The streams of the cases and meetings that are not at rest.
    package let open: [StreamID]
    /// The bookings that bind something, and the one made last; `nil` where nobody has booked.
    package let bookings: [Booking]?

    package init(_ docket: Docket) {
        (format, head, counts) = (Self.format, docket.head, docket.counts)
        open = docket.versions.keys.sorted { $0.text < $1.text }
        let awake = docket.schedule.awake
        bookings = awake.isEmpty ? nil : awake
    }

    /// The snapshot of a file; `nil` when there is none that this program can use.
    package static func read(_ path: String) -> DocketSnapshot? {
        guard let bytes = FileManager.default.contents(atPath: path),
            let snapshot = try? JSONDecoder().decode(DocketSnapshot.self, from: bytes), snapshot.format == format,
            snapshot.isPlausible
        else { return nil }
        return snapshot
    }

    /// Whether every number is one that counting from 1 can reach; a damaged file is as good as none.
    private var isPlausible: Bool {
        let reachable = 0..<1_000_000_000_000
        return head.position >= 1 && reachable.contains(counts.meetings)
            && counts.cases.values.allSatisfy(reachable.contains)
            && counts.numbers.last.values.allSatisfy(reachable.contains)
    }

    /// What the file holds.
    package var bytes: Data {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return try encoder.encode(self)
        }
    }
}
