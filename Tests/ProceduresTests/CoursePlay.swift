import Offices
import Testing

@testable import Procedures

/// A case of one course, played by the definitions alone: each act by its right role, with a sample of what it carries.
struct CoursePlay {
    private(set) var proceedings: Proceedings
    /// The outcomes chosen; a decision that is not named takes its first branch.
    var choices: [ActReference: BranchID] = [:]
    /// The acts that are recorded on an oral order instead of done in person.
    var orally: Set<ActReference> = []
    var guards: (Guard, ActKey) -> GuardAnswer = { _, _ in .met }
    private let invited: [Office]
    private var clock = start

    static let start = Moment(microseconds: 1_795_227_330_000_000)
    static let persons = Dictionary(uniqueKeysWithValues: Role.allCases.map { ($0, PersonID(at: start)) })

    static func office(_ id: OfficeID, _ kind: OfficeKind) -> Office {
        let sections: [SectionID] = ["satu", "dua"]
        return Office(
            id: id, name: "Kantor \(id)", kind: kind, zone: .wib,
            sections: sections.map { Section(id: $0, name: "Seksi \($0)") })
    }

    static let host = office("direktorat", .direktorat)
    static let other = office("direktorat-lain", .direktorat)
    static let kpp = office("kpp", .kpp)
    static let region: [Office] = [
        office("kanwil", .kanwil), office("ppddp", .ppddp), kpp, office("kpddp", .kpddp), office("kpde", .kpde),
    ]

    static func host(of course: Course) -> Office {
        switch course {
        case .monitoring, .directorateMeeting: host
        case .controlRoomMeeting: office("rko", .rko)
        case .outreach, .question, .escalation: office("klip", .klip)
        case .distribution: office(.kantorPusat, .kantorPusat)
        }
    }

    init(
        _ course: Course, choosing choices: [ActReference: BranchID] = [:], of procedures: Procedures? = nil,
        inviting invited: [Office] = region
    ) throws {
        let all = try procedures ?? Procedures.load()
        proceedings = Proceedings(procedures: all.following(course), host: Self.host(of: course))
        (self.choices, self.invited) = (choices, invited)
    }

    // MARK: - Acting

    /// The officer who may do a copy of an act: of its first role, or of another one at the place where that is held.
    func actor(_ key: ActKey, as role: Role? = nil, acting: Acting? = nil) -> Actor {
        let roles = proceedings.procedures[key.act].map { act in
            let known = proceedings.roles(for: key, of: act)
            return known.isEmpty ? act.roles : known
        }
        let role = role ?? roles?.first ?? .dirjen
        return Actor(
            id: Self.persons[role] ?? PersonID(at: Self.start), name: "Pejabat \(role.rawValue)", role: role,
            office: proceedings.place(of: role, for: key), acting: acting)
    }

    /// The subordinate who records the act on the official's order; `nil` for an act that is not given orally.
    func recorder(_ key: ActKey) -> Actor? {
        let official = actor(key)
        guard let act = proceedings.procedures[key.act], let oral = proceedings.recorders(for: key, of: act).first,
            let name = Line(official.name),
            let order = OralOrder(official: .init(name: name, role: official.role, office: official.office))
        else { return nil }
        return actor(key, as: oral).recording(order)
    }

    /// Asks, and does what is allowed, with a sample of what the act carries.
    mutating func perform(_ key: ActKey, by actor: Actor? = nil) throws(Proceedings.Refusal) {
        let recorder = orally.contains(key.act) ? recorder(key) : nil
        try attempt(key, by: actor ?? recorder ?? self.actor(key), carrying: sample(key))
    }

    /// Asks, and does what is allowed.
    mutating func attempt(
        _ key: ActKey, by actor: Actor, carrying outcome: Outcome?
    ) throws(Proceedings.Refusal) {
        try proceedings.check(key, by: actor, outcome: outcome, guards: guards)
        clock = clock.advanced(bySeconds: 60)
        proceedings.perform(key, by: actor, at: clock, outcome: outcome)
    }

