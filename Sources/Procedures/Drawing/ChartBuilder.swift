import Offices

extension Chart {
    /// The flowchart of a procedure; `others` are the procedures whose connections with it are shown.
    package init(_ procedure: Procedure, among others: [Procedure] = [], in language: ChartLanguage = .indonesian) {
        var builder = ChartBuilder(procedure: procedure, others: others, language: language)
        self = builder.build()
    }
}

/// Makes a chart from a definition.
struct ChartBuilder {
    let procedure: Procedure
    let others: [Procedure]
    let language: ChartLanguage
    private let acts: [Act]
    private let index: [ActReference: Int]
    private let branches: ChartBranches
    private var laneNames: [String] = []
    private var laneOf: [Int] = []

    init(procedure: Procedure, others: [Procedure], language: ChartLanguage) {
        (self.procedure, self.others, self.language) = (procedure, others, language)
        acts = procedure.acts.filter { $0.folded == nil }
        index = Dictionary(acts.enumerated().map { ($1.reference, $0) }) { first, _ in first }
        branches = ChartBranches(acts: acts, language: language)
    }

    mutating func build() -> Chart {
        for act in acts { laneOf.append(lane(of: act)) }
        let heading = Chart.Heading(
            code: procedure.code.rawValue, title: language.of(procedure.title), source: procedure.source,
            version: procedure.version, items: procedure.items)
        let first = acts.first { !$0.isOptional && $0.after.allSatisfy { inside($0).isEmpty } }?.reference
        return Chart(
            heading: heading, lanes: laneNames,
            nodes: acts.indices.map { node($0, isFirst: acts[$0].reference == first) },
            edges: acts.indices.flatMap(edges) + backEdges, language: language)
    }

    /// The lane of an act; one that nobody does stands with the act before it.
    private mutating func lane(of act: Act) -> Int {
        guard !act.roles.isEmpty else {
            let before = act.after.flatMap(inside).filter { $0 < laneOf.count }
            return before.last.map { laneOf[$0] } ?? 0
        }
        let name = laneName(of: act)
        if let known = laneNames.firstIndex(of: name) { return known }
        laneNames.append(name)
        return laneNames.count - 1
    }

    private func laneName(of act: Act) -> String {
        guard act.roles.count > 1 else { return act.roles[0].term }
        switch act.copies {
        case .site: return language.of("Operator setiap ruang", "Operator of each room")
        // The LO gives the notice, or the Operator: it stands with the one whom the text prints.
        case .once where act.form == .notice: return act.roles[0].term
        case .attendee, .party, .owingParty: return language.of("Pimpinan setiap pihak", "Head of each party")
        default: return act.roles.map(\.term).sorted().joined(separator: " / ")
        }
    }

    private func node(_ number: Int, isFirst: Bool) -> Chart.Node {
        let act = acts[number]
        let shape: Chart.Shape = act.isEnd ? .end : act.roles.isEmpty ? .state : act.makesPaper ? .paper : .act
        return Chart.Node(
            reference: act.reference, lane: laneOf[number], label: language.of(act.label), shape: shape,
            basis: act.basis, marks: marks(of: act), entries: entries(of: act, isFirst: isFirst),
            exits: exits(of: act))
    }

    private func marks(of act: Act) -> Set<Chart.Mark> {
        var marks: Set<Chart.Mark> = []
        if !act.branches.isEmpty { marks.insert(.decides) }
        if act.after.contains(where: \.isJoin) || waitsForSeveral(act) { marks.insert(.joins) }
        if act.copies != .once { marks.insert(.copied) }
        if act.repeats { marks.insert(.repeats) }
        return marks
    }

    /// Whether two acts that do not follow one another must both be done first.
    private func waitsForSeveral(_ act: Act) -> Bool {
        let before = act.after.filter { !$0.isChoice }.flatMap(inside)
        return !act.isEnd
            && before.contains { one in
                before.contains { $0 != one && branches.areIndependent(acts[one], acts[$0]) }
            }
    }

    /// The indices of the acts of this procedure that a predecessor names.
    private func inside(_ predecessor: Predecessor) -> [Int] { predecessor.references.compactMap { index[$0] } }

    private func entries(of act: Act, isFirst: Bool) -> [Chart.Entry] {
        var places: [String] = []
        for predecessor in act.after {
            if let place = predecessor.offPage(in: language) { places.append(place) }
            places += predecessor.references.filter { $0.procedure != procedure.code }
                .map { "\($0.procedure.rawValue).\($0.step)" }
        }
        places = places.enumerated().filter { !places[..<$0.offset].contains($0.element) }.map(\.element)
        let isStart = isFirst || (act.after.isEmpty && !act.isEnd)
        let from = language.of("dari ", "from ")
        return (isStart ? [.start] : []) + (places.isEmpty ? [] : [.from(from + places.joined(separator: ", "))])
    }

    /// The other procedures whose acts follow this one.
    private func exits(of act: Act) -> [String] {
        let found = others.filter { $0.code != procedure.code }.filter { other in
            other.acts.contains { next in
                next.after.contains { follows($0, act) }
            }
        }
        return ChartBuilder.ranges(found.map(\.code).sorted())
    }

    /// Three or more procedures in a row as one range.
    private static func ranges(_ codes: [ProcedureCode]) -> [String] {
        var runs: [[ProcedureCode]] = []
        for code in codes {
            let isNext = runs.last?.last.map { ProcedureCode.allCases.firstIndex(of: $0) ?? 0 }
                .map { ProcedureCode.allCases.firstIndex(of: code) == $0 + 1 }
            if isNext ?? false { runs[runs.count - 1].append(code) } else { runs.append([code]) }
        }
        return runs.flatMap { run in
            run.count < 3 ? run.map(\.rawValue) : ["\(run[0].rawValue)–\(run[run.count - 1].rawValue)"]
        }
    }

    private func follows(_ predecessor: Predecessor, _ act: Act) -> Bool {
        if predecessor == .preparation { return procedure.ready == act.reference }
        return predecessor.references.contains(act.reference) || (predecessor == .notice && act.form == .notice)
    }

    private func edges(to number: Int) -> [Chart.Edge] {
        let act = acts[number]
        return act.after.flatMap { predecessor in
            inside(predecessor).map { from in
                let outcome = branches.label(from: acts[from], to: act)
                let either = predecessor.isChoice ? language.of("atau", "or") : nil
                return Chart.Edge(from: from, to: number, label: outcome ?? either, kind: .onward)
            }
        }
    }

    /// From each act that sends something back, or changes it, to the act that is done again.
    private var backEdges: [Chart.Edge] {
        var found: [Chart.Edge] = []
        for act in procedure.acts {
            guard let target = act.reopens, let to = index[target], let from = index[act.folded ?? act.reference],
                to != from
            else { continue }
            let edge = Chart.Edge(from: from, to: to, label: nil, kind: act.basis == .derived ? .derivedAgain : .again)
            if !found.contains(edge) { found.append(edge) }
        }
        return found
    }
}
