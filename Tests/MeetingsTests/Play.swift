import Digests
import Foundation
import Meetings
import Offices
import Procedures
import RoomLink
import Testing

/// A meeting driven by its own rules: every act is decided before it becomes an event.
struct Play {
    private(set) var meeting: Meeting
    private(set) var now: Moment
    private let procedures: Procedures
    private var sequence: Int64 = 0
    /// Everything that happened, as a journal would hold it.
    private(set) var journal: [(event: MeetingEvent, at: Moment)] = []

    static let host = Office(
        id: office("rko"), name: "Ruang Kendali Operasi", kind: .rko, zone: .wib, sections: [])
    static let makassar = kpp("kpp-makassar", "KPP Pratama Makassar Utara", .wita)
    static let jayapura = kpp("kpp-jayapura", "KPP Pratama Jayapura", .wit)
    static let proposer = Office(
        id: office("direktorat-pkp"), name: "Direktorat Potensi, Kepatuhan dan Penerimaan", kind: .direktorat,
        zone: .wib, sections: [])

    static func office(_ text: String) -> OfficeID { OfficeID(text) ?? .kantorPusat }

    static func kpp(_ slug: String, _ name: String, _ zone: Zone) -> Office {
        let sections = SectionID("pelayanan").map { [Section(id: $0, name: "Seksi Pelayanan")] } ?? []
        return Office(id: office(slug), name: name, kind: .kpp, zone: zone, sections: sections)
    }

    static func site(_ office: Office) -> Site { Site(office: office, room: room(office)) }

    static func room(_ office: Office) -> RoomID { RoomID(slug: office.id.slug) }

    /// A meeting that nothing has happened to yet.
    init() throws {
        now = try #require(Moment("2026-11-21T02:00:00Z"))
        procedures = try Procedures.load()
        meeting = Meeting(id: MeetingID(at: now), procedures: procedures, host: Self.host)
    }

    /// A meeting of the host and the invited offices that has come to a certain point.
    init(at point: Point, invited: [Office] = [makassar, jayapura]) throws {
        try self.init()
        try act("P02.1", .decided(decision: try Self.decision(), number: 1, host: Self.site(Self.host)))
        try act("P02.2")
        try act("P02.3/notify", .noticed(notice: try notice(invited)))
        for later in Point.allCases where later <= point { try reach(later) }
    }

    static func decision(needed: Bool = true, proposer: OfficeID? = proposer.id) throws -> Decision {
        let agenda = try line("Penerimaan triwulan IV")
        guard let proposer else {
            return Decision(needed: needed, ground: .ownInformation(try line("berita daerah")), agenda: agenda)
        }
        let letter = Ground.Letter(
            number: try line("S-1/PJ.08/2026"), date: try line("20 November 2026"), proposer: proposer,
            report: try line("LAP-1/PJ.08/2026"))
        return Decision(needed: needed, ground: .letter(letter), agenda: agenda)
    }

    func notice(
        _ invited: [Office], minutes: Int = 30, startsIn seconds: Double = 120, directorates: [Office] = [proposer]
    ) throws -> Notice {
        Notice(
            start: now.advanced(bySeconds: seconds), minutes: minutes, agenda: try line("Penerimaan triwulan IV"),
            chair: try line("Direktur Jenderal Pajak"), contact: try line("Operator RKO, pesawat 7301"),
            invited: invited.map(Self.site), directorates: directorates)
    }

    // MARK: - Acts

    /// Decides an act and takes its events; without an actor, by the one who may do it.
    mutating func act(_ key: String, _ content: ActContent = .plain, by actor: Actor? = nil) throws {
        try take(decide(key, content, by: actor))
    }

    func decide(_ text: String, _ content: ActContent = .plain, by actor: Actor? = nil) throws -> [MeetingEvent] {
        let key = try #require(ActKey(text))
        return try meeting.decide(key, content, by: actor ?? self.actor(for: key), at: now)
    }

    /// The refusal of an act; fails the test when the act is accepted.
    func refusal(_ key: String, _ content: ActContent = .plain, by actor: Actor? = nil) throws -> Meeting.Refusal {
        try #require(throws: Meeting.Refusal.self) { try decide(key, content, by: actor) }
    }

    func actor(for key: ActKey) -> Actor {
        if let open = meeting.proceedings.available().first(where: { $0.key == key }) {
            return Self.actor(open.roles[0], at: open.office)
        }
        let role = procedures[key.act]?.roles.first ?? .operatorRko
        return Self.actor(role, at: key.office ?? (role.officeKind == .rko ? Self.host.id : .kantorPusat))
    }

    private static let persons = Dictionary(
        uniqueKeysWithValues: Role.allCases.map { ($0, PersonID(at: Moment(microseconds: 0))) })

    static func actor(_ role: Role, at office: OfficeID) -> Actor {
        Actor(
            id: persons[role] ?? PersonID(at: Moment(microseconds: 0)), name: "\(role.rawValue) \(office)", role: role,
            office: office)
    }

