import Cases
import Digests
import Documents
import Engine
import Foundation
import Journal
import Meetings
import Offices
import Procedures
import RoomLink
import SampleFilings
import Testing

@testable import ControlRoom

/// Where one case opens the next (P01.14 to P02.1, P01.6b1 to P03.1), and orders by word of mouth.
struct HandoverTests {
    private static let heads = ["P01.6/decide": "heads"]

    @Test("A letter that went out opens one meeting, which carries its origin and goes on with a verdict")
    func letter() async throws {
        let service = try Service()
        let (origin, meeting) = try await service.run { control in
            let id = try await control.start(.p01, subject: "Penerimaan PPN turun").id
            try await control.advance(id, to: "P01.14/send")
            #expect(try await control.meetings().isEmpty)
            try await control.carry("P01.14/send", on: id)
            return (id, try #require(try await control.meetings().first))
        }
        guard case .letter(let letter)? = meeting.openedOn else {
            Issue.record("\(String(describing: meeting.openedOn))")
            return
        }
        #expect(letter.origin == origin && letter.proposer == Service.proposer)
        #expect(letter.number.text.hasPrefix("S-1/PJ.08/"))
        #expect(meeting.decision == nil && meeting.agenda == "Penerimaan PPN turun")
        try await service.run { control in
            #expect(try await control.meetings() == [meeting], "a restart opens no second one")
            let verdict = try ControlRoomTests.act("P02.1", .verdict(VerdictForm(needed: true)))
            let decided = try await control.done(verdict, on: meeting.id)
            #expect(decided.decision?.ground == meeting.openedOn && decided.decision?.needed == true)
            #expect(decided.proceedings.available().contains { "\($0.key)" == "P02.2" })
        }
    }

    @Test("A service that ended between the two entries opens the meeting at its next start, once")
    func between() async throws {
        let service = try Service()
        let id = try await service.run { control in
            let id = try await control.start(.p01).id
            try await control.advance(id, to: "P01.14/send")
            let known = try #require(try await control.caseOf(id))
            let key = try #require(ActKey("P01.14/send"))
            let lo = try #require(
                Service.official(.loSetdit).actor(as: .loSetdit, in: Service.proposer, at: control.clock()))
            let filing = Filing(fields: SampleFiling.fields(.dispatch, key.act))
            let event = CaseEvent.acted(
                CaseAct(key: key, by: lo, filing: filing, document: known.paper(.suratUsulanRljj)?.id))
            let draft = try EventCodec.draft(event, at: control.clock())
            let keyOfAct = try ControlRoomTests.key()
            _ = try await control.journal.append(
                [draft], to: EventCodec.stream(of: id), expecting: .any, key: keyOfAct, request: [1])
            #expect(try await control.meetings().isEmpty)
            return id
        }
        for _ in 0..<2 {
            let meetings = try await service.run { try await $0.meetings() }
            #expect(meetings.map { $0.openedOn?.origin } == [id])
        }
    }

    @Test("P02.1 in a case that a letter opened can also say that no meeting is needed")
    func notNeeded() async throws {
        try await Service().run { control in
            let id = try await control.start(.p01).id
            try await control.advance(id, to: nil)
            let meeting = try #require(try await control.meetings().first)
            let verdict = try ControlRoomTests.act("P02.1", .verdict(VerdictForm(needed: false)))
            let decided = try await control.done(verdict, on: meeting.id)
            #expect(decided.decision?.needed == false)
            await #expect(throws: Meeting.Refusal.self) { try await control.done(verdict, on: meeting.id) }
        }
    }

