import Digests
import Foundation
import Journal
import Meetings
import Offices
import RoomLink
import Synchronization
import Testing

@testable import ControlRoom

/// Recordings' files on their way from the chunks into the journal.
struct SealTests {
    private let service: Service
    private let room = Service.hostRoom
    /// A full chunk and a short one.
    private let chunks = [
        RecordingContainerTests.sample
            + Data(repeating: 1, count: UploadSeal.chunkSize - RecordingContainerTests.sample.count),
        Data("the end".utf8),
    ]

    init() throws { service = try Service() }

    private func hash(_ bytes: Data) -> ContentHash { ContentHash(of: bytes) }

    private var bytes: Data { chunks[0] + chunks[1] }

    private var seal: UploadSeal { UploadSeal(bytes: Int64(bytes.count), sha256: hash(bytes)) }

    /// A part of the room's recording that has ended in its room as the seal says.
    private func ended(_ control: ControlRoom, _ number: Int = 1, in id: MeetingID) async throws -> RecordingPart {
        let part = control.part(id, .room, number)
        if number > 1 {
            try await control.tell(.recordingStarted(RecordingStart(part: part, firstFrame: control.clock())))
        }
        let end = RecordingEnd(
            part: part, lastFrame: control.clock(), frames: 1, bytes: seal.bytes, sha256: seal.sha256, cause: .died)
        try await control.tell(.recordingEnded(end))
        return part
    }

    private func send(_ chunks: [Data], _ part: RecordingPart, to control: ControlRoom) async throws {
        for (index, chunk) in chunks.enumerated() {
            try await control.take(chunk, index: index, sha256: hash(chunk), part, of: room)
        }
    }

    private func incoming() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: service.folder.incoming)
    }

    @Test("AC-082: a recording sealed twice is stored once; another hash than the journal's is refused")
    func sealedTwice() async throws {
        try await service.run { control in
            let id = try await control.live()
            let part = try await ended(control, in: id)
            #expect(try await control.uploadState(part, of: room) == UploadState(received: [], complete: false))
            let other = UploadSeal(bytes: seal.bytes, sha256: hash(Data()))
            await #expect(throws: RecordingIntake.Refusal.self) { try await control.seal(other, part, of: room) }
            try await send(chunks, part, to: control)
            #expect(try await control.seal(seal, part, of: room).complete)
            let position = await control.position
            #expect(try await control.seal(seal, part, of: room).complete)
            #expect(await control.position == position)
            #expect(try await control.meeting(id)?.recordings.outstanding == [])
            try await send(chunks, part, to: control)
            #expect(try incoming().isEmpty, "a chunk that comes after the receipt is not kept")
        }
    }

    @Test("Many seals at once, with chunks sent again between them, make one whole file and one entry")
    func atOnce() async throws {
        try await service.run { control in
            let id = try await control.live()
            let part = try await ended(control, in: id)
            try await send(chunks, part, to: control)
            let position = await control.position
            let states = try await withThrowingTaskGroup(of: UploadState.self) { group in
                for _ in 0..<8 {
                    group.addTask { try await control.seal(seal, part, of: room) }
                    group.addTask {
                        try await control.take(chunks[0], index: 0, sha256: hash(chunks[0]), part, of: room)
                        return UploadState(received: [], complete: true)
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(states.allSatisfy { $0.complete })
            #expect(await control.position == position + 1)
            let path = control.intake.original(room, part)
            #expect(FileManager.default.contents(atPath: path) == bytes)
            let beside = try FileManager.default.contentsOfDirectory(
                atPath: (path as NSString).deletingLastPathComponent)
            #expect(beside == ["\(room)-room-1.mkv"])
            #expect(try incoming().isEmpty)
        }
    }

    @Test("A service that died between the file and its entry takes the file at the next seal, without chunks")
    func crash() async throws {
        let part = try await service.run { control in
            let part = try await ended(control, in: try await control.live())
            try await send(chunks, part, to: control)
            #expect(try control.intake.assemble(room, part, seal: seal) == .kept(seal))
            control.intake.clear(room, part)
            return part
        }
        try await service.run { control in
            let before = try await control.uploadState(part, of: room)
            #expect(before == UploadState(received: [], complete: false))
            #expect(try await control.seal(seal, part, of: room).complete)
            #expect(try await control.meeting(part.meeting)?.recordings.outstanding == [])
        }
    }

    @Test("Chunks that make another file are dropped and asked for again, and the file is stored in the end")
    func askedAgain() async throws {
        try await service.run { control in
            let part = try await ended(control, in: try await control.live())
            try await send([chunks[0], Data("the ene".utf8)], part, to: control)
            #expect(try await control.seal(seal, part, of: room) == UploadState(received: [], complete: false))
            #expect(try await control.uploadState(part, of: room) == UploadState(received: [], complete: false))
            try await send(chunks, part, to: control)
            #expect(try await control.seal(seal, part, of: room).complete)
        }
    }

    @Test("A seal or a chunk for a recording that no meeting knows is refused")
    func unknownRecording() async throws {
        let part = RecordingPart(meeting: MeetingID(at: Moment(microseconds: 0)), track: .room, number: 1)
        try await service.run { control in
            await #expect(throws: RecordingIntake.Refusal.self) { try await control.seal(seal, part, of: room) }
            await #expect(throws: RecordingIntake.Refusal.self) { try await send(chunks, part, to: control) }
        }
    }

    @Test("Space is promised before a file is begun: what the disk cannot hold is refused with both numbers")
    func space() async throws {
        let disk = Disk()
        let needed = 2 * seal.bytes + DiskSpace.margin
        try await service.run(free: { _ in disk.free.withLock { $0 } }) { control in
            let id = try await control.live()
            let (first, second) = (try await ended(control, in: id), try await ended(control, 2, in: id))
            disk.free.withLock { $0 = needed - 1 }
            await #expect(throws: RecordingIntake.Refusal.full(free: needed - 1, needed: needed)) {
                try await send(chunks, first, to: control)
            }
            #expect(try incoming().isEmpty, "nothing was written of it")
            disk.free.withLock { $0 = needed }
            try await send([chunks[0]], first, to: control)
            let rest = needed - 2 * seal.bytes
            await #expect(throws: RecordingIntake.Refusal.full(free: rest, needed: needed)) {
                try await send(chunks, second, to: control)
            }
            disk.free.withLock { $0 = needed - Int64(chunks[0].count) }
            try await control.take(chunks[1], index: 1, sha256: hash(chunks[1]), first, of: room)
            #expect(try await control.seal(seal, first, of: room).complete)
            disk.free.withLock { $0 = needed }
            try await send(chunks, second, to: control)
            #expect(try await control.seal(seal, second, of: room).complete)
        }
    }

    /// A disk that has as much free as the test says.
    private final class Disk: Sendable {
        let free = Mutex<Int64>(0)
    }
}
