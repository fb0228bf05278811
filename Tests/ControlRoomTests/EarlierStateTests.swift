import Engine
import Evidence
import Foundation
import Meetings
import Offices
import Testing

@testable import ControlRoom

/// A state folder with its evidence that an earlier program left, kept small: two rooms, four files of one second.
///
/// `Kept/state-1.tar.xz` was made before commands were decided in turns: one meeting from its decision to its report, with
/// holes in its recording. Its keys are of that folder alone.
struct EarlierStateTests {
    private static let meeting = MeetingID("01a1ee56-5e05-73b9-82ed-4fd40e58d918")

    private func earlier() throws -> Service {
        let service = try Service()
        let kept = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Kept/state-1.tar.xz")
        let tar = Process()
        tar.executableURL = URL(fileURLWithPath: "/usr/bin/tar")
        tar.arguments = ["-xJf", kept.path, "-C", service.folder.path]
        try tar.run()
        tar.waitUntilExit()
        try #require(tar.terminationStatus == 0)
        service.pass(86_400)
        return service
    }

    @Test(
        "A meeting of an earlier program is read as it was left, with or without the snapshot",
        arguments: [true, false])
    func read(hasSnapshot: Bool) async throws {
        let service = try earlier()
        if !hasSnapshot { try FileManager.default.removeItem(atPath: service.folder.docket) }
        let id = try #require(Self.meeting)
        try await service.run { control in
            let meeting = try #require(try await control.meeting(id))
            #expect(meeting.label == "RLJJ-1")
            #expect(meeting.report?.recordings?.map(\.parts) == [[1, 3, 10], [1]])
            #expect(meeting.recordings.outstanding.isEmpty)
            #expect(meeting.stage.ended != nil)
            #expect(await control.position >= 53)
            #expect(try await control.audit().isEmpty)
            #expect(control.docket.counts.meetings == 1)
        }
    }

    @Test("Evidence of an earlier program is verified to the last check") func evidence() throws {
        let service = try earlier()
        let id = try #require(Self.meeting)
        let folder = "\(service.folder.path)/meetings/\(id)/evidence-53"
        let report = Verification.run(folder, pinnedKey: nil, checks: MeetingEvidence.checks())
        #expect(report.passed, "\(report)")
    }

    @Test("What an earlier program began is gone on with: the report goes out, and its evidence verifies")
    func goneOnWith() async throws {
        let service = try earlier()
        let id = try #require(Self.meeting)
        try await service.run { control in
            let meeting = try await control.done(act("P09.4/deliver"), on: id)
            #expect(!meeting.deliveries.isEmpty)
            let desk = await EvidenceDesk(
                folder: control.folder, journal: control.journal, shelf: control.desk.recordings)
            let folder = try await desk.build(meeting, at: control.clock())
            let report = Verification.run(folder, pinnedKey: nil, checks: MeetingEvidence.checks())
            #expect(report.passed, "\(report)")
        }
    }
}