    @Test("AC-038: b1 opens P03 on the signed report at a directorate with a room; nothing else opens it")
    func heads() async throws {
        try await Service().runWithRoom { control in
            let id = try await control.start(.p01).id
            try await control.advance(id, to: "P01.6/decide")
            #expect(try await control.meetings().isEmpty)
            try await control.carry("P01.6/decide", on: id, branch: "heads")
            let meeting = try #require(try await control.meetings().first)
            guard case .report(let report)? = meeting.openedOn else {
                Issue.record("\(String(describing: meeting.openedOn))")
                return
            }
            #expect(report.origin == id && report.unit == Service.proposer)
            #expect("\(meeting.deciding)" == "P03.1" && meeting.host?.office.id == Service.proposer)
            let decided = try await control.done(ControlRoomTests.act("P03.1"), on: meeting.id)
            #expect(decided.proceedings.available().contains { "\($0.key)" == "P03.2/inform" })
            let handing = try #require(
                await control.tasks(of: .other(id)).first { $0.task.act.key.act.name == "hand-on" })
            #expect(handing.task.act.roles == [.kabagKasubdit], "the meeting goes on meanwhile")
            try await control.carry("P01.6/hand-on", on: id)
            #expect(try await control.caseOf(id)?.isFinished == true)
        }
    }

    @Test(
        "AC-010: a gives the Kabag/Kasubdit the letter, b.1 opens a case of P03, b.2 keeps a settlement and opens nothing",
        arguments: ["dirjen", "heads", "internal"])
    func handling(branch: String) async throws {
        try await Service().runWithRoom { control in
            let id = try await control.start(.p01).id
            try await control.advance(id, to: "P01.6/decide")
            let decided = try await control.carry("P01.6/decide", on: id, branch: branch)
            let open = decided.proceedings.available().filter { !$0.isOptional }
            let meetings = try await control.meetings()
            switch branch {
            case "dirjen":
                #expect(open.map { "\($0.key)" } == ["P01.7"] && open.map(\.roles) == [[.kabagKasubdit]])
                #expect(open.map(\.office) == [Service.proposer] && meetings.isEmpty)
            case "heads":
                #expect(meetings.map { "\($0.deciding)" } == ["P03.1"] && meetings.first?.openedOn?.origin == id)
                #expect(open.map { "\($0.key)" } == ["P01.6/hand-on"] && open.map(\.roles) == [[.kabagKasubdit]])
            default:
                #expect(open.map { "\($0.key)" } == ["P01.6/settle"] && !decided.isFinished)
                let settlement: [String: FieldValue] = [
                    "parties": ["Subdit Penagihan"], "account": "Tunggakan ditagih bertahap.",
                ]
                let settled = try await control.carry("P01.6/settle", on: id, fields: settlement)
                #expect(settled.filed.last?.filing.fields == settlement)
                #expect(settled.isFinished)
                #expect(try await control.meetings().isEmpty)
            }
        }
    }

    @Test("AC-038: a directorate without a room is told so in one line, and the decision is not kept")
    func headsWithoutRoom() async throws {
        try await Service().run { control in
            let id = try await control.start(.p01).id
            try await control.advance(id, to: "P01.6/decide")
            let before = try await control.caseOf(id)
            await #expect(throws: CaseBeginningRefusal.noRoom(Service.proposer)) {
                try await control.carry("P01.6/decide", on: id, branch: "heads")
            }
            #expect(try await control.caseOf(id) == before)
            #expect(try await control.meetings().isEmpty)
            #expect(CaseBeginningRefusal.noRoom(Service.proposer).message.contains("direktorat-pkp"))
            try await control.carry("P01.6/decide", on: id, branch: "internal")
            try await control.carry("P01.6/settle", on: id)
            #expect(try await control.caseOf(id)?.isFinished == true)
            #expect(try await control.meetings().isEmpty, "settled inside the unit")
        }
    }

    // MARK: - By word of mouth

    private static let dirjen = Service.official(.dirjen, "Bimo Aryo")
    private static let protokol = Service.official(.kasubbagProtokol)

    private func ordered(
        _ name: String, role: Role = .dirjen, office: OfficeID = .kantorPusat, scan: String? = nil
    ) throws -> ActRequest {
        var request = try ControlRoomTests.act("P02.1", .verdict(VerdictForm(needed: true)))
        request.order = OralOrder(official: .init(name: try line(name), role: role, office: office), scan: scan)
        return request
    }

    private func proposed(_ body: (ControlRoom, MeetingID) async throws -> Void) async throws {
        let service = try Service()
        try service.enrol([Self.dirjen, Self.protokol])
        try await service.run { control in
            try await control.advance(control.start(.p01).id, to: nil)
            try await body(control, try #require(try await control.meetings().first).id)
        }
    }

    private func perform(
        _ request: ActRequest, _ control: ControlRoom, _ id: MeetingID, by person: Person
    ) async throws -> Meeting {
        let bytes = Array(try JSONEncoder().encode(request))
        return try await control.perform(request, on: id, by: person, key: key(), bytes: bytes)
    }

    @Test("AC-126: the Kasubbag Protokol records the Dirjen's order by name; it is unconfirmed until he confirms")
    func oral() async throws {
        try await proposed { control, id in
            let decided = try await perform(ordered("Bimo Aryo"), control, id, by: Self.protokol)
            let key = try #require(ActKey("P02.1"))
            let mark = try #require(decided.proceedings.done(key)?.last)
            #expect(mark.actor.name == Self.protokol.name && mark.actor.order?.official.name.text == "Bimo Aryo")
            #expect(decided.proceedings.isUnconfirmed(key))
            #expect(await control.inbox(of: Self.dirjen).contains { "\($0.task.act.key)" == "P02.1/confirm" })
            let confirmed = try await perform(ControlRoomTests.act("P02.1/confirm"), control, id, by: Self.dirjen)
            #expect(!confirmed.proceedings.isUnconfirmed(key))
            #expect(await control.inbox(of: Self.dirjen).allSatisfy { "\($0.task.act.key)" != "P02.1/confirm" })
        }
    }

    @Test("AC-126: who holds both posts decides in person, and records only what carries an order")
    func bothPosts() async throws {
        let posts = Self.protokol.posts + Self.dirjen.posts
        let both = Person(id: Self.protokol.id, name: "Sari", nip: nil, posts: posts)
        try await proposed { control, id in
            let request = try ControlRoomTests.act("P02.1", .verdict(VerdictForm(needed: true)))
            let decided = try await perform(request, control, id, by: both)
            let mark = try #require(decided.proceedings.done(ActKey(decided.deciding))?.last)
            #expect(mark.actor.role == .dirjen && mark.actor.order == nil)
        }
        try await proposed { control, id in
            let decided = try await perform(ordered("Bimo Aryo"), control, id, by: both)
            let mark = try #require(decided.proceedings.done(ActKey(decided.deciding))?.last)
            #expect(mark.actor.role == .kasubbagProtokol && mark.actor.order != nil)
        }
    }

    @Test("AC-126: the scan of an order is a file that was handed in, and stays with the act")
    func scanned() async throws {
        try await proposed { control, id in
            let unknown = String(repeating: "b", count: 64)
            await #expect(throws: CaseBeginningRefusal.noScan(unknown)) {
                try await perform(ordered("Bimo Aryo", scan: unknown), control, id, by: Self.protokol)
            }
            let scan = try control.files.enclosures.take(Data("%PDF-1.4 disposisi".utf8)).file.hex
            let decided = try await perform(ordered("Bimo Aryo", scan: scan), control, id, by: Self.protokol)
            let mark = try #require(decided.proceedings.done(ActKey(decided.deciding))?.last)
            #expect(mark.actor.order?.scan == scan)
        }
    }

    @Test("AC-126: without an order, of an official whom nobody knows, or of another post it is not recorded")
    func notOral() async throws {
        try await proposed { control, id in
            let own = try ControlRoomTests.act("P02.1", .verdict(VerdictForm(needed: true)))
            await #expect(throws: Meeting.Refusal.self) { try await perform(own, control, id, by: Self.protokol) }
            for name in ["Bima Aryo", "bimo aryo", "Pejabat dirjen"] {
                await #expect(throws: CaseBeginningRefusal.noSuchOfficial(name, .dirjen, .kantorPusat)) {
                    try await perform(ordered(name), control, id, by: Self.protokol)
                }
            }
            await #expect(throws: (any Error).self) {
                try await perform(ordered("Bimo Aryo", role: .subbagTu), control, id, by: Self.protokol)
            }
            let same = try ordered(Self.protokol.name, role: .kasubbagProtokol, office: Service.host.id)
            await #expect(throws: Meeting.Refusal.self, "an order of one's own") {
                try await perform(same, control, id, by: Self.protokol)
            }
            #expect(try await control.meeting(id)?.decision == nil)
        }
    }
}
