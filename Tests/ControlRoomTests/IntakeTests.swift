import ControlRoom
import Digests
import Disk
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
    private let first =
        RecordingContainerTests.sample
        + Data(repeating: 1, count: UploadSeal.chunkSize - RecordingContainerTests.sample.count)
    private let second = Data("the end".utf8)

    init() throws {
        service = try Service()
        intake = RecordingIntake(service.folder)
    }

    private func hash(_ bytes: Data) -> ContentHash { ContentHash(of: bytes) }

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
        #expect(try intake.assemble(room, part, seal: seal) == .kept(seal))
        #expect(original == first + second)
        #expect(intake.received(room, part) == [0, 1], "the chunks stay until the journal has the file")
        intake.clear(room, part)
        #expect(intake.received(room, part) == [])
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

    @Test("Chunks that do not make the sealed file make none, and are dropped to be asked for again")
    func sealMismatch() throws {
        try take(first, 0)
        let wrong = Data("the ene".utf8)
        try take(wrong, 1)
        #expect(
            try intake.assemble(room, part, seal: seal)
                == .dropped(UploadSeal(bytes: seal.bytes, sha256: hash(first + wrong))))
        #expect(original == nil)
        #expect(intake.received(room, part) == [])
        try take(first, 0)
        try take(second, 1)
        #expect(try intake.assemble(room, part, seal: seal) == .kept(seal))
        #expect(original == first + second)
    }

    @Test("A chunk whose size does not fit its place is asked for again, and refused once the size is known")
    func sizes() throws {
        try take(second, 0)
        try take(second, 1)
        #expect(throws: RecordingIntake.Refusal.missing([0])) { try intake.assemble(room, part, seal: seal) }
        #expect(intake.received(room, part) == [1], "the one that is right stays")
        for (bytes, index) in [(second, 0), (first, 1), (second, 2)] {
            #expect(throws: RecordingIntake.Refusal.self) {
                try intake.take(bytes, index: index, sha256: hash(bytes), of: room, part, whole: seal.bytes)
            }
        }
        try intake.take(first, index: 0, sha256: hash(first), of: room, part, whole: seal.bytes)
        #expect(try intake.assemble(room, part, seal: seal) == .kept(seal))
    }

    @Test("A file that a crash left before the journal knew it is taken as it is; what it left beside it goes")
    func crashAfterRename() throws {
        try take(first, 0)
        try take(second, 1)
        let left = intake.original(room, part) + ".17.partial"
        try DurableFile.makeFolder((left as NSString).deletingLastPathComponent)
        try first.write(to: URL(fileURLWithPath: left))
        #expect(try intake.assemble(room, part, seal: seal) == .kept(seal))
        #expect(!FileManager.default.fileExists(atPath: left))
        intake.clear(room, part)
        #expect(try intake.assemble(room, part, seal: seal) == .kept(seal))
        try first.write(to: URL(fileURLWithPath: intake.original(room, part)))
        #expect(throws: RecordingIntake.Refusal.missing([0, 1]), "a torn file is no file") {
            try intake.assemble(room, part, seal: seal)
        }
    }

    @Test("A seal of an impossible size is refused", arguments: [0, -1, -20_000_000, Int64.max, Int64.min])
    func impossibleSeal(bytes: Int64) {
        #expect(throws: RecordingIntake.Refusal.self) {
            try intake.assemble(room, part, seal: UploadSeal(bytes: bytes, sha256: hash(second)))
        }
    }
}
