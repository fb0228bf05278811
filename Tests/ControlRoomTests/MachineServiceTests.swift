import Crypto
import Engine
import Evidence
import Foundation
import Journal
import Meetings
import Offices
import Reports
import RoomLink
import Testing

@testable import ControlRoom

/// A room with two machines, at the service: who is heard, what the audit keeps, what becomes of the recordings.
struct MachineServiceTests {
    private let service: Service
    private let room = Service.hostRoom
    private let first = MachineSamples.machine(1)
    private let second = MachineSamples.machine(2)

    init() throws { service = try Service() }

    private func entries(_ control: ControlRoom) async throws -> [MachineEntry] {
        try await control.journal.events(of: EventCodec.machines).map {
            try JSONDecoder().decode(MachineEntry.self, from: Data($0.payload))
        }
    }

    /// Two machines that speak at the same time; the first is heard.
    private func contest(_ control: ControlRoom) async throws {
        _ = try await control.admit(first, to: room, from: "10.0.0.1")
        await #expect(throws: RoomSeatRefusal.self) { try await control.admit(second, to: room, from: "10.0.0.2") }
        service.pass(3)
        let lines = try await control.admit(first, to: room, from: "10.0.0.1")
        #expect(lines.count == 1 && lines[0].contains("10.0.0.2"))
    }

    @Test(
        "A second machine is refused and alarmed about, also after the service was started again, until one is chosen")
    func contested() async throws {
        try await service.run { control in
            try await contest(control)
            #expect(try await entries(control).map(\.kind) == [.first, .refused])
        }
        try await service.run { control in
            #expect(await control.machines()[room]?.undecided.map(\.machine) == [second])
            await #expect(throws: RoomSeatRefusal.self) { try await control.admit(second, to: room, from: "10.0.0.2") }
            let author = RightsAuthor.person(Service.everybody.id)
            _ = try await control.choose(second.boot, for: room, by: author)
            #expect(await control.speaks(first, for: room) == false)
            #expect(await control.machines()[room]?.undecided.isEmpty == true)
            _ = try await control.admit(second, to: room, from: "10.0.0.2")
            await #expect(throws: RoomSeatRefusal.self) { try await control.admit(first, to: room, from: "10.0.0.1") }
            let last = try #require(try await entries(control).last)
            #expect(last.kind == .chosen && last.by == author)
            #expect(last.machine == second && last.other == first)
        }
    }

    @Test("A choice that the command line left is taken over once, with its author")
    func left() async throws {
        try await service.run { control in
            try await contest(control)
            let shelf = MachineShelf(service.folder)
            let seats = try shelf.seats()
            #expect(seats[room]?.refused.map(\.machine) == [second])
            let choice = MachineChoice(
                room: room, boot: second.boot, by: .administrator("budi"), at: control.clock())
            try shelf.leave(choice)
            try shelf.leave(
                MachineChoice(room: Service.farRoom, boot: second.boot, by: .service, at: control.clock()))
            try await control.keepAudit()
            #expect(await control.speaks(second, for: room))
            #expect(try await entries(control).last?.by == .administrator("budi"))
            let count = try await entries(control).count
            try await control.keepAudit()
            #expect(try await entries(control).count == count)
            #expect(!shelf.hasChoices)
        }
    }

    @Test("Agents of before, which say nothing of themselves, are heard as they were")
    func unnamed() async throws {
        try await service.run { control in
            for _ in 0..<3 {
                _ = try await control.admit(nil, to: room, from: "10.0.0.1")
                service.pass(2)
            }
            service.pass(9)
            _ = try await control.admit(first, to: room, from: "10.0.0.1")
            #expect(await control.speaks(first, for: room))
        }
    }