    /// What a copy of an act may carry now; `nil` for an act that carries nothing.
    func sample(_ key: ActKey) -> Outcome? {
        guard let act = proceedings.procedures[key.act] else { return nil }
        if let first = act.branches.first { return .decided(choices[key.act] ?? first.id) }
        let office = key.office ?? proceedings.host.id
        let parties = proceedings.sites + proceedings.directorates
        switch act.form {
        case .notice: return .notified(invited: invited, directorates: [Self.other])
        case .notNeeded: return .notified(invited: [], directorates: [Self.other])
        case .sections, .statements, .agents: return .contacted(["satu", "dua"])
        case .delivery: return .delivered(parties: parties, owing: parties.map(\.id))
        case .officeRelease:
            return proceedings.invited.first { proceedings.released[$0.id] == nil }.map { .releasedOffice($0.id) }
        case .directorateRelease:
            return proceedings.directorates.first { office in
                proceedings.fault(of: .releasedDirectorate(office.id), for: key, of: act) == nil
            }.map { .releasedDirectorate($0.id) }
        case .sectionRelease:
            let released = proceedings.state.releasedSections[office] ?? []
            return proceedings.sections(of: office).first { !released.contains($0) }.map { .releasedSection($0) }
        default: return nil
        }
    }

    // MARK: - Playing

    /// Does what must come before an act, and nothing else, until a copy of it is open.
    @discardableResult
    mutating func play(to target: ActReference) throws -> ActKey {
        let wanted = try CourseGoal(target, in: proceedings.procedures)
        for (decision, branch) in wanted.choices where choices[decision] == nil { choices[decision] = branch }
        if let spoken = wanted.spoken { orally.insert(spoken) }
        while true {
            let open = proceedings.available()
            if let found = open.first(where: { $0.key.act == target }) { return found.key }
            let next = open.first { wanted.before.contains($0.key.act) && isNew($0) }
            try perform(try #require(next, "no way to \(target) after \(proceedings.allDone.keys.sorted())").key)
        }
    }

    /// Does all that is open and neither optional nor left aside, until nothing of it is left.
    mutating func playOn(leaving left: Set<ActReference> = []) throws {
        while let next = proceedings.available().first(where: { open in
            !open.isOptional && !left.contains(open.key.act) && isNew(open)
        }) { try perform(next.key) }
    }

    private func isNew(_ open: OpenAct) -> Bool { open.timesDone == 0 }

    // MARK: - Asking

    func isOpen(_ key: ActKey) -> Bool { proceedings.opened(key) != nil }

    func isDone(_ key: ActKey) -> Bool { proceedings.done(key) != nil }

    /// Why a person may not do a copy of an act now; `nil` when they may.
    func refusal(_ key: ActKey, by actor: Actor) -> Proceedings.Refusal.Reason? {
        do throws(Proceedings.Refusal) {
            try proceedings.check(key, by: actor, outcome: sample(key), guards: guards)
            return nil
        } catch {
            return error.reason
        }
    }

    /// Why an officer may not do a copy of an act now: of its right role, or of another.
    func refusal(_ key: ActKey, as role: Role? = nil) -> Proceedings.Refusal.Reason? {
        refusal(key, by: actor(key, as: role))
    }

    /// What a copy of an act still waits for, when that alone refuses it.
    func waits(_ key: ActKey) -> [ActKey] {
        if case .missing(let missing) = refusal(key) { missing.map(\.key) } else { [] }
    }

    /// Whether a role is refused as the wrong one.
    func isWrong(_ role: Role, for key: ActKey) -> Bool {
        if case .wrongRole = refusal(key, as: role) { true } else { false }
    }

    /// Whether the act was done and may not be done again.
    func isRefusedTwice(_ key: ActKey) -> Bool {
        if case .alreadyDone = refusal(key) { true } else { false }
    }

    /// Whether the act lies on a branch that was not taken.
    func isClosed(_ key: ActKey) -> Bool {
        if case .otherBranch = refusal(key) { true } else { false }
    }
}

extension ActReference: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) {
        guard let reference = ActReference(text) else { preconditionFailure("\(text) is no act") }
        self = reference
    }
}
