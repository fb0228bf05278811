import Offices

@testable import Procedures

/// A random way through a whole course: whatever is open, with whatever it can bring.
struct CourseWalk {
    private(set) var state: Proceedings
    private var random: Seeded
    private let invited: [Office]
    private let directorates: [Office]

    /// SplitMix64, so that a failing walk can be walked again.
    struct Seeded: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    init(_ course: Course, seed: UInt64) throws {
        let edition = try Procedures.load().following(course)
        random = Seeded(state: seed)
        let kind = edition[course.opening]?.unit ?? .rko
        state = Proceedings(procedures: edition, host: Self.office("tuan-rumah", kind))
        let kinds = [OfficeKind.kpp, .kanwil, .ppddp, .kpddp, .kpde].shuffled(using: &random).prefix(2)
        invited = kinds.map { Self.office($0.rawValue, $0) }
        directorates = kind == .direktorat ? [] : [Self.office("direktorat", .direktorat)]
    }

    static func office(_ name: String, _ kind: OfficeKind) -> Office {
        let sections = ["satu", "dua"].compactMap { SectionID($0) }.map { Section(id: $0, name: $0.description) }
        let id = kind == .kantorPusat ? OfficeID.kantorPusat : OfficeID(name) ?? .kantorPusat
        return Office(id: id, name: name, kind: kind, zone: .wib, sections: sections)
    }

    /// The next act, mostly one that was not done yet; `nil` when nothing is open.
    mutating func step() -> ActKey? {
        let open = state.available()
        let fresh = open.filter { !$0.isOptional && $0.timesDone == 0 }
        let pool = Int.random(in: 0..<5, using: &random) == 0 || fresh.isEmpty ? open : fresh
        guard let next = pool.randomElement(using: &random) else { return nil }
        state.perform(next.key, by: actor(next), at: Moment(microseconds: 0), outcome: outcome(next.key))
        return next.key
    }

    private mutating func actor(_ open: OpenAct) -> Actor {
        let role = open.roles[0]
        let id = PersonID(at: Moment(microseconds: 0))
        let own = Actor(id: id, name: role.rawValue, role: role, office: open.office)
        let kind = state.attendees.first { $0.id == open.key.office }?.kind ?? state.host.kind
        guard let oral = state.procedures[open.key.act]?.recorders(at: kind).first, Bool.random(using: &random),
            let name = Line(role.rawValue),
            let order = OralOrder(official: .init(name: name, role: role, office: open.office))
        else { return own }
        return Actor(id: id, name: oral.rawValue, role: oral, office: open.key.office ?? open.office, order: order)
    }

    private mutating func outcome(_ key: ActKey) -> Outcome? {
        guard let act = state.procedures[key.act] else { return nil }
        if let branch = act.branches.randomElement(using: &random) { return .decided(branch.id) }
        let sections = ["satu", "dua"].compactMap { SectionID($0) }
        switch act.form {
        case .notice: return .notified(invited: invited, directorates: directorates)
        case .notNeeded: return .notified(invited: [], directorates: directorates)
        case .sections: return .contacted(Array(sections.prefix(Int.random(in: 1...2, using: &random))))
        case .agents: return .contacted(sections)
        case .directorateRelease: return directorates.randomElement(using: &random).map { .releasedDirectorate($0.id) }
        case .statements: return .contacted(Array(sections.prefix(Int.random(in: 0...2, using: &random))))
        case .delivery: return .delivered(parties: state.sites, owing: [invited[0].id])
        case .officeRelease: return invited.randomElement(using: &random).map { .releasedOffice($0.id) }
        case .sectionRelease: return sections.randomElement(using: &random).map { .releasedSection($0) }
        default: return nil
        }
    }
}