    @Test("A swapped machine in mid-meeting: two parts 1 and a gap in film, report and evidence, and nothing is lost")
    func swapped() async throws {
        try await service.run { control in
            _ = try await control.admit(first, to: room, from: "10.0.0.1")
            let recorded = try await RecordedMeeting.begin(control, boot: first.boot)
            _ = try await control.admit(first, to: room, from: "10.0.0.1")
            service.pass(30)
            _ = try await control.admit(second, to: room, from: "10.0.0.2")
            #expect(try await control.meeting(recorded.id)?.replacements.count == 1)
            for track in Track.allCases { try await recorded.start(track, 1, after: 31, boot: second.boot) }
            try await recorded.close(agreeing: [32])
            for track in Track.allCases {
                try await recorded.end(track, 1, after: 33, .ordered, boot: second.boot)
                try await recorded.upload(track, 1, boot: second.boot)
                // The old machine's disk was read in the end; it never told an end before.
                try await recorded.end(track, 1, after: 2, boot: first.boot)
                try await recorded.upload(track, 1, boot: first.boot)
            }
            let (meeting, print) = try await recorded.report()
            let film = try await recorded.programme(of: meeting)
            let seconds = try #require(film.duration)
            #expect(film.frames == 2 * RecordedMeeting.frames && abs(seconds - 33) < 0.2)
            for words in [
                "Bagian 1 (mesin \(first.boot.tag))", "Bagian 1 (mesin \(second.boot.tag))",
                "Mesin ruang diganti (\(first.boot.tag) → \(second.boot.tag))",
            ] {
                #expect(print.says(words), "\(words) in \(print)")
            }
            #expect(meeting.recordings.gaps(of: room, .programme).map { $0.seconds.rounded() } == [29])
            #expect(meeting.report?.recordings?.map(\.names.count) == [2, 2])
            let folder = try await recorded.evidence(of: meeting)
            let names = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/originals").sorted()
            #expect(names.count == 4 && names.contains("rko-programme-1-\(second.boot).mkv"))
            let report = Verification.run(folder, pinnedKey: nil, checks: MeetingEvidence.checks())
            #expect(report.passed, "\(report)")
        }
    }

    @Test(
        "A machine whose disk is lost: its part is given up by its run, and the report says since when it was not heard"
    )
    func lost() async throws {
        try await service.run { control in
            _ = try await control.admit(first, to: room, from: "10.0.0.1")
            let recorded = try await RecordedMeeting.begin(control, boot: first.boot)
            service.pass(30)
            _ = try await control.admit(second, to: room, from: "10.0.0.2")
            for track in Track.allCases { try await recorded.start(track, 1, after: 31, boot: second.boot) }
            try await recorded.close()
            for track in Track.allCases {
                try await recorded.end(track, 1, after: 33, .ordered, boot: second.boot)
                try await recorded.upload(track, 1, boot: second.boot)
            }
            #expect(
                try await control.meeting(recorded.id)?.recordings.outstanding.map(\.boot) == [first.boot, first.boot])
            await #expect(throws: Meeting.Refusal.self) { _ = try await recorded.report() }
            for track in Track.allCases { _ = try await recorded.giveUp(track, 1) }
            let (meeting, print) = try await recorded.report()
            #expect(try await recorded.programme(of: meeting).frames == RecordedMeeting.frames)
            #expect(print.says("Bagian 1 (mesin \(first.boot.tag)) tidak ada"), "\(print)")
            #expect(!print.says("Jeda: Tidak ada"))
            let report = Verification.run(
                try await recorded.evidence(of: meeting), pinnedKey: nil, checks: MeetingEvidence.checks())
            #expect(report.passed, "\(report)")
        }
    }

    @Test("Another file under the name of one that is here is refused, and the service says what it holds")
    func anotherFile() async throws {
        try await service.run { control in
            let recorded = try await RecordedMeeting.begin(control)
            try await recorded.end(.room, 1, after: 2, .ordered)
            try await recorded.upload(.room, 1)
            let part = control.part(recorded.id, .room)
            let state = try #require(try await control.uploadState(part, of: room))
            let held = try #require(state.held)
            #expect(state.complete && held.bytes > 0)
            #expect(try await control.seal(held, part, of: room).complete)
            let other = UploadSeal(bytes: held.bytes, sha256: Samples.blob(1))
            let position = await control.position
            await #expect(throws: RecordingIntake.Refusal.self) { try await control.seal(other, part, of: room) }
            #expect(await control.position == position)
        }
    }
}
