import BoundedProcess
import Digests
import Documents
import Foundation
import Meetings
import Offices
import Procedures
import RoomLink
import Testing

@testable import ControlRoom

/// The Laporan Hasil Rapat as it is written: its number stands in the journal, in the register and on the paper.
struct PaperReportTests {
    /// A meeting that has ended, as a journal would hold it, without a recording.
    private func ended(_ control: ControlRoom) async throws -> MeetingID {
        let id = try await control.noticed()
        try await control.advance(id, to: ConductAct.recordVideo.reference(in: .p09))
        let now = control.clock()
        let display = Display(versions: [], pages: [Samples.blob(4)], at: now)
        try Samples.layBlobs(4, in: control.folder)
        let acts: [(ConductAct, Role, ActContent)] = [
            (.recordVideo, .operatorRko, .plain), (.open, .dirjen, .plain),
            (.nothingAgreed, .operatorRko, .nothingAgreed),
            (.displayAgreements, .operatorRko, .listed(display: display, seen: 0)),
            (.close, .dirjen, .closing(unconfirmed: [:])),
        ]
        let events = acts.map { act, role, content in
            let actor = Actor(
                id: Service.official(role).id, name: "Sari", role: role,
                office: role == .dirjen ? .kantorPusat : Service.host.id)
            return MeetingEvent.act(key: ActKey(act.reference(in: .p09)), by: actor, content: content)
        }
        try await control.append(
            [.live(at: now)] + events + [.closed(at: now)], to: id, key: ControlRoomTests.key(), at: now)
        return id
    }

    private func words(_ meeting: Meeting, _ control: ControlRoom) async throws -> String {
        let paper = try #require(meeting.reportPaper)
        let path = try await control.letter(of: paper, in: meeting)
        return try await Program.pdftotext.run(["-enc", "UTF-8", path, "-"]).text
    }

    @Test("AC-092: two reports written at once get two numbers, each on its own paper, and no signature")
    func atOnce() async throws {
        try await Service().run { control in
            let ids = [try await ended(control), try await ended(control)]
            let written = try await withThrowingTaskGroup(of: Meeting.self) { group in
                for id in ids { group.addTask { try await control.done(act("P09.4/write"), on: id) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let numbers = written.compactMap { $0.reportPaper?.document.registration.map { "\($0.number)" } }
            #expect(numbers.sorted() == ["LHR-1/RKO/2026", "LHR-2/RKO/2026"])
            for meeting in written {
                let number = try #require(meeting.report?.number.text)
                #expect(meeting.reportPaper?.document.registration.map { "\($0.number)" } == number)
                #expect(
                    meeting.reportPaper?.document.newest?.draft.attachments.map(\.hex) == [
                        meeting.report?.pdf.hex ?? ""
                    ])
                #expect(try await words(meeting, control).contains("Nomor \(number)"))
            }
        }
    }

    @Test("AC-019: the report goes to the parties by an act of its own, after it has its number")
    func sent() async throws {
        let service = try Service()
        let before = try await service.run { control in
            let id = try await ended(control)
            try await control.done(act("P09.4/write"), on: id)
            await #expect(throws: Meeting.Refusal.self) { try await control.done(act("P09.4/write"), on: id) }
            return try await control.done(act("P09.4/deliver"), on: id)
        }
        let paper = try #require(before.reportPaper)
        #expect(paper.document.dispatches.map(\.channel.text) == ["konsol Ruang Kendali"])
        #expect(paper.recipients == [Service.host.id, Service.far.id], "the proposer was noted nowhere (AC-091)")
        try await service.run { control in
            #expect(try await control.meeting(before.id)?.reportPaper == paper)
            let other = try await ended(control)
            let written = try await control.done(act("P09.4/write"), on: other)
            #expect(written.report?.number.text == "LHR-2/RKO/2026", "no number lost to the refused act or the restart")
        }
    }
}
