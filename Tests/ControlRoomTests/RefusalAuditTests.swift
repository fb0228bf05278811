import Cases
import Engine
import Foundation
import Journal
import Meetings
import Offices
import Procedures
import Testing

@testable import ControlRoom

/// A refusal of any kind leaves one entry, and nothing else.
struct RefusalAuditTests {
    /// One kind of refusal: a request that meets it, and what its entry must say.
    struct Kind: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let word: RefusalWord
        let act: String?
        let isKnown: Bool
        let attempt: @Sendable (ControlRoom, Refused) async throws -> Void

        init(
            _ name: String, _ word: RefusalWord, act: String?, isKnown: Bool = true,
            _ attempt: @escaping @Sendable (ControlRoom, Refused) async throws -> Void
        ) {
            (testDescription, self.word, self.act, self.isKnown, self.attempt) = (name, word, act, isKnown, attempt)
        }
    }

    /// Where requests are made: a case of P01, a meeting, and a key of one's own.
    struct Refused: Sendable {
        let id: CaseID
        let meeting: MeetingID
        let key: IdempotencyKey
    }

    private static let earlier = Moment(microseconds: 0)
    /// The same at each attempt.
    private static let absent = CaseID(at: earlier)
    private static let nowhere = MeetingID(at: earlier)

    static let meetings: [Kind] = [
        Kind("another role", .role, act: "P02.2") {
            try await $0.ask($1, ControlRoomTests.act("P02.2"), by: Service.official(.loKpp))
        },
        Kind("another office", .role, act: "P02.3/notify") { control, place in
            let notice = NoticeForm(
                start: control.clock(), minutes: 30, agenda: try line("a"), chair: try line("b"),
                contact: try line("c"), offices: [Service.far.id], directorates: [Service.proposer])
            let post = Post(role: .operatorRko, office: Service.far.id)
            let stranger = Person(id: Service.official(.operatorRko).id, name: "Sari", nip: nil, posts: [post])
            try await control.ask(place, ControlRoomTests.act("P02.3/notify", .notice(notice)), by: stranger)
        },
        Kind("a step before is missing", .order, act: "P02.5/prepare") {
            try await $0.ask($1, ControlRoomTests.act("P02.5/prepare"))
        },
        Kind("an act that no procedure has", .form, act: "P06.99") {
            try await $0.ask($1, ControlRoomTests.act("P06.99@kpp-jayapura"))
        },
        Kind("an act of another kind of case", .form, act: "P01.3") {
            try await $0.ask($1, ControlRoomTests.act("P01.3"))
        },
        Kind("a form that does not fit", .form, act: "P02.2") {
            try await $0.ask($1, ControlRoomTests.act("P02.2", .decision(Service.decision())))
        },
        Kind("an office without a room", .form, act: "P02.3/notify") { control, place in
            let notice = NoticeForm(
                start: control.clock(), minutes: 30, agenda: try line("a"), chair: try line("b"),
                contact: try line("c"), offices: [Service.office("kpp-tanpa-ruang")],
                directorates: [Service.proposer])
            try await control.ask(place, ControlRoomTests.act("P02.3/notify", .notice(notice)))
        },
        Kind("an official who is not there", .form, act: "P02.1") { control, place in
            let official = OralOrder.Official(name: try line("Nobody"), role: .dirjen, office: .kantorPusat)
            var request = try ControlRoomTests.act("P02.1", .verdict(VerdictForm(needed: true)))
            request.order = OralOrder(official: official)
            try await control.ask(place, request, by: Service.official(.kasubbagProtokol))
        },
        Kind("a person without a post", .role, act: "P02.2") {
            let nobody = Person(id: Service.official(.loKpp).id, name: "Sari", nip: nil, posts: [])
            try await $0.ask($1, ControlRoomTests.act("P02.2"), by: nobody)
        },
        Kind("a meeting that is not there", .path, act: "P02.2", isKnown: false) { control, place in
            let other = Refused(id: place.id, meeting: nowhere, key: place.key)
            try await control.ask(other, ControlRoomTests.act("P02.2"))
        },
        Kind("a device test of another's room", .role, act: "P02.5/check-device") { control, place in
            let person = Service.official(.ocKpp)
            try await control.audited(.meeting(place.meeting), by: person, key: place.key) {
                _ = try await control.orderProbe(
                    of: Service.host.id, on: place.meeting, by: person, key: place.key)
            }
        },
    ]

    static let cases: [Kind] = [
        Kind("a step of a case is missing", .order, act: "P01.5") {
            try await $0.carry("P01.5", on: $1.id, key: $1.key)
        },
        Kind("another role in a case", .role, act: "P01.1/judge") {
            try await $0.carry(
                "P01.1/judge", on: $1.id, branch: "serious", by: Service.official(.dirjen), key: $1.key)
        },
        Kind("a field that does not fit", .form, act: "P01.1/observe") {
            try await $0.carry("P01.1/observe", on: $1.id, fields: ["junk": .text("a")], key: $1.key)
        },
        Kind("a case that is not there", .path, act: "P01.3", isKnown: false) {
            try await $0.carry("P01.3", on: absent, key: $1.key)
        },
        Kind("a procedure that is no case", .form, act: "P02.1", isKnown: false) {
            try await $0.open(.p02, at: Service.host.id, "P02.1", key: $1.key)
        },
        Kind("an office of another kind", .form, act: "P01.1/observe", isKnown: false) {
            try await $0.open(.p01, at: Service.far.id, "P01.1/observe", key: $1.key)
        },
        Kind("a key that was used for something else", .stale, act: "P01.1/judge") {
            try await $0.carry("P01.1/observe", on: $1.id, key: $1.key)
            try await $0.carry("P01.1/judge", on: $1.id, branch: "serious", key: $1.key)
        },
    ]

    @Test(
        "AC-116, AC-117: a refusal of any kind leaves one entry with its rule and its act; asked for again, no other",
        arguments: meetings + cases)
    func entry(kind: Kind) async throws {
        try await Service().run { control in
            let id = try await control.start(.p01).id
            let meeting = try await control.begin(Service.decision(), by: Service.everybody, key: key()).id
            let place = Refused(id: id, meeting: meeting, key: try key())
            var told: (any RefusedByRule)?
            for _ in 0..<2 {
                do {
                    try await kind.attempt(control, place)
                    Issue.record("not refused")
                } catch let refusal as any RefusedByRule {
                    told = refusal
                }
            }
            let entries = try await control.refusals()
            #expect(entries.count == 1)
            let entry = try #require(entries.first)
            #expect(entry.rule == kind.word.rawValue && entry.act?.description == kind.act)
            #expect(entry.message == told?.message && !entry.message.contains("\n") && !entry.message.isEmpty)
            #expect(told?.english.isEmpty == false)
            #expect(kind.isKnown == [id.description, meeting.description].contains(entry.subject ?? ""))
            #expect(try await control.meeting(meeting)?.proceedings.allDone.count == 1)
        }
    }

    @Test("AC-038: a head without a room, and a Dirjen without a control room, leave one entry each")
    func withoutRoom() async throws {
        let service = try Service()
        try await service.run { control in
            let id = try await control.start(.p01).id
            try await control.advance(id, to: "P01.6/decide")
            await #expect(throws: CaseBeginningRefusal.noRoom(Service.proposer)) {
                try await control.carry("P01.6/decide", on: id, branch: "heads")
            }
            let entry = try #require(try await control.refusals().first)
            #expect(entry.act?.description == "P01.6/decide" && entry.rule == "condition")
        }
        let rooms = Service.rooms.filter { $0.office.kind != .rko }
        let control = try await ControlRoom.open(folder: service.folder, rooms: rooms, clock: { service.now() })
        let (dirjen, key) = (Service.official(.dirjen), try key())
        await #expect(throws: CaseBeginningRefusal.noControlRoom) {
            try await control.audited(nil, act: ActReference("P02.1"), by: dirjen, key: key) {
                _ = try await control.begin(Service.decision(), by: dirjen, key: key)
            }
        }
        let entries = try await control.refusals()
        #expect(entries.count == 2 && entries.last?.act?.description == "P02.1")
        try await control.close()
    }

    @Test("The same key for another refused act leaves an entry of its own")
    func keyAgain() async throws {
        try await Service().run { control in
            let (id, key) = (try await control.start(.p01).id, try key())
            for act in ["P01.4", "P01.5", "P01.4"] {
                await #expect(throws: Case.Refusal.self) { try await control.carry(act, on: id, key: key) }
            }
            #expect(try await control.refusals().compactMap(\.act?.description) == ["P01.4", "P01.5"])
        }
    }

    private struct Failed: Error {}

    @Test("What fails without a rule leaves no entry")
    func failure() async throws {
        try await Service().run { control in
            await #expect(throws: Failed.self) {
                try await control.audited(nil, by: Service.everybody, key: key()) { throw Failed() }
            }
            let entries = try await control.refusals()
            #expect(entries.isEmpty)
        }
    }
}

extension ControlRoom {
    /// Asks for an act of a meeting as the API does.
    fileprivate func ask(
        _ place: RefusalAuditTests.Refused, _ request: ActRequest, by person: Person? = nil
    ) async throws {
        let person = person ?? Service.holder(of: request.act)
        let bytes = Array(try Service.sorted.encode(request))
        try await audited(.meeting(place.meeting), act: request.act, by: person, key: place.key) {
            _ = try await perform(request, on: place.meeting, by: person, key: place.key, bytes: bytes)
        }
    }

    /// Asks for a new case as the API does.
    fileprivate func open(
        _ code: ProcedureCode, at office: OfficeID, _ act: String, key: IdempotencyKey
    ) async throws {
        let act = try #require(ActReference(act))
        let beginning = CaseBeginning(procedure: code, office: office, subject: try line("Uji"), act: act)
        let person = Service.official(.loSetdit)
        try await audited(nil, act: act, by: person, key: key) {
            _ = try await begin(beginning, by: person, key: key, bytes: [1])
        }
    }
}
