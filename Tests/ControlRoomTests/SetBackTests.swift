import Foundation
import Journal
import Meetings
import Offices
import Procedures
import RoomLink
import Testing

@testable import ControlRoom

/// A service whose state was restored from a backup: rooms remember more than it does.
struct SetBackTests {
    private let service: Service
    private let room = Service.hostRoom
    private let far = Service.farRoom

    init() throws { service = try Service() }

    /// Keeps a copy of the state folder, as a backup of a service that is down.
    private func backUp() throws -> String {
        let copy = "\(service.folder.path)-cadangan"
        try FileManager.default.copyItem(atPath: service.folder.path, toPath: copy)
        return copy
    }

    private func restore(_ copy: String) throws {
        try FileManager.default.removeItem(atPath: service.folder.path)
        try FileManager.default.moveItem(atPath: copy, toPath: service.folder.path)
    }

    private func epoch(of control: ControlRoom) async throws -> EpochID? {
        for await plan in await control.plans(for: far) { return plan.standing?.epoch }
        return nil
    }

    @Test("What a room has seen and the journal lacks begins another life of the state, once for all rooms")
    func setBack() async throws {
        _ = try await service.run { try await $0.noticed() }
        let copy = try backUp()
        let seen = try await service.run { control in
            _ = try await control.noticed()
            let receipt = try await control.tell(.childLost(ChildLoss(child: .send, reason: "x")))
            return try #require(receipt.standing)
        }
        try restore(copy)
        try await service.run { control in
            let restored = await control.standing()
            #expect(seen.position > restored.position && seen.epoch == nil)
            let found = try #require(try await control.compare(seen, from: room))
            #expect(found.room == room && found.seen == seen && found.found.position < seen.position)
            #expect(try await control.compare(seen, from: far) == nil, "the other room is told by its next plan")
            #expect(try await epoch(of: control) == found.epoch)
            #expect(await control.standing().epoch == found.epoch)
        }
        try await service.run { control in
            let standing = await control.standing()
            let remembered = await control.setBack
            #expect(standing.epoch != nil && remembered?.seen == seen, "the journal remembers")
            let difference = try await control.compare(standing, from: room)
            #expect(difference == nil)
        }
    }

    @Test("A journal that has grown past what the room has seen is another one when the hash differs")
    func diverged() async throws {
        _ = try await service.run { try await $0.noticed() }
        let copy = try backUp()
        let seen = try await service.run { control in
            try await control.tell(.childLost(ChildLoss(child: .send, reason: "x")))
            return await control.standing()
        }
        try restore(copy)
        try await service.run { control in
            for _ in 0..<5 { try await control.tell(.childLost(ChildLoss(child: .send, reason: "y"))) }
            let now = await control.standing()
            #expect(now.position > seen.position)
            #expect(try await control.compare(now, from: far) == nil)
            #expect(try await control.compare(seen, from: room) != nil)
        }
    }

    @Test("A backup from before the last one that was restored begins another life again")
    func twice() async throws {
        _ = try await service.run { try await $0.noticed() }
        let copy = try backUp()
        let seen = Standing(epoch: EpochID(uuid: MachineSamples.uuid(7)), position: 1, hash: Samples.blob(1))
        try restore(copy)
        try await service.run { control in
            let found = try #require(try await control.compare(seen, from: room))
            #expect(found.epoch != seen.epoch)
            #expect(try await control.compare(seen, from: far) == nil, "a life that ended is known by now")
        }
    }

    @Test("Facts and recordings that were lost are taken in again, each once, and the meeting goes on")
    func takenInAgain() async throws {
        let boot = MachineSamples.machine(1).boot
        let id = try await service.run { control in
            let id = try await control.noticed()
            try await control.advance(id, to: ConductAct.recordVideo.reference(in: .p09))
            return id
        }
        let copy = try backUp()
        let part = RecordingPart(meeting: id, track: .programme, number: 1, boot: boot)
        let facts = try await service.run { control in
            try await control.done(act("P09.3/record-video"), on: id)
            let start = control.envelope(
                .recordingStarted(RecordingStart(part: part, firstFrame: control.clock())), boot: boot.uuid)
            let end = RecordingEnd(
                part: part, lastFrame: control.clock(), frames: 9, bytes: 9, sha256: Samples.blob(1), cause: .ordered)
            let facts = [start, control.envelope(.recordingEnded(end), boot: boot.uuid, sequence: 2)]
            _ = try await control.receive(facts, from: room)
            #expect(try await control.meeting(id)?.stage.isLive == true)
            return facts
        }
        try restore(copy)
        try await service.run { control in
            #expect(try await control.uploadState(part, of: room) == nil)
            _ = try await control.receive(facts, from: room)
            let meeting = try #require(try await control.meeting(id))
            #expect(meeting.stage == .preparing, "nobody has begun to record, as far as this journal knows")
            #expect(meeting.recordings.outstanding.map(\.boot) == [boot])
            let position = await control.position
            _ = try await control.receive(facts, from: room)
            #expect(await control.position == position)
            #expect(try await control.uploadState(part, of: room) == UploadState(received: [], complete: false))
            try await control.done(act("P09.3/record-video"), on: id)
            var next = part
            next.number = 2
            try await control.tell(.recordingStarted(RecordingStart(part: next, firstFrame: control.clock())))
            let began = try await control.meeting(id)?.stage.began
            #expect(began == meeting.recordings.parts(of: room, .programme).first?.firstFrame)
        }
    }
}
