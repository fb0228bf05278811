import Documents
import Offices
import Procedures
import SampleFilings
import Testing

@testable import Cases

/// A case played by its own rules: each act is decided before it becomes part of the case.
///
/// Every role is a person of its own, so that nobody stands on two levels of a chain unless a test says so.
struct Docket {
    private(set) var subject: Case
    private(set) var numbers: NumberRegister
    private(set) var now: Moment
    /// Everything that was done, as a journal would hold it.
    private(set) var journal: [(act: CaseAct, at: Moment)] = []
    let correspondence: Correspondence

    static let directorate = OfficeID("direktorat-pkp") ?? .kantorPusat
    private static let offices = Result { try HeadOffice.load() }
    private static let procedures = Result { try Procedures.load() }
    private static let letters = Result { try Correspondence.load() }

    init(
        _ code: ProcedureCode, at start: String = "2026-11-20T02:00:00Z", numbers: NumberRegister = NumberRegister(),
        office: OfficeID? = nil
    ) throws {
        let course = try #require(Course(opening: code))
        let edition = try Self.procedures.get().following(course)
        let kind = edition[code]?.unit
        let offices = try Self.offices.get()
        let found = offices.first { office == nil ? $0.kind == kind && $0.id != Self.other : $0.id == office }
        let host = try #require(found)
        now = try #require(Moment(start))
        self.numbers = numbers
        correspondence = try Self.letters.get()
        let opening = CaseOpening(
            number: 1, course: course, subject: try #require(Line("Perkara uji")), host: host,
            versions: edition.versions)
        subject = Case(id: CaseID(at: now), opening: opening, procedures: edition)
    }

    static let other = OfficeID("setditjen") ?? .kantorPusat

    /// The one who holds a role; another person for each role.
    func actor(_ role: Role, as person: Role? = nil, plt: Bool = false) throws -> Actor {
        let number = try #require(Role.allCases.firstIndex(of: person ?? role))
        let id = try #require(PersonID("019a0000-0000-7000-8000-0000000000\(number < 10 ? "0" : "")\(number)"))
        let office = role.officeKind == .kantorPusat ? OfficeID.kantorPusat : subject.opening.host.id
        let order = Acting(kind: .plt, order: try #require(Line("ND-1/PJ.08/2026")))
        return Actor(
            id: id, name: "Pejabat \(number)", role: role, office: office, acting: plt ? order : nil)
    }

    var means: Case.Means { Case.Means(correspondence: correspondence, numbers: numbers, now: now) }

    func decide(
        _ text: String, _ more: [String: FieldValue?] = [:], branch: String? = nil, by actor: Actor? = nil,
        naming agents: [Assignee] = []
    ) throws -> CaseAct {
        let key = try #require(ActKey(text))
        let act = subject.proceedings.procedures[key.act]
        let chosen = try branch.map { try #require(BranchID($0)) }
        let filing = Filing(branch: chosen, fields: SampleFiling.fields(act?.form ?? .none, key.act, more))
        let holder = try actor ?? self.actor(act?.roles.first ?? .dirjen)
        let event = try subject.decide(key, filing, by: holder, naming: agents.count, with: means)
        guard case .acted(let done) = event else { throw Surprise.notAnAct }
        return agents.isEmpty ? done : done.naming(agents)
    }

    enum Surprise: Error { case notAnAct }

    @discardableResult
    mutating func act(
        _ text: String, _ more: [String: FieldValue?] = [:], branch: String? = nil, by actor: Actor? = nil
    ) throws -> CaseAct {
        now = now.advanced(bySeconds: 60)
        let act = try decide(text, more, branch: branch, by: actor)
        take(act)
        return act
    }

    mutating func take(_ act: CaseAct) {
        if let number = act.number { try? numbers.record(number, of: subject.opening.host, at: now) }
        subject.evolve(act, correspondence: correspondence, at: now)
        journal.append((act, now))
    }

    /// Why an act may not be done; `nil` when it may.
    func refusal(
        _ text: String, _ more: [String: FieldValue?] = [:], branch: String? = nil, by actor: Actor? = nil
    ) throws -> Case.Refusal? {
        do {
            _ = try decide(text, more, branch: branch, by: actor)
            return nil
        } catch let refusal as Case.Refusal {
            return refusal
        }
    }

    /// Does whatever has to be done until an act is open; decisions go the first way unless another is chosen.
    mutating func advance(to target: String, choosing: [String: String] = [:]) throws {
        for _ in 0..<60 {
            let open = subject.proceedings.available()
            if open.contains(where: { "\($0.key)" == target }) { return }
            try step(open, choosing)
        }
        Issue.record("\(target) was never open")
    }

    mutating func finish(choosing: [String: String] = [:]) throws {
        for _ in 0..<60 where !subject.isFinished { try step(subject.proceedings.available(), choosing) }
        #expect(subject.isFinished)
    }

    private mutating func step(_ open: [OpenAct], _ choosing: [String: String]) throws {
        let next = try #require(open.first { !$0.isOptional && $0.timesDone == 0 })
        let branches = subject.proceedings.procedures[next.key.act]?.branches ?? []
        try act("\(next.key)", branch: choosing["\(next.key.act)"] ?? branches.first?.id.description)
    }

    func isOpen(_ text: String) -> Bool {
        subject.proceedings.available().contains { "\($0.key)" == text }
    }

    func paper(_ artefact: Artefact, of bank: String? = nil) throws -> Document {
        try #require(subject.paper(artefact, of: bank.flatMap { SectionID($0) }))
    }
}

extension Case.Refusal {
    /// What still has to be done, when that is the reason.
    var missing: [String] {
        guard case .procedure(let refusal) = self, case .missing(let acts) = refusal.reason else { return [] }
        return acts.map { "\($0.key)" }
    }

    var isForm: Bool { if case .form = self { true } else { false } }

    var isPaper: Bool { if case .paper = self { true } else { false } }

    var reason: Proceedings.Refusal.Reason? { if case .procedure(let refusal) = self { refusal.reason } else { nil } }

    /// The conditions that do not hold.
    var unmet: [Guard] {
        guard case .guards(let unmet)? = reason else { return [] }
        return unmet.map(\.demand)
    }
}
