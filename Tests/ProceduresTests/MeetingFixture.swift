import Offices
import Testing

@testable import Procedures

/// One meeting: the RKO hosts, two KPP are invited, two directorates give materials, one of them takes part.
enum MeetingFixture {
    static let rko = office("rko", .rko, .wib)
    static let makassar = office("kpp-makassar", .kpp, .wita, ["pelayanan", "penagihan", "pdi"])
    static let jayapura = office("kpp-jayapura", .kpp, .wit, ["pelayanan", "pdi"])
    static let pkp = office("direktorat-pkp", .direktorat, .wib)
    static let tip = office("direktorat-tip", .direktorat, .wib)
    static let start = Moment(microseconds: 1_795_227_330_000_000)

    static func office(_ id: OfficeID, _ kind: OfficeKind, _ zone: Zone, _ sections: [SectionID] = []) -> Office {
        Office(
            id: id, name: "Kantor \(id)", kind: kind, zone: zone,
            sections: sections.map { Section(id: $0, name: "Seksi \($0)") })
    }

    static func proceedings() throws -> Proceedings {
        Proceedings(procedures: try Procedures.load().following(.controlRoomMeeting), host: rko)
    }

    static func actor(_ role: Role, _ office: OfficeID, _ section: SectionID? = nil) -> Actor {
        Actor(id: PersonID(at: start), name: "Pejabat \(role.rawValue)", role: role, office: office, section: section)
    }

    static let allMet: @Sendable (Guard, ActKey) -> GuardAnswer = { _, _ in .met }

    /// An act, the role that does it, where that role is held, and what the act carries.
    struct Deed: Sendable, CustomTestStringConvertible {
        let key: ActKey
        let role: Role
        let place: OfficeID
        var outcome: Outcome?
        var testDescription: String { "\(key)" }
        var actor: Actor { MeetingFixture.actor(role, place) }
    }

    static func deed(_ key: ActKey, _ role: Role, _ place: OfficeID, _ outcome: Outcome? = nil) -> Deed {
        Deed(key: key, role: role, place: place, outcome: outcome)
    }

    /// The whole meeting, every act at least once, in one of its possible orders.
    static let script: [Deed] =
        control + preparation(makassar, ["pelayanan", "penagihan"])
        + preparation(jayapura, ["pelayanan"]) + meeting

    static let control: [Deed] = [
        deed("P02.1", .dirjen, .kantorPusat, .decided("needed")), deed("P02.2", .kasubbagProtokol, "rko"),
        deed("P02.3/notify", .operatorRko, "rko", .notified(invited: [makassar, jayapura], directorates: [pkp, tip])),
        deed("P02.3/network", .ditTip, .kantorPusat), deed("P02.4@direktorat-pkp", .loSetdit, "direktorat-pkp"),
        deed("P02.4@direktorat-tip", .loSetdit, "direktorat-tip"), deed("P02.5/prepare", .operatorRko, "rko"),
        deed("P02.5/receive", .operatorRko, "rko"), deed("P02.5/check-device", .operatorRko, "rko"),
    ]

    static func preparation(_ office: Office, _ sections: [SectionID]) -> [Deed] {
        func at(_ act: String, _ role: Role, _ section: SectionID? = nil, _ outcome: Outcome? = nil) -> Deed {
            deed(ActKey(reference(act), office: office.id, section: section), role, office.id, outcome)
        }
        let asked = [
            at("P06.1", .kepalaKpp), at("P06.2", .loKpp, nil, .contacted(sections)), at("P06.4", .kasiPdiKpp),
        ]
        let materials = sections.flatMap { section in
            [
                at("P06.3", .kasiTerkaitKpp, section), at("P06.5", .pelaksanaTerkaitKpp, section),
                at("P06.7", .kasiTerkaitKpp, section), at("P06.8", .kepalaKpp, section),
                at("P06.9", .kasiTerkaitKpp, section), at("P06.10", .pelaksanaTerkaitKpp, section),
            ]
        }
        let room = [at("P06.6/prepare", .ocKpp), at("P06.6/check-device", .ocKpp)]
        return asked + materials + room + [at("P06.11", .loKpp), at("P06.12", .ocKpp)]
    }

    static let meeting: [Deed] = [
        deed("P09.1/display@rko", .operatorRko, "rko"), deed("P09.1/display@kpp-makassar", .ocKpp, "kpp-makassar"),
        deed("P09.1/display@kpp-jayapura", .ocKpp, "kpp-jayapura"), deed("P09.3/record-video", .operatorRko, "rko"),
        deed("P09.2/open", .dirjen, .kantorPusat), deed("P09.1/turn@kpp-makassar", .ocKpp, "kpp-makassar"),
        deed("P09.1/turn@rko", .operatorRko, "rko"), deed("P09.3/air", .operatorRko, "rko"),
        deed("P09.3/none", .operatorRko, "rko"), deed("P09.3/note", .operatorRko, "rko"),
        deed("P09.3/show", .operatorRko, "rko"), deed("P09.3/correct", .operatorRko, "rko"),
        deed("P09.3/display", .operatorRko, "rko"), deed("P09.2/close", .dirjen, .kantorPusat),
        deed("P09.4/write", .operatorRko, "rko"),
        deed(
            "P09.4/deliver", .operatorRko, "rko",
            .delivered(parties: [rko, makassar, jayapura, pkp], owing: ["kpp-makassar", "direktorat-pkp"])),
        deed("P09.5/receive@rko", .dirjen, .kantorPusat),
        deed("P09.5/receive@kpp-makassar", .kepalaKpp, "kpp-makassar"),
        deed("P09.5/receive@kpp-jayapura", .kepalaKpp, "kpp-jayapura"),
        deed("P09.5/receive@direktorat-pkp", .sesditjenDirektur, "direktorat-pkp"),
        deed("P09.5/follow-up@kpp-makassar", .kepalaKpp, "kpp-makassar"),
        deed("P09.5/follow-up@direktorat-pkp", .sesditjenDirektur, "direktorat-pkp"),
    ]

    static func reference(_ text: String) -> ActReference {
        guard let reference = ActReference(text) else { preconditionFailure("\(text) is no act") }
        return reference
    }
}

extension Proceedings {
    /// Records deeds without asking, as a journal that is read again does.
    mutating func replay(_ deeds: some Sequence<MeetingFixture.Deed>) {
        for deed in deeds { perform(deed.key, by: deed.actor, at: MeetingFixture.start, outcome: deed.outcome) }
    }

    /// Asks, and records what is allowed.
    mutating func act(_ deed: MeetingFixture.Deed) throws {
        try check(deed.key, by: deed.actor, outcome: deed.outcome, guards: MeetingFixture.allMet)
        replay([deed])
    }

    /// The reason for which an act is refused; `nil` when it is allowed.
    func refusal(_ deed: MeetingFixture.Deed, by actor: Actor? = nil) -> Refusal? {
        do throws(Refusal) {
            try check(deed.key, by: actor ?? deed.actor, outcome: deed.outcome, guards: MeetingFixture.allMet)
            return nil
        } catch {
            return error
        }
    }
}

extension ActKey: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) {
        guard let key = ActKey(text) else { preconditionFailure("\(text) is no key") }
        self = key
    }
}

extension OfficeID: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) {
        guard let id = OfficeID(text) else { preconditionFailure("\(text) is no slug") }
        self = id
    }
}

extension SectionID: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) {
        guard let id = SectionID(text) else { preconditionFailure("\(text) is no slug") }
        self = id
    }
}

extension BranchID: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) {
        guard let id = BranchID(text) else { preconditionFailure("\(text) is no slug") }
        self = id
    }
}
