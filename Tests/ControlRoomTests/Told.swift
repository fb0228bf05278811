import Documents
import Foundation
import Journal
import Meetings
import Offices
import Procedures
import Reports
import RoomLink
import Testing

@testable import ControlRoom

/// A meeting as its events tell it, for what is said of it afterwards.
struct Told {
    private(set) var meeting: Meeting
    private let directory: OfficeDirectory
    private let host: Office
    private let correspondence: Correspondence
    var discussion: [TopicSummary] = []

    static let direktorat = Office(
        id: Service.proposer, name: "Direktorat Potensi, Kepatuhan dan Penerimaan", kind: .direktorat, zone: .wib,
        sections: [])

    /// So many seconds after the moment at which everything is told.
    static func time(_ seconds: Double) -> Moment {
        Moment(microseconds: 1_795_227_330_000_000).advanced(bySeconds: seconds)
    }

    private init(_ host: Office, policy: PolicySwitches) throws {
        (self.host, correspondence) = (host, try Correspondence.load())
        let edition = try Procedures.load(versions: Procedures.load().versions, switches: policy)
        meeting = Meeting(id: MeetingID(at: Self.time(0)), procedures: edition, host: host)
        let rooms = [(host, Screen.window(display: ":0")), (Service.far, .headless)].map { office, screen in
            Room(
                id: RoomID(slug: office.id.slug), name: office.kind == .direktorat ? "Ruang RLJJ" : office.name,
                office: office, camera: .test, microphone: .test(tone: 440), screen: screen, loudspeaker: .headless)
        }
        directory = try OfficeDirectory(rooms: rooms, headOffice: HeadOffice.load())
    }

    /// A meeting of the Dirjen with one KPP and the proposing Direktorat.
    static func controlRoom(
        _ ground: Ground? = nil, opened: Bool = false, guest: Bool = false, farComes: Bool = true,
        topics: [String] = [], policy: PolicySwitches = .none
    ) throws -> Told {
        var told = try Told(Service.host, policy: policy)
        let letter = Ground.Letter(
            number: try line("S-7/PJ.08/2026"), date: try line("21 November 2026"), proposer: Service.proposer,
            report: try line("Penerimaan triwulan IV"), reportDate: try line("20 November 2026"))
        let decision = Decision(
            needed: true, ground: ground ?? .letter(letter), agenda: try line("Penerimaan triwulan IV"))
        try told.act(
            "P02.1", by: told.actor(.dirjen, "Bimo"), .decided(decision: decision, number: 3, host: told.site))
        try told.act("P02.3/notify", by: told.actor(.operatorRko, "Sari"), told.notice([direktorat], topics))
        try told.display(farComes ? [told.host, Service.far] : [told.host], guest: guest)
        if opened { try told.act("P09.2/open", by: told.actor(.dirjen, "Bimo")) }
        return told
    }

    /// A meeting that the head of a Direktorat decided on (P01.6 b.1).
    static func directorate() throws -> Told {
        var told = try Told(direktorat, policy: .none)
        let report = Ground.Report(
            title: try line("Laporan Hasil Monitoring dan Analisis: Penerimaan"), unit: direktorat.id,
            origin: CaseID(at: time(0)), number: try line("LAP-4/PJ.08/2026"), date: try line("20 November 2026"))
        let decision = Decision(needed: true, ground: .report(report), agenda: try line("Penerimaan"))
        try told.act(
            "P03.1", by: told.actor(.sesditjenDirektur, "Dian"),
            .decided(decision: decision, number: 4, host: told.site))
        try told.act("P03.2/inform", by: told.actor(.loSetdit, "Sari"), told.notice([], []))
        return told
    }

    private var site: Site { Site(office: host, room: RoomID(slug: host.id.slug)) }

    private func notice(_ directorates: [Office], _ topics: [String]) throws -> ActContent {
        .noticed(
            notice: Notice(
                start: Self.time(0), minutes: 30, agenda: try line("Penerimaan triwulan IV"),
                chair: try line("Direktur Jenderal Pajak"), contact: try line("Operator"),
                invited: [Site(office: Service.far, room: Service.farRoom)], directorates: directorates,
                topics: try topics.map(line)))
    }

    private mutating func display(_ offices: [Office], guest: Bool) throws {
        for office in offices {
            var present = Attendance(name: try line("Ani"), post: try line("Kepala"), mode: .inPerson)
            if guest, office == host {
                present.guests = [
                    .init(
                        office: Self.direktorat.id, name: try line("Dian"), post: try line("Direktur"), mode: .inPerson)
                ]
            }
            try act(
                "P09.1/display@\(office.id)", by: actor(.operatorRko, "Sari"),
                .displayed(page: PageShown(file: Samples.blob(1), page: 1), attendance: present))
        }
    }

    func actor(_ role: Role, _ name: String, acting: Acting? = nil) -> Actor {
        let office = role.officeKind == .kantorPusat ? OfficeID.kantorPusat : host.id
        return Actor(id: PersonID(at: Self.time(0)), name: name, role: role, office: office, acting: acting)
    }

    /// Takes an act as a journal holds it; nothing is asked of its order.
    mutating func act(
        _ key: String, by actor: Actor, _ content: ActContent = .plain, at moment: Moment = Told.time(0)
    ) throws {
        meeting.evolve(.act(key: try #require(ActKey(key)), by: actor, content: content), at: moment)
    }

    mutating func tell(_ event: MeetingEvent) { meeting.evolve(event, at: Self.time(0)) }

    mutating func fact(_ fact: RoomFact, at seconds: Double) {
        let envelope = FactEnvelope(
            boot: UUID(), sequence: 1, occurredAt: Self.time(seconds), clockOffset: 0, fact: fact)
        tell(.fact(room: RoomID(slug: host.id.slug), fact: envelope))
    }

    func report() -> MeetingReport {
        let content = ReportContent(
            meeting: meeting, directory: directory, correspondence: correspondence, actor: writer, now: Self.time(700),
            discussion: discussion)
        return content.report(number: Line("LHR-3/RKO/2026"), head: .empty, fingerprint: nil)
    }

    private var writer: Actor { actor(host.kind.displayOperator ?? .operatorRko, "Sari") }
}
