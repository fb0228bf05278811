import Disk
import Engine
import Evidence
import Foundation
import Journal
import Meetings
import Offices
import Procedures
import Reports
import RoomLink
import Testing

@testable import ControlRoom

/// The report and the evidence in every state of the recordings: what is there is joined, what lacks is said.
@Suite(.serialized)
struct RecordingReportTests {
    private func verified(_ folder: String) -> VerificationReport {
        Verification.run(folder, pinnedKey: nil, checks: MeetingEvidence.checks())
    }

    @Test("AC-082: parts 1, 3 and 10 keep their numbers into the joined file, the report and the evidence")
    func holes() async throws {
        try await Service().run { control in
            let recorded = try await RecordedMeeting.begin(control)
            for (number, second) in [(3, 5.0), (10, 12.0)] {
                try await recorded.end(.programme, number == 3 ? 1 : 3, after: second - 3)
                try await recorded.start(.programme, number, after: second)
            }
            try await recorded.close()
            try await recorded.end(.programme, 10, after: 14, .ordered)
            try await recorded.end(.room, 1, after: 2, .ordered)
            for (track, number) in [(Track.programme, 10), (.programme, 1), (.room, 1), (.programme, 3)] {
                try await recorded.upload(track, number)
            }
            let (meeting, print) = try await recorded.report()
            #expect(try await recorded.programme(of: meeting).frames == 3 * RecordedMeeting.frames)
            for part in ["Bagian 1 ", "Bagian 3 ", "Bagian 10 "] { #expect(print.says(part), "\(part)") }
            #expect(!print.says("Bagian 2 "))
            let joined = try #require(meeting.report?.recordings)
            #expect(joined.map(\.parts) == [[1, 3, 10], [1]])
            let folder = try await recorded.evidence(of: meeting)
            #expect(FileManager.default.fileExists(atPath: "\(folder)/originals/rko-programme-10.mkv"))
            let report = verified(folder)
            #expect(report.passed, "\(report)")
        }
    }

    @Test("Parts of which the disk took nothing are waited for by nobody; the report names them and the break")
    func empty() async throws {
        try await Service().run { control in
            let recorded = try await RecordedMeeting.begin(control)
            try await recorded.end(.programme, 1, after: 2, .writeFailed)
            for number in [2, 3] {
                try await recorded.start(.programme, number, after: Double(number) + 1)
                try await recorded.end(.programme, number, after: Double(number) + 1.1, .writeFailed, isEmpty: true)
            }
            try await recorded.start(.programme, 4, after: 9)
            try await recorded.close()
            try await recorded.end(.programme, 4, after: 11, .diskFull)
            try await recorded.start(.programme, 5, after: 12)
            for number in [1, 4] { try await recorded.upload(.programme, number) }
            try await recorded.end(.room, 1, after: 2, .ordered)
            try await recorded.upload(.room, 1)
            let running = try #require(await control.meeting(recorded.id))
            #expect(!running.recordings.isWhole(Service.hostRoom, .programme), "part 5 may still bring something")
            try await recorded.end(.programme, 5, after: 12.1, .diskFull, isEmpty: true)
            let (meeting, print) = try await recorded.report()
            #expect(meeting.recordings.outstanding.isEmpty)
            #expect(meeting.report?.recordings?.map(\.parts) == [[1, 4], [1]])
            #expect(try await recorded.programme(of: meeting).frames == 2 * RecordedMeeting.frames)
            for number in [2, 3, 5] {
                #expect(print.says("Bagian \(number) tidak ada") && print.says("tidak ada yang tertulis"), "\(print)")
            }
            #expect(print.says("Rekaman acara bagian 1 terhenti: berkas tidak dapat ditulis"), "\(print)")
            #expect(print.says("Bagian 4 dimulai pukul") && print.says("Tidak ada bagian sesudahnya."), "\(print)")
            #expect(meeting.recordings.gaps(of: Service.hostRoom, .programme).map(\.seconds) == [7])
            let report = verified(try await recorded.evidence(of: meeting))
            #expect(report.passed, "\(report)")
        }
    }

    @Test("A part that never comes holds the report up until the operator gives it up, and the report says why")
    func givenUp() async throws {
        let service = try Service()
        let id = try await service.run { control in
            let recorded = try await RecordedMeeting.begin(control)
            try await recorded.end(.programme, 1, after: 2)
            try await recorded.start(.programme, 2, after: 5)
            await #expect(throws: Meeting.Refusal.self, "not while it may still run") {
                try await recorded.giveUp(.programme, 2)
            }
            try await recorded.close(agreeing: [1])
            try await recorded.end(.room, 1, after: 2, .ordered)
            try await recorded.upload(.programme, 1)
            try await recorded.upload(.room, 1)
            #expect(try await control.meeting(recorded.id)?.stage.ended == nil)
            let stranger = Person(
                id: Service.everybody.id, name: "Galih", nip: nil,
                posts: [Post(role: .kepalaKpp, office: Service.far.id)])
            let refusal = try await #require(throws: Meeting.Refusal.self) {
                try await recorded.giveUp(.programme, by: stranger)
            }
            #expect(refusal.rule == .role)
            let closed = try await recorded.giveUp(.programme)
            #expect(closed.stage.ended != nil, "the programme will tell no last frame any more")
            let (meeting, print) = try await recorded.report()
            #expect(print.says("Bagian 2 tidak ada"), "\(print)")
            #expect(print.says("ruang mati listrik") && print.says("bukan dari SOP"))
            #expect(try await recorded.programme(of: meeting).frames == RecordedMeeting.frames)

            let reported = try #require(meeting.report?.recordings?.first)
            try await recorded.end(.programme, 2, after: 9)
            try await recorded.upload(.programme, 2)
            await control.workOffOutbox()
            let late = try #require(await control.meeting(recorded.id))
            let parts = late.recordings.parts(of: Service.hostRoom, .programme)
            #expect(parts.filter(\.isKept).map(\.number) == [1, 2], "a late file is kept")
            let folder = try await recorded.evidence(of: late)
            let joined = try FileDigest.sha256(of: "\(folder)/programme.mkv")
            #expect(joined.sha256 == reported.sha256, "the evidence holds the file that the report names")
            let found = verified(folder)
            #expect(found.passed, "\(found)")
            return recorded.id
        }
        try await service.run { control in
            let again = try #require(await control.meeting(id))
            #expect(again.report?.recordings?.count == 2)
            #expect(try await control.audit().isEmpty)
        }
    }

    @Test("An original that is gone or torn is named in the report, and nothing is signed until it is back or given up")
    func missingOriginal() async throws {
        try await Service().run { control in
            let recorded = try await RecordedMeeting.begin(control)
            try await recorded.end(.programme, 1, after: 2)
            try await recorded.start(.programme, 2, after: 5)
            try await recorded.close()
            try await recorded.end(.programme, 2, after: 7, .ordered)
            try await recorded.end(.room, 1, after: 2, .ordered)
            for (track, number) in [(Track.programme, 1), (.programme, 2), (.room, 1)] {
                try await recorded.upload(track, number)
            }
            let handle = try #require(FileHandle(forWritingAtPath: recorded.original(.programme, 2)))
            try handle.truncate(atOffset: 4000)
            try handle.close()
            try FileManager.default.removeItem(atPath: recorded.original(.room, 1))

            let (meeting, print) = try await recorded.report()
            #expect(print.says("rko-programme-2.mkv") && print.says("found 4000 bytes"), "\(print)")
            #expect(print.says("rko-room-1.mkv is missing"))
            #expect(meeting.report?.recordings == [])
            let refusal = try await #require(throws: (any Error).self) { try await recorded.evidence(of: meeting) }
            #expect("\(refusal)".contains("rko-room-1.mkv") || "\(refusal)".contains("rko-programme-2.mkv"))

            _ = try await recorded.giveUp(.room, 1)
            let given = try await recorded.giveUp(.programme, 2)
            await #expect(throws: Meeting.Refusal.self, "part 1 is whole") { try await recorded.giveUp(.programme, 1) }
            let folder = try await recorded.evidence(of: given)
            let found = verified(folder)
            #expect(found.passed, "\(found)")
            let summary = try JSONDecoder().decode(
                Summary.self, from: Data(contentsOf: URL(fileURLWithPath: "\(folder)/summary.json")))
            let lines = summary.recordings.flatMap { $0.givenUp ?? [] }
            #expect(lines.map(\.part) == [2, 1])
        }
    }

    @Test(
        "A torn original is never signed for: the evidence names the file, the size found and the size in the journal")
    func tornOriginal() async throws {
        try await Service().run { control in
            let recorded = try await RecordedMeeting.begin(control)
            try await recorded.close()
            for track in Track.allCases {
                try await recorded.end(track, 1, after: 2, .ordered)
                try await recorded.upload(track, 1)
            }
            let (meeting, _) = try await recorded.report()
            let bytes = try #require(FileManager.default.contents(atPath: recorded.original(.programme, 1)))
            try bytes.dropLast(1).write(to: URL(fileURLWithPath: recorded.original(.programme, 1)))
            let refusal = try await #require(throws: EvidenceFolder.Refusal.self) {
                try await recorded.evidence(of: meeting)
            }
            #expect("\(refusal)".contains("originals/rko-programme-1.mkv: found \(bytes.count - 1) bytes"))
            try bytes.write(to: URL(fileURLWithPath: recorded.original(.programme, 1)))
            let joined = try #require(RecordingShelf(control.folder).path(Service.hostRoom, .programme, of: meeting))
            try Data("another film".utf8).write(to: URL(fileURLWithPath: joined))
            // What was altered is set aside and made again from the originals: the same bytes, as the report names them.
            let report = try verified(await recorded.evidence(of: meeting))
            #expect(report.passed, "\(report)")
            #expect(FileManager.default.contents(atPath: "\(joined).altered") == Data("another film".utf8))
        }
    }

    @Test("A joined file that is lost after its report is made again from its parts, to the byte")
    func lostJoinedFile() async throws {
        try await Service().run { control in
            let recorded = try await RecordedMeeting.begin(control)
            try await recorded.close(agreeing: [1])
            for track in Track.allCases {
                try await recorded.end(track, 1, after: 2, .ordered)
                try await recorded.upload(track, 1)
            }
            let (meeting, _) = try await recorded.report()
            let shelf = await control.desk.recordings
            let joined = try #require(shelf.path(Service.hostRoom, .programme, of: meeting))
            try FileManager.default.removeItem(atPath: joined)
            let folder = try await recorded.evidence(of: meeting)
            let reported = try #require(meeting.report?.recordings?.first { $0.track == .programme })
            #expect(try FileDigest.sha256(of: "\(folder)/programme.mkv").sha256 == reported.sha256)
            #expect(verified(folder).passed)
        }
    }

    @Test("A joined file that cannot be had again is left out of the evidence by name, and its parts are there")
    func goneForGood() async throws {
        try await Service().run { control in
            let recorded = try await RecordedMeeting.begin(control)
            try await recorded.close()
            for track in Track.allCases {
                try await recorded.end(track, 1, after: 2, .ordered)
                try await recorded.upload(track, 1)
            }
            let (meeting, _) = try await recorded.report()
            let shelf = await control.desk.recordings
            let joined = try #require(shelf.path(Service.hostRoom, .programme, of: meeting))
            // Altered twice: the first one is kept for whoever looks into it, and is not written over.
            try Data("one film".utf8).write(to: URL(fileURLWithPath: "\(joined).altered"))
            try Data("another film".utf8).write(to: URL(fileURLWithPath: joined))
            let folder = try await recorded.evidence(of: meeting)
            #expect(!FileManager.default.fileExists(atPath: "\(folder)/programme.mkv"))
            #expect(FileManager.default.fileExists(atPath: "\(folder)/originals/rko-programme-1.mkv"))
            let report = verified(folder)
            #expect(report.passed, "\(report)")
            #expect("\(report)".contains("lost, its parts are in originals: programme.mkv"), "\(report)")
        }
    }

    @Test("P09.4: agreements noted in a gap and after the last frame have chapters, and the report says where they are")
    func agreementsOutsideTheRecording() async throws {
        try await Service().run { control in
            let recorded = try await RecordedMeeting.begin(control)
            try await recorded.end(.programme, 1, after: 2)
            try await recorded.start(.programme, 2, after: 8)
            try await recorded.close(agreeing: [1, 5, 60, 61, 62])
            try await recorded.end(.programme, 2, after: 10, .diskFull)
            try await recorded.end(.room, 1, after: 2, .ordered)
            for (track, number) in [(Track.programme, 1), (.programme, 2), (.room, 1)] {
                try await recorded.upload(track, number)
            }
            let (meeting, print) = try await recorded.report()
            let chapters = try await recorded.programme(of: meeting).chapters
            #expect(chapters.count == 5)
            #expect(chapters.filter { $0.title.contains("setelah rekaman berakhir") }.count == 3)
            #expect(chapters.filter { $0.title.contains("dalam jeda rekaman") }.count == 1)
            #expect(print.says("(dalam jeda rekaman)") && print.says("(setelah rekaman berakhir)"))
        }
    }
}
