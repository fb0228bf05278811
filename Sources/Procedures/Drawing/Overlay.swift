/// How far a running case is, to be lit up on its procedure's flowchart.
///
/// Names and durations come as text: a drawing knows no clock and no directory.
package struct Overlay: Hashable, Sendable {
    /// Whose case this is and when it was drawn, `KPP Makassar · 21 November 2026 14.05 WITA`.
    package let caption: String
    package let copies: [Copy]

    package init(caption: String, copies: [Copy]) { (self.caption, self.copies) = (caption, copies) }

    /// One copy of an act and where it stands; an act that is not named is waiting.
    package struct Copy: Hashable, Sendable {
        package let key: ActKey
        package let state: State

        package init(_ key: ActKey, _ state: State) { (self.key, self.state) = (key, state) }
    }

    /// Where one copy of an act stands.
    package enum State: Hashable, Sendable {
        /// Something that must come before is not done.
        case waiting
        /// May be done now: who holds it, and since how long, `2 jam 10 menit`.
        case open(holder: String, since: String)
        case done(by: String, at: String)
        /// On a branch that was not taken, or released.
        case closed
    }

    /// The states of all copies of one act, in the order given.
    func states(of reference: ActReference) -> [State] {
        copies.filter { $0.key.act == reference }.map(\.state)
    }

    /// What one box shows for all copies of its act.
    func light(of reference: ActReference, in language: ChartLanguage) -> Light {
        Light(states(of: reference), in: language)
    }
}

/// How a box is lit: one phase for all copies of the act, and the lines that say who and how long.
struct Light: Hashable, Sendable {
    let phase: Phase
    /// Each line in parts that are kept whole: a name, a time.
    let lines: [[String]]

    /// The parts that say when or how long, never cut.
    var times: [String] { lines.compactMap { $0.count > 1 ? $0.last : nil } }

    enum Phase: String, Hashable, Sendable, CaseIterable { case waiting, open, done, closed }

    init(_ states: [Overlay.State], in language: ChartLanguage) {
        var (open, done): ([[String]], [[String]]) = ([], [])
        var closed = 0
        for state in states {
            switch state {
            case .open(let holder, let since): open.append([Light.short(holder), Light.short(since)])
            case .done(let person, let at): done.append([Light.short(person), Light.short(at)])
            case .closed: closed += 1
            case .waiting: break
            }
        }
        let waiting = states.count - open.count - done.count - closed
        if !open.isEmpty {
            phase = .open
        } else if waiting == 0, !done.isEmpty {
            phase = .done
        } else {
            phase = waiting == 0 && closed > 0 ? .closed : .waiting
        }
        lines = Light.lines(open: open, done: done, of: states.count - closed, in: language)
    }

    /// Names come from people: more of one than this says nothing more.
    private static func short(_ text: String) -> String { text.count <= 60 ? text : text.prefix(59) + "…" }

    /// The first holder in full and the rest as a number: a box has room for no more.
    private static func lines(
        open: [[String]], done: [[String]], of all: Int, in language: ChartLanguage
    ) -> [[String]] {
        let count = language.of("\(done.count) dari \(all) selesai", "\(done.count) of \(all) done")
        let counted = all > 1 && !done.isEmpty ? [[count]] : []
        guard let first = open.first else { return all == 1 ? done : counted }
        let more = language.of("+ \(open.count - 1) lainnya", "+ \(open.count - 1) more")
        return [first] + (open.count > 1 ? [[more]] : []) + counted
    }
}
