import Offices

/// The small instance in which a procedure is explored: its offices, its people, and what they can bring.
struct ExplorationStage {
    let moment = Moment(microseconds: 0)
    private let procedure: Procedure?
    private let host: Office
    private let invited: [Office]
    private let directorates: [Office]
    private let people: [Role: PersonID]
    private let recorder: PersonID

    init(_ code: ProcedureCode, of procedures: Procedures) {
        procedure = procedures[code]
        let course = Course.allCases.first { $0.codes.contains(code) } ?? .monitoring
        let hostKind = procedures[course.opening]?.unit ?? .rko
        let unit = procedure?.unit ?? .kpp
        host = Self.office("tuan-rumah", hostKind)
        let kind = unit == hostKind ? OfficeKind.kpp : unit
        invited = course.isMeeting ? [Self.office("kantor", kind)] : []
        directorates = course.isMeeting && hostKind != .direktorat ? [Self.office("direktorat", .direktorat)] : []
        people = Dictionary(uniqueKeysWithValues: Role.allCases.map { ($0, PersonID(at: Moment(microseconds: 0))) })
        recorder = PersonID(at: Moment(microseconds: 0))
    }

    /// The case as it stands when the procedure begins: offices are known unless it names them itself.
    func beginning(_ alone: Procedures) -> Proceedings {
        var proceedings = Proceedings(procedures: alone, host: host)
        let forms = Set(procedure?.acts.map(\.form) ?? [])
        if !forms.contains(.notice) {
            proceedings.state.invited = invited
            proceedings.state.directorates = directorates
            proceedings.roster = Roster(proceedings.state)
        }
        return proceedings
    }

    /// What can be done next: each open act with each thing that it can bring, in person and on an oral order.
    func steps(in proceedings: Proceedings) -> [(OpenAct, Outcome?, Actor)] {
        proceedings.available().flatMap { open -> [(OpenAct, Outcome?, Actor)] in
            guard open.key.act.procedure == procedure?.code, let act = proceedings.procedures[open.key.act] else {
                return []
            }
            let outcomes = outcomes(of: act, open.key, in: proceedings)
            let actors = actors(for: act, open, in: proceedings)
            return outcomes.flatMap { outcome in actors.map { (open, outcome, $0) } }
        }
    }

    private func actors(for act: Act, _ open: OpenAct, in proceedings: Proceedings) -> [Actor] {
        let own = open.roles.map { role in
            Actor(id: people[role] ?? recorder, name: role.rawValue, role: role, office: open.office)
        }
        guard let oral = proceedings.recorders(for: open.key, of: act).first, let official = own.first else {
            return [own.first].compactMap(\.self)
        }
        let place = proceedings.place(of: oral, for: open.key)
        guard let name = Line(official.name),
            let order = OralOrder(official: .init(name: name, role: official.role, office: official.office))
        else { return [official] }
        let onOrder = Actor(id: recorder, name: oral.rawValue, role: oral, office: place, order: order)
        return [official, onOrder]
    }

    private func outcomes(of act: Act, _ key: ActKey, in proceedings: Proceedings) -> [Outcome?] {
        if !act.branches.isEmpty { return act.branches.map { .decided($0.id) } }
        let sections = proceedings.host.sections.map(\.id)
        switch act.form {
        case .notice: return [.notified(invited: invited, directorates: directorates)]
        case .notNeeded: return [.notified(invited: [], directorates: directorates)]
        case .sections: return [.contacted(sections)]
        case .agents: return [.contacted(sections)]
        case .statements: return [.contacted([]), .contacted(sections)]
        case .delivery: return [.delivered(parties: proceedings.sites, owing: [invited[0].id])]
        case .officeRelease:
            return invited.map(\.id).filter { proceedings.released[$0] == nil }.map { .releasedOffice($0) }
        case .directorateRelease:
            return directorates.map(\.id).filter {
                proceedings.fault(of: .releasedDirectorate($0), for: key, of: act) == nil
            }
            .map { .releasedDirectorate($0) }
        case .sectionRelease:
            let office = key.office ?? host.id
            let released = proceedings.state.releasedSections[office] ?? []
            let left = proceedings.sections(of: office).filter { !released.contains($0) }
            return left.map { .releasedSection($0) }
        default: return [nil]
        }
    }

    /// Whether a condition that comes from outside holds: all do but the one that asks for what the acts bring.
    func answer(_ demand: Guard, in proceedings: Proceedings) -> GuardAnswer {
        guard demand == .materialsThere else { return .met }
        let isMade = proceedings.allDone.keys.contains {
            proceedings.procedures[$0.act]?.makes.contains(.bahanData) ?? false
        }
        return isMade ? .met : .unmet("no materials")
    }

    private static func office(_ name: String, _ kind: OfficeKind) -> Office {
        let sections = ["satu", "dua"].compactMap { SectionID($0) }.map { Section(id: $0, name: $0.description) }
        let id = kind == .kantorPusat ? OfficeID.kantorPusat : OfficeID(name) ?? .kantorPusat
        return Office(id: id, name: name, kind: kind, zone: .wib, sections: sections)
    }
}
