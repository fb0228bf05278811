import Offices

@testable import Procedures

/// A way through a case by the tables in `Expected`, with what is open in one procedure before each step.
struct ExpectedScript {
    let course: Course
    let code: ProcedureCode
    let way: Way
    private(set) var steps: [Step] = []
    private(set) var atTheEnd: [ActKey: ExpectedCase.Seen] = [:]
    private(set) var isFinishedAtTheEnd = false

    /// One act done, what was open before it, and whether the procedure was at its end.
    struct Step {
        let key: ActKey
        let role: Role
        let office: OfficeID
        let outcome: Outcome?
        let open: [ActKey: ExpectedCase.Seen]
        let isFinished: Bool
    }

    /// How to choose among the acts that are open.
    enum Order: Hashable, CaseIterable {
        /// The first of the text.
        case first
        /// The last of the text.
        case last
        /// What nothing waits for comes first, once.
        case optional
    }

    struct Way: Hashable {
        let order: Order
        /// The outcomes of decisions, one after the other; the last one stays.
        let choices: [ActReference: [BranchID]]
    }

    /// All ways of each procedure, made once.
    static let all = Result {
        try ProcedureCode.allCases.reduce(into: [ProcedureCode: [ExpectedScript]]()) { $0[$1] = try ways(of: $1) }
    }

    /// The ways of a procedure: every outcome of every decision, in each order.
    private static func ways(of code: ProcedureCode) throws -> [ExpectedScript] {
        try choices(code).flatMap { choices in
            try Order.allCases.map { try ExpectedScript(code, Way(order: $0, choices: choices)) }
        }
    }

    private static func choices(_ code: ProcedureCode) -> [[ActReference: [BranchID]]] {
        switch code {
        case .p01:
            ["dirjen", "heads", "internal"].map { ["P01.1/judge": ["not-serious", "serious"], "P01.6/decide": [$0]] }
        case .p02: ["needed", "not-needed", "not-needed-without-proposer"].map { ["P02.1": [$0]] }
        case .p12:
            [
                ["P12.3/analyse": ["found-in-sikp"]],
                ["P12.3/analyse": ["not-in-sikp"], "P12.3/discuss": ["answered-by-tl"]],
                ["P12.3/analyse": ["not-in-sikp"], "P12.3/discuss": ["not-answered"]],
            ]
        case .p13:
            ["escalation-answer", "requested-opinion", "unrequested-opinion"].map { ["P13.1/register": [$0]] }
        case .p14: [["P14.16/verify": ["incomplete", "complete"]]]
        default: [[:]]
        }
    }

    /// The offices invited so that a procedure runs: one of its unit, or one of each kind where all show or receive.
    private static func invited(_ code: ProcedureCode) -> [Office] {
        if [.p09, .p10].contains(code) { return CoursePlay.region }
        let unit = (try? ExpectedText.all.get())?[code]?.unit
        let offices = CoursePlay.region.filter { $0.kind == unit }
        return offices.isEmpty ? [CoursePlay.kpp] : offices
    }

    private init(_ code: ProcedureCode, _ way: Way) throws {
        guard let course = Course.allCases.first(where: { $0.codes.contains(code) }) else {
            throw ExpectedText.Fault(description: "\(code) runs in no course")
        }
        (self.course, self.code, self.way) = (course, code, way)
        var play = try ExpectedCase(course, host: CoursePlay.host(of: course))
        var taken: [ActReference: Int] = [:]
        var tried: Set<ActKey> = []
        while let (key, act) = next(play, tried: tried), let role = play.roles(key, act).first, steps.count < 2000 {
            let outcome = carried(by: key, act, play, &taken)
            steps.append(
                Step(
                    key: key, role: role, office: play.place(role, key), outcome: outcome, open: play.open(in: code),
                    isFinished: play.isFinished(code)))
            play.perform(key, outcome)
            tried.insert(key)
        }
        (atTheEnd, isFinishedAtTheEnd) = (play.open(in: code), play.isFinished(code))
    }

