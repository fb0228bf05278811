package import Digests
import Disk
package import Foundation
import Glibc
package import Offices
package import RoomLink

/// Where recordings come in, chunk by chunk, and where they stay.
///
/// Chunks may come in any order, again and again, across restarts of both sides; only a whole file with the hash that
/// the room gave becomes an original. Its functions block while they read and write files; for one part, one of them
/// at a time is called (`ControlRoom.take`, `ControlRoom.seal`).
package struct RecordingIntake: Sendable {
    private let folder: StateFolder

    package init(_ folder: StateFolder) { self.folder = folder }

    /// The most chunks a file may have: 100 GiB.
    private static let mostChunks = 12_800
    private static let largest = Int64(mostChunks) * Int64(UploadSeal.chunkSize)

    /// Why a chunk or a file is not taken.
    package enum Refusal: Error, Hashable, Sendable {
        case chunk(String)
        case missing([Int])
        case differs(String)
        /// The disk cannot hold the file; both in bytes.
        case full(free: Int64, needed: Int64)
    }

    /// What putting chunks together came to.
    package enum Assembly: Hashable, Sendable {
        /// The original is on the disk, with the size and hash that were read from it.
        case kept(UploadSeal)
        /// The chunks made another file; they are gone, so that they are asked for again.
        case dropped(UploadSeal)
        /// The file is whole and no recording, for this reason; its chunks are gone, and it is not asked for again.
        case refused(String)
    }

    /// The crash-safe file as the room wrote it.
    package func original(_ room: RoomID, _ part: RecordingPart) -> String {
        "\(folder.meeting(part.meeting))/originals/\(Self.name(room, part))"
    }

    /// What the file is called, here and in the evidence: `rko-programme-1-019a….mkv`.
    static func name(_ room: RoomID, _ part: RecordingPart) -> String {
        "\(room)-\(part.track.rawValue)-\(part.name).mkv"
    }

    /// The numbers of the chunks that are here.
    package func received(_ room: RoomID, _ part: RecordingPart) -> [Int] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: chunks(room, part))) ?? []
        return names.compactMap(Int.init).sorted()
    }

    /// Bytes that the disk must still take before the file is whole: the chunks that lack, and the file itself.
    ///
    /// A file whose size its room has not told yet reaches to the end of the chunk that comes now.
    package func outstanding(_ room: RoomID, _ part: RecordingPart, index: Int, whole: Int64?) throws -> Int64 {
        try Self.check(index)
        let bytes = max(0, min(whole ?? (Int64(index) + 1) * Int64(UploadSeal.chunkSize), Self.largest))
        let here = received(room, part).reduce(0) { $0 + (size(of: $1, room, part) ?? 0) }
        return max(0, bytes - here) + bytes
    }

    /// Keeps a chunk; on disk when it returns.
    ///
    /// - Parameter whole: bytes of the whole file as its room told them at its end; `nil` while it has not told.
    package func take(
        _ bytes: Data, index: Int, sha256: ContentHash, of room: RoomID, _ part: RecordingPart, whole: Int64? = nil
    ) throws {
        try Self.check(index)
        guard !bytes.isEmpty, bytes.count <= UploadSeal.chunkSize else {
            throw Refusal.chunk("chunk \(index) of \(bytes.count) bytes; allowed: 1 byte to 8 MiB")
        }
        if let whole {
            let right = Self.size(ofChunk: index, of: whole)
            guard bytes.count == right else {
                throw Refusal.chunk(
                    "chunk \(index) of \(bytes.count) bytes; in a file of \(whole) bytes it has \(right) bytes")
            }
        }
        guard ContentHash(of: bytes) == sha256 else {
            throw Refusal.chunk("chunk \(index) does not have the hash that came with it; send it again")
        }
        try DurableFile.makeFolder(chunks(room, part))
        try DurableFile.write(bytes, to: "\(chunks(room, part))/\(index)")
    }

    /// Puts the chunks together and keeps the file when it is what the room says it is.
    ///
    /// The chunks stay until `clear`, which follows when the journal knows the file. A file that a crash left between
    /// the two is found and taken as it is. A chunk of the wrong size is dropped and counts as missing.
    package func assemble(_ room: RoomID, _ part: RecordingPart, seal: UploadSeal) throws -> Assembly {
        guard (1...Self.largest).contains(seal.bytes) else {
            throw Refusal.chunk("a file of \(seal.bytes) bytes; allowed: 1 byte to 100 GiB")
        }
        let target = original(room, part)
        if FileManager.default.fileExists(atPath: target), try self.seal(of: target) == seal { return .kept(seal) }
        let count = Int((seal.bytes - 1) / Int64(UploadSeal.chunkSize)) + 1
        let missing = (0..<count).filter { !isWhole($0, room, part, of: seal.bytes) }
        guard missing.isEmpty else { throw Refusal.missing(missing) }
        try DurableFile.makeFolder((target as NSString).deletingLastPathComponent)
        sweep(beside: target)
        let aside = "\(target).\(UInt64.random(in: .min ... .max)).partial"
        defer { unlink(aside) }
        try join(count, of: room, part, into: aside)
        let found = try self.seal(of: aside)
        guard found == seal else {
            clear(room, part)
            return .dropped(found)
        }
        do {
            try RecordingContainer.check(aside)
        } catch Refusal.differs(let reason) {
            clear(room, part)
            return .refused(reason)
        }
        try DurableFile.publish(aside, as: target)
        return .kept(found)
    }

    /// Lets go of a part's chunks: its original is in the journal, or they were no good.
    package func clear(_ room: RoomID, _ part: RecordingPart) {
        try? FileManager.default.removeItem(atPath: chunks(room, part))
    }

    private static func check(_ index: Int) throws(Refusal) {
        guard (0..<mostChunks).contains(index) else {
            throw .chunk("chunk \(index); allowed: 0 to \(mostChunks - 1), as a file has at most 100 GiB")
        }
    }

    /// Bytes of a chunk in a file of so many bytes; 0 for one beyond its end.
    private static func size(ofChunk index: Int, of whole: Int64) -> Int64 {
        let size = Int64(UploadSeal.chunkSize)
        return max(0, min(size, whole - Int64(index) * size))
    }

    /// Whether a chunk is here with the size that it must have; one with another size is dropped.
    private func isWhole(_ index: Int, _ room: RoomID, _ part: RecordingPart, of whole: Int64) -> Bool {
        guard let found = size(of: index, room, part) else { return false }
        if found == Self.size(ofChunk: index, of: whole) { return true }
        unlink("\(chunks(room, part))/\(index)")
        return false
    }

    private func size(of index: Int, _ room: RoomID, _ part: RecordingPart) -> Int64? {
        var status = stat()
        guard stat("\(chunks(room, part))/\(index)", &status) == 0 else { return nil }
        return Int64(status.st_size)
    }

    /// What a crash left of an earlier attempt at the file.
    private func sweep(beside target: String) {
        let (parent, name) = ((target as NSString).deletingLastPathComponent, (target as NSString).lastPathComponent)
        for left in (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
        where left.hasPrefix(name + ".") && left.hasSuffix(".partial") {
            unlink("\(parent)/\(left)")
        }
    }

    private func join(_ count: Int, of room: RoomID, _ part: RecordingPart, into path: String) throws {
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let output = FileHandle(forWritingAtPath: path)
        else { throw DiskFailure.file(path, "cannot be written") }
        defer { try? output.close() }
        for index in 0..<count {
            try output.write(contentsOf: Data(contentsOf: URL(fileURLWithPath: "\(chunks(room, part))/\(index)")))
        }
        try output.synchronize()
    }

    private func seal(of path: String) throws -> UploadSeal {
        let found = try FileDigest.sha256(of: path)
        return UploadSeal(bytes: found.bytes, sha256: found.sha256)
    }

    private func chunks(_ room: RoomID, _ part: RecordingPart) -> String {
        "\(folder.incoming)/\(part.meeting)-\(room)-\(part.track.rawValue)-\(part.name)"
    }
}
