import Offices

/// What a part is called among the parts of its room's track: its number, and the run of the agent that began it.
///
/// Two machines that served one room each counted from 1; the run tells their parts apart. `3` names a part from before
/// rooms said so, `3-019a…` any other.
package struct PartName: Hashable, Sendable, LosslessStringConvertible {
    package var number: Int
    package var boot: BootID?

    package init(number: Int, boot: BootID?) { (self.number, self.boot) = (number, boot) }

    /// Parses hostile text; `nil` when it names no part.
    package init?(_ text: String) {
        let pieces = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard let digits = pieces.first, (1...4).contains(digits.utf8.count), let number = Int(digits),
            digits.utf8.allSatisfy({ (48...57).contains($0) }), Implausible.parts.contains(number)
        else { return nil }
        guard pieces.count == 2 else {
            self.init(number: number, boot: nil)
            return
        }
        guard let boot = BootID(String(pieces[1])), boot.description == pieces[1] else { return nil }
        self.init(number: number, boot: boot)
    }

    package var description: String { "\(number)" + (boot.map { "-\($0)" } ?? "") }

    /// For people: `3`, or `3 · 8f2a9c01` with the run's tag.
    package var words: String { "\(number)" + (boot.map { " · \($0.tag)" } ?? "") }
}

extension RecordingPart {
    /// What the part is called among those of its meeting, room and track.
    package var name: PartName { PartName(number: number, boot: boot) }
}