    private func next(_ play: ExpectedCase, tried: Set<ActKey>) -> (ActKey, ExpectedAct)? {
        let codes = course.codes.filter { play.texts[$0] != nil }
        var all = codes.flatMap { play.texts[$0]?.acts ?? [] }.filter { !$0.roles.isEmpty }
        if way.order == .last { all.reverse() }
        let wanted = way.order == .optional ? all.filter(\.isOptional) + all.filter { !$0.isOptional } : all
        for act in wanted where way.order == .optional || !act.isOptional {
            for key in play.copies(act) ?? [] where play.isOpen(key, act) {
                let isDue = act.isOptional ? !tried.contains(key) : !act.repeats || !play.done.contains(key)
                if isDue { return (key, act) }
            }
        }
        return nil
    }

    private func carried(
        by key: ActKey, _ act: ExpectedAct, _ play: ExpectedCase, _ taken: inout [ActReference: Int]
    ) -> Outcome? {
        if !act.branches.isEmpty {
            let choices = way.choices[key.act] ?? Array(act.branches.prefix(1))
            let index = min(taken[key.act, default: 0], choices.count - 1)
            taken[key.act, default: 0] += 1
            return .decided(choices[index])
        }
        if act.form == .sections, [.p09, .p10].contains(code) { return .contacted(["satu"]) }
        let sites = [play.host] + (play.invited ?? [])
        switch act.form {
        case .notice: return .notified(invited: Self.invited(code), directorates: [CoursePlay.other])
        case .notNeeded: return .notified(invited: [], directorates: [CoursePlay.other])
        case .sections, .statements, .agents: return .contacted(["satu", "dua"])
        case .delivery:
            let parties = sites + (play.directorates ?? [])
            return .delivered(parties: parties, owing: parties.map(\.id))
        case .officeRelease:
            return play.invited?.first { !play.releasedOffices.contains($0.id) }.map { .releasedOffice($0.id) }
        case .directorateRelease: return play.silentDirectorate.map { .releasedDirectorate($0) }
        case .sectionRelease: return .releasedSection("dua")
        default: return nil
        }
    }
}

extension ExpectedScript {
    /// The first place where definitions let other acts be done, by others or in another way than the text; `nil` when
    /// they do what it says.
    func difference(in procedures: Procedures) -> String? {
        var proceedings = Proceedings(procedures: procedures.following(course), host: CoursePlay.host(of: course))
        for step in steps {
            let found = difference("\(step.key)", step.open, step.isFinished, in: proceedings)
            if let found { return found }
            proceedings.perform(step.key, by: actor(step), at: CoursePlay.start, outcome: step.outcome)
        }
        return difference("the end", atTheEnd, isFinishedAtTheEnd, in: proceedings)
    }

    func actor(_ step: Step) -> Actor {
        Actor(
            id: CoursePlay.persons[step.role] ?? PersonID(at: CoursePlay.start), name: "Pejabat \(step.role.rawValue)",
            role: step.role, office: step.office)
    }

    private func difference(
        _ step: String, _ expected: [ActKey: ExpectedCase.Seen], _ isExpectedEnd: Bool, in proceedings: Proceedings
    ) -> String? {
        let open = Self.seen(in: proceedings, code)
        if open != expected {
            for key in Set(open.keys).union(expected.keys).sorted() where open[key] != expected[key] {
                let (found, printed) = (open[key]?.description, expected[key]?.description)
                return "before \(step), \(key): found \(found ?? "closed"); the text has \(printed ?? "closed")"
            }
        }
        let isFinished = proceedings.isFinished(code)
        return isFinished == isExpectedEnd ? nil : "before \(step): finished \(isFinished)"
    }

    /// What the proceedings say is open in a procedure.
    static func seen(in proceedings: Proceedings, _ code: ProcedureCode) -> [ActKey: ExpectedCase.Seen] {
        var found: [ActKey: ExpectedCase.Seen] = [:]
        for act in proceedings.procedures[code]?.acts ?? [] where !act.isMilestone {
            for key in proceedings.copies(of: act.reference) {
                guard let open = proceedings.opened(key) else { continue }
                found[key] = ExpectedCase.Seen(
                    roles: open.roles, office: open.office, form: open.form, repeats: open.repeats,
                    isOptional: open.isOptional, basis: open.basis, guards: Set(open.guards), due: open.due,
                    assigns: Set(proceedings.assignments(by: key).map(\.key)))
            }
        }
        return found
    }
}
