import Documents
import Foundation
import Meetings
import Offices
import Reports
import RoomLink
import Testing

@testable import ControlRoom

/// What a meeting lacked stands in its report and in the evidence's summary: no incident means that there was none.
struct DisturbanceReportTests {
    private func meeting(_ control: ControlRoom, _ facts: [RoomFact]) async throws -> Meeting {
        let id = try await control.live()
        for fact in facts { try await control.tell(fact, of: id) }
        return try #require(try await control.meeting(id))
    }

    private func incidents(_ meeting: Meeting, _ control: ControlRoom) throws -> [MeetingReport.Incident] {
        let actor = Actor(
            id: Service.everybody.id, name: "Sari", role: .operatorRko, office: Service.host.id)
        let content = ReportContent(
            meeting: meeting, directory: control.directory, correspondence: try Correspondence.load(), actor: actor,
            now: control.clock())
        return content.disturbances
    }

    @Test("A room that was cut off from the programme is an incident, from when to when, and stands in the summary")
    func cut() async throws {
        try await Service().run { control in
            let from = control.clock().advanced(bySeconds: -300)
            let cut = Disturbance(
                kind: .absent, room: Service.farRoom, from: from, to: from.advanced(bySeconds: 187))
            let meeting = try await meeting(control, [.disturbed(cut)])
            let incident = try #require(try incidents(meeting, control).first)
            #expect(incident.at == from && incident.room == Service.far.name && incident.zone == .wit)
            #expect(incident.what.contains("tidak ada dalam siaran"))
            #expect(incident.effect?.contains("(187 detik)") == true)
            let summary = Summary(meeting)
            #expect(summary.disturbances?.map(\.room) == [Service.farRoom])
            let again = try JSONDecoder().decode(Summary.self, from: Data(summary.bytes()))
            #expect(again == summary)
        }
    }

    @Test("A meeting that lacked nothing has neither, and a summary of the version before reads the same")
    func nothing() async throws {
        try await Service().run { control in
            let meeting = try await meeting(control, [])
            let found = try incidents(meeting, control)
            #expect(found.isEmpty)
            let bytes = try Summary(meeting).bytes()
            #expect(!String(decoding: bytes, as: UTF8.self).contains("disturbances"))
        }
    }

    @Test("What hides in a room's words is written out")
    func hostileWords() async throws {
        try await Service().run { control in
            let hostile = Disturbance(
                kind: .recording, track: .room, from: control.clock(), reason: "a\u{202E}b\nc")
            let meeting = try await meeting(control, [.disturbed(hostile)])
            let reason = try #require(meeting.disturbances.entries.first?.disturbance.reason)
            #expect(!reason.contains("\u{202E}") && !reason.contains("\n"))
        }
    }
}
