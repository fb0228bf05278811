import Foundation
import Offices

extension RecordingRemux {
    /// A chapter in its place on the time line of the joined file, in milliseconds.
    struct Mark: Hashable {
        var title: String
        var from: Int64
        var to: Int64
    }

    /// The chapters in the order of their times, no two of them at the same millisecond.
    ///
    /// A reader of Matroska drops a chapter that does not begin after the one before it, so those that fall on one
    /// moment, as all do that were noted after the last frame, are set a millisecond apart.
    static func marks(_ chapters: [Chapter], on pieces: [Piece]) -> [Mark] {
        guard let first = pieces.first, let last = pieces.last else { return [] }
        let end = Int64(saturating: ((last.offset + last.length) * 1000).rounded(.down))
        let placed = chapters.map { place($0.at.seconds(since: first.earliest), on: pieces) }
        let order = placed.indices.sorted { (placed[$0].seconds, $0) < (placed[$1].seconds, $1) }
        var starts = order.map { Int64(saturating: (placed[$0].seconds * 1000).rounded(.down)) }
        var latest = end
        for index in starts.indices.reversed() {
            starts[index] = min(starts[index], latest - 1)
            latest = starts[index]
        }
        var earliest: Int64 = 0
        for index in starts.indices {
            starts[index] = max(starts[index], earliest)
            earliest = starts[index] + 1
        }
        return order.enumerated().map { rank, index in
            let next = rank + 1 < starts.count ? starts[rank + 1] : max(end, starts[rank] + 1)
            let words = [chapters[index].title, placed[index].remark.map { "(\($0))" }]
            return Mark(title: words.compactMap(\.self).joined(separator: " "), from: starts[rank], to: next)
        }
    }

    /// Where something that happened so many seconds after the joined file's earliest time can be seen in it.
    private static func place(_ seconds: Double, on pieces: [Piece]) -> (seconds: Double, remark: String?) {
        for (earlier, later) in zip(pieces, pieces.dropFirst())
        where seconds > earlier.offset + earlier.length && seconds < later.offset {
            return (later.offset, "dicatat dalam jeda rekaman")
        }
        guard let last = pieces.last else { return (0, nil) }
        let end = last.offset + last.length
        if seconds > end { return (end, "dicatat setelah rekaman berakhir") }
        return seconds < 0 ? (0, "dicatat sebelum rekaman dimulai") : (seconds, nil)
    }
}