    mutating func take(_ events: [MeetingEvent]) {
        now = now.advanced(bySeconds: 1)
        for event in events {
            journal.append((event, now))
            meeting.evolve(event, at: now)
        }
    }

    mutating func pass(seconds: Double) { now = now.advanced(bySeconds: seconds) }

    /// Takes a room's fact and what follows from it.
    mutating func tell(_ fact: RoomFact, from office: Office = host) {
        sequence += 1
        let envelope = FactEnvelope(
            boot: UUID(), sequence: sequence, occurredAt: now.advanced(bySeconds: 1), clockOffset: 0, fact: fact)
        let room = Self.room(office)
        take([.fact(room: room, fact: envelope)] + meeting.consequences(of: fact, from: room))
    }

    /// Does whatever is open, in order, until the act is open itself.
    mutating func advance(to act: ActReference) throws {
        for _ in 0..<100 {
            let open = meeting.proceedings.available().filter { !$0.repeats && $0.timesDone == 0 }
            if open.contains(where: { $0.key.act == act }) { return }
            let next = try #require(open.first)
            if next.guards.contains(.devicesPass) { try probe(next.key.office ?? Self.host.id) }
            try self.act(next.key.description, content(of: next))
        }
        Issue.record("\(act) was never open")
    }

    /// Does whatever is open for one office before the meeting, but for one act.
    mutating func prepare(_ office: OfficeID, leaving left: String? = nil) throws {
        while let next = meeting.proceedings.available().first(where: { open in
            open.key.office == office && !open.isOptional && open.timesDone == 0
                && open.key.act.procedure != .p09 && open.key.act.description != left
        }) {
            if next.guards.contains(.devicesPass) { try probe(office) }
            try act(next.key.description, content(of: next))
        }
    }

    /// A meeting that was opened without an office, which the chair released.
    static func without(_ office: Office, reason: String) throws -> Play {
        var play = try Play(at: .noticed)
        try play.act("P09.1/release", .releasedOffice(office: office.id, reason: try line(reason)))
        while let next = play.meeting.proceedings.available().first(where: { open in
            open.key.office != office.id && !open.repeats && open.timesDone == 0
                && open.key.act != ConductAct.recordVideo.reference(in: .p09)
        }) {
            if next.guards.contains(.devicesPass) { try play.probe(next.key.office ?? host.id) }
            try play.act(next.key.description, play.content(of: next))
        }
        for point in [Point.recording, .live, .opened] { try play.reach(point) }
        return play
    }

    /// What a room measures when everything is well.
    static let passing: [ProbeReport.Measure] = [
        .init(kind: .frameRate, value: 25, least: 20), .init(kind: .brightness, value: 90, least: 20),
        .init(kind: .motion, value: 1, least: 0.02), .init(kind: .soundLevel, value: -20, least: -50),
        .init(kind: .freeDisk, value: 9e10, least: 1e9),
    ]

    /// A device test that passes.
    mutating func probe(_ office: OfficeID, measures: [ProbeReport.Measure] = Play.passing) throws {
        let site = try #require(meeting.site(of: office))
        let role = try #require(site.office.kind.displayOperator)
        take(try meeting.orderProbe(of: office, by: Self.actor(role, at: office)))
        let number = try #require(meeting.probes.open(for: office))
        tell(.probed(ProbeReport(number: number, measures: measures)), from: site.office)
    }

    private func content(of open: OpenAct) throws -> ActContent {
        switch open.form {
        case .sections:
            return .contacted(sections: meeting.site(of: open.office)?.office.sections.map(\.id) ?? [])
        case .material:
            let site = meeting.site(of: open.office)?.office ?? Self.host
            return .submitted(material: try Self.material(of: site.id, section: open.key.section))
        case .page:
            let material = try #require(meeting.materials(of: open.office).first)
            let present = Attendance(name: try line("Sari"), post: try line("Kepala"), mode: .inPerson)
            return .displayed(page: PageShown(file: material.file, page: 1), attendance: present)
        case .delivery: return .delivered(parties: meeting.parties.map(\.id))
        default: return .plain
        }
    }

    static func material(of office: OfficeID, section: SectionID? = nil) throws -> Material {
        let seed = UInt8(truncatingIfNeeded: office.description.utf8.reduce(0) { $0 + Int($1) })
        return Material(
            office: office, section: section, title: try line("Bahan"), file: blob(seed),
            pages: [blob(seed &+ 1), blob(seed &+ 2)], version: 1, author: "Galih")
    }
}

func line(_ text: String) throws -> Line { try #require(Line(text)) }

func passage(_ text: String) throws -> Passage { try #require(Passage(text)) }

/// A hash that is easy to tell from others.
func blob(_ byte: UInt8) -> ContentHash { ContentHash(digest: repeatElement(byte, count: 32)) }
