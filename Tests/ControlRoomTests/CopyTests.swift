import Engine
import Foundation
import Meetings
import Offices
import Procedures
import RoomLink
import Testing

@testable import ControlRoom

/// The Kanwil above an invited KPP gets the notice for information, where an office's policy says so.
struct CopyTests {
    static let kanwil = Office(
        id: Service.office("kanwil-papua-maluku"), name: "Kanwil DJP Papua dan Maluku", kind: .kanwil, zone: .wit,
        sections: [])
    static let kpp = Office(
        id: Service.far.id, name: Service.far.name, kind: .kpp, zone: .wit, sections: Service.far.sections,
        parent: kanwil.id)

    private static func room(_ office: Office, tone: Int) -> Room {
        Room(
            id: RoomID(slug: office.id.slug), name: office.name, office: office, camera: .test,
            microphone: .test(tone: tone), screen: .headless, loudspeaker: .headless)
    }

    /// The host, the KPP with its parent, and on demand the Kanwil's own room.
    private static func rooms(withKanwil: Bool = false) -> [Room] {
        [Service.rooms[0], room(kpp, tone: 500)] + (withKanwil ? [room(kanwil, tone: 600)] : [])
    }

    private static func on() throws -> Policy { try Policy.load().switched(on: SwitchedSamples.rules("AC-072")) }

    private func notice(
        _ control: ControlRoom, _ offices: [OfficeID] = [CopyTests.kpp.id], copies: [OfficeID]? = nil
    ) async throws -> Meeting {
        let id = try await control.begin(Service.decision(), by: Service.everybody, key: key()).id
        try await control.done(act("P02.2"), on: id)
        let form = NoticeForm(
            start: control.clock().advanced(bySeconds: 60), minutes: 30, agenda: try line("Penerimaan"),
            chair: try line("Dirjen"), contact: try line("Operator"), offices: offices,
            directorates: [Service.proposer], copies: copies)
        return try await control.done(act("P02.3/notify", .notice(form)), on: id)
    }

    @Test("AC-072: with the rule on, the Kanwil above an invited KPP is copied; it gets no case, no task and no seat")
    func copies() async throws {
        let service = try Service()
        let meeting = try await service.run(policy: Self.on(), rooms: Self.rooms()) { control in
            let meeting = try await notice(control)
            #expect(meeting.notice?.copies?.map(\.id) == [Self.kanwil.id] && meeting.isCopied(to: Self.kanwil.id))
            #expect(!meeting.parties.contains { $0.id == Self.kanwil.id } && meeting.site(of: Self.kanwil.id) == nil)
            let tasks = await control.tasks(of: .meeting(meeting.id))
            #expect(!tasks.isEmpty && !tasks.contains { $0.task.act.office == Self.kanwil.id })
            return meeting
        }
        try await service.run(rooms: Self.rooms()) { control in
            #expect(try await control.meeting(meeting.id) == meeting, "a restart reads it again")
            let copies = try await notice(control).notice?.copies
            #expect(copies == nil, "a new one follows the policy in force")
        }
    }

    @Test("AC-072: the copy can be left out")
    func leftOut() async throws {
        try await Service().run(policy: Self.on(), rooms: Self.rooms()) { control in
            let copies = try await notice(control, copies: []).notice?.copies
            #expect(copies == nil)
        }
    }

    @Test("AC-072: with the rule off, as it comes, nobody is copied, and a copy that is asked for is refused")
    func off() async throws {
        try await Service().run(rooms: Self.rooms()) { control in
            let copies = try await notice(control).notice?.copies
            #expect(copies == nil)
            let refusal = await #expect(throws: Meeting.Refusal.self) {
                try await notice(control, copies: [Self.kanwil.id])
            }
            #expect(refusal?.rule == .form && refusal?.english.contains("AC-072") == true)
        }
    }

    @Test("AC-071: a Kanwil that is invited itself is not copied, and a copy to it that is asked for is refused")
    func invited() async throws {
        try await Service().run(policy: Self.on(), rooms: Self.rooms(withKanwil: true)) { control in
            let both = [Self.kpp.id, Self.kanwil.id]
            let copies = try await notice(control, both).notice?.copies
            #expect(copies == nil)
            let refusal = await #expect(throws: Meeting.Refusal.self) {
                try await notice(control, both, copies: [Self.kanwil.id])
            }
            #expect(refusal?.message.contains("AC-071") == true)
        }
    }

    @Test(
        "AC-072: only the Kanwil above an invited KPP can be copied, once",
        arguments: [
            ["kanwil-sulselbartra"], ["direktorat-tip"], ["kanwil-entah"],
            ["kanwil-papua-maluku", "kanwil-papua-maluku"],
        ])
    func others(copies: [String]) async throws {
        try await Service().run(policy: Self.on(), rooms: Self.rooms()) { control in
            let refusal = await #expect(throws: Meeting.Refusal.self) {
                try await notice(control, copies: copies.map { Service.office($0) })
            }
            #expect(refusal?.rule == .form)
        }
    }
}
