import ControlRoom
import Crypto
import Foundation
import Meetings
import Offices
import RoomLink
import Testing

/// Recordings that come in piece by piece.
struct IntakeTests {
    private let service: Service
    private let intake: RecordingIntake
    private let part = RecordingPart(meeting: MeetingID(at: Moment(microseconds: 0)), track: .room, number: 1)
    private let room = Service.farRoom
    /// Two full chunks' worth of bytes would be 16 MiB; the first is full, the second short.
    private let first = Data(repeating: 1, count: UploadSeal.chunkSize)
    private let second = Data("the end".utf8)

    init() throws {
        service = try Service()
        intake = RecordingIntake(service.folder)
    }

    private func hash(_ bytes: Data) -> BlobHash { BlobHash(digest: SHA256.hash(data: bytes)) }

    private var seal: UploadSeal {
        UploadSeal(bytes: Int64(first.count + second.count), sha256: hash(first + second))
    }

    private func take(_ bytes: Data, _ index: Int) throws {
        try intake.take(bytes, index: index, sha256: hash(bytes), of: room, part)
    }

    private var original: Data? { FileManager.default.contents(atPath: intake.original(room, part)) }

    @Test("Chunks in any order, twice, make the file that the room sealed")
    func anyOrder() throws {
        try take(second, 1)
        #expect(intake.received(room, part) == [1])
        try take(first, 0)
        try take(second, 1)
        #expect(intake.received(room, part) == [0, 1])
        try intake.assemble(room, part, seal: seal)
        #expect(original == first + second)
        #expect(intake.received(room, part) == [], "the chunks are gone")
    }

    @Test("A chunk with another hash is not kept")
    func wrongHash() throws {
        #expect(throws: RecordingIntake.Refusal.self) {
            try intake.take(second, index: 0, sha256: hash(first), of: room, part)
        }
        #expect(intake.received(room, part) == [])
    }

    @Test("A chunk outside every file, empty or too large is not kept", arguments: [-1, 12_800, Int.max, Int.min])
    func outside(index: Int) throws {
        #expect(throws: RecordingIntake.Refusal.self) { try take(second, index) }
        #expect(throws: RecordingIntake.Refusal.self) { try take(Data(), 0) }
        #expect(throws: RecordingIntake.Refusal.self) { try take(first + second, 0) }
        #expect(intake.received(room, part) == [])
    }

    @Test("Missing chunks are listed, and nothing is lost")
    func missing() throws {
        #expect(throws: RecordingIntake.Refusal.missing([0, 1])) { try intake.assemble(room, part, seal: seal) }
        try take(second, 1)
        #expect(throws: RecordingIntake.Refusal.missing([0])) { try intake.assemble(room, part, seal: seal) }
        #expect(intake.received(room, part) == [1])
    }

    @Test("Chunks that do not make the sealed file make none")
    func sealMismatch() throws {
        try take(first, 0)
        try take(Data("another end".utf8), 1)
        #expect(throws: RecordingIntake.Refusal.self) { try intake.assemble(room, part, seal: seal) }
        #expect(original == nil)
        try take(second, 1)
        try intake.assemble(room, part, seal: seal)
        #expect(original == first + second)
    }

    @Test("A seal of an impossible size is refused", arguments: [0, -1, -20_000_000, Int64.max, Int64.min])
    func impossibleSeal(bytes: Int64) {
        #expect(throws: RecordingIntake.Refusal.self) {
            try intake.assemble(room, part, seal: UploadSeal(bytes: bytes, sha256: hash(second)))
        }
    }

    @Test("AC-082: a recording sealed twice is stored once; another hash than the journal's is refused")
    func sealedTwice() async throws {
        let (seal, bytes) = (UploadSeal(bytes: 7, sha256: hash(second)), second)
        try await service.run { control in
            let id = try await control.live()
            let part = control.part(id, .room)
            let end = RecordingEnd(
                part: part, lastFrame: control.clock(), frames: 1, bytes: 7, sha256: seal.sha256, cause: .died)
            try await control.tell(.recordingEnded(end))
            #expect(
                try await control.uploadState(part, of: Service.hostRoom) == UploadState(received: [], complete: false))
            let other = UploadSeal(bytes: 7, sha256: BlobHash(digest: SHA256.hash(data: Data())))
            await #expect(throws: RecordingIntake.Refusal.self) {
                try await control.seal(other, part, of: Service.hostRoom)
            }
            try control.intake.take(bytes, index: 0, sha256: seal.sha256, of: Service.hostRoom, part)
            #expect(try await control.seal(seal, part, of: Service.hostRoom).complete)
            let position = await control.position
            #expect(try await control.seal(seal, part, of: Service.hostRoom).complete)
            #expect(await control.position == position)
            #expect(try await control.meeting(id)?.recordings.outstanding == [])
        }
    }

    @Test("A seal for a recording that no meeting knows is refused")
    func unknownRecording() async throws {
        let (seal, part) = (seal, part)
        await #expect(throws: RecordingIntake.Refusal.self) {
            _ = try await service.run { try await $0.seal(seal, part, of: Service.farRoom) }
        }
    }
}
