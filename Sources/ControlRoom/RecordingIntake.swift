import Crypto
package import Foundation
package import Offices
package import RoomLink

/// Where recordings come in, chunk by chunk, and where they stay.
///
/// Chunks may come in any order, again and again, across restarts of both sides; only a whole file with the hash that
/// the room gave becomes an original. Its functions block while they read and write files.
package struct RecordingIntake: Sendable {
    private let folder: StateFolder

    package init(_ folder: StateFolder) { self.folder = folder }

    /// The most chunks a file may have: 100 GiB.
    private static let mostChunks = 12_800

    /// Why a chunk or a file is not taken.
    package enum Refusal: Error, Hashable, Sendable {
        case chunk(String)
        case missing([Int])
        case differs(String)
    }

    /// The crash-safe file as the room wrote it.
    package func original(_ room: RoomID, _ part: RecordingPart) -> String {
        "\(folder.meeting(part.meeting))/originals/\(room)-\(part.track.rawValue)-\(part.number).mkv"
    }

    /// The numbers of the chunks that are here.
    package func received(_ room: RoomID, _ part: RecordingPart) -> [Int] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: chunks(room, part))) ?? []
        return names.compactMap(Int.init).sorted()
    }

    package func take(_ bytes: Data, index: Int, sha256: BlobHash, of room: RoomID, _ part: RecordingPart) throws {
        guard (0..<Self.mostChunks).contains(index), !bytes.isEmpty, bytes.count <= UploadSeal.chunkSize else {
            throw Refusal.chunk(
                "chunk \(index) of \(bytes.count) bytes; allowed: 0 to \(Self.mostChunks - 1), 1 byte to 8 MiB")
        }
        guard BlobHash(digest: SHA256.hash(data: bytes)) == sha256 else {
            throw Refusal.chunk("chunk \(index) does not have the hash that came with it; send it again")
        }
        try FileManager.default.createDirectory(atPath: chunks(room, part), withIntermediateDirectories: true)
        try DurableFile.write(bytes, to: "\(chunks(room, part))/\(index)")
    }

    /// Puts the chunks together and keeps the file when it is what the room says it is.
    package func assemble(_ room: RoomID, _ part: RecordingPart, seal: UploadSeal) throws {
        let size = Int64(UploadSeal.chunkSize)
        guard (1...Int64(Self.mostChunks) * size).contains(seal.bytes) else {
            throw Refusal.chunk("a file of \(seal.bytes) bytes; allowed: 1 byte to 100 GiB")
        }
        let count = Int((seal.bytes + size - 1) / size)
        let missing = Set(0..<count).subtracting(received(room, part)).sorted()
        guard missing.isEmpty else { throw Refusal.missing(missing) }
        let target = original(room, part)
        let parent = (target as NSString).deletingLastPathComponent
        try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        let aside = target + ".partial"
        let found = try join(count, of: room, part, into: aside)
        guard found == seal else {
            try? FileManager.default.removeItem(atPath: aside)
            throw Refusal.differs(
                "the chunks make \(found.bytes) bytes with SHA-256 \(found.sha256), not what was sealed")
        }
        try? FileManager.default.removeItem(atPath: target)
        try FileManager.default.moveItem(atPath: aside, toPath: target)
        try? FileManager.default.removeItem(atPath: chunks(room, part))
    }

    private func join(_ count: Int, of room: RoomID, _ part: RecordingPart, into path: String) throws -> UploadSeal {
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let output = FileHandle(forWritingAtPath: path)
        else { throw ControlRoomFailure.file(path, "cannot be written") }
        defer { try? output.close() }
        var hash = SHA256()
        var bytes: Int64 = 0
        for index in 0..<count {
            let chunk = try Data(contentsOf: URL(fileURLWithPath: "\(chunks(room, part))/\(index)"))
            hash.update(data: chunk)
            bytes += Int64(chunk.count)
            try output.write(contentsOf: chunk)
        }
        try output.synchronize()
        return UploadSeal(bytes: bytes, sha256: BlobHash(digest: hash.finalize()))
    }

    private func chunks(_ room: RoomID, _ part: RecordingPart) -> String {
        "\(folder.incoming)/\(part.meeting)-\(room)-\(part.track.rawValue)-\(part.number)"
    }
}
