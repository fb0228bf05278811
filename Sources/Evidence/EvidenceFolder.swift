package import Digests
import Disk
import Foundation
package import Journal
package import Offices
import Synchronization

/// An evidence folder in the making: nothing is seen at its place until it is whole, signed and on disk.
///
/// The files gather in the sibling `.NAME.partial`, which goes away when the folder is not sealed. Its functions block:
/// call them off the cooperative pool.
package final class EvidenceFolder: Sendable {
    package typealias Role = ManifestFile.Role

    private let destination: String
    private let staging: String
    /// Held while the folder is in the making, so that what a crash left can be told from another's work.
    private let lock: Int32
    private let state = Mutex(State())

    private struct State {
        var roles: [EvidencePath: Role] = [:]
        var expected: [EvidencePath: (hash: ContentHash?, bytes: Int64?)] = [:]
        var isOver = false
    }

    /// Begins a folder that will stand at `destination`, where there is nothing yet or an empty folder.
    ///
    /// Removes what a crash left of an earlier attempt. Throws `Refusal` or `Failure`.
    package static func begin(at destination: String) throws -> EvidenceFolder {
        let url = URL(fileURLWithPath: destination).standardizedFileURL
        let parent = url.deletingLastPathComponent().path
        if FileManager.default.fileExists(atPath: url.path) {
            let content = try? FileManager.default.contentsOfDirectory(atPath: url.path)
            guard let content, content.isEmpty else { throw Refusal.destinationInUse(url.path) }
        }
        let staging = parent + "/." + url.lastPathComponent + ".partial"
        return try reporting(url.path) {
            try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
            let lock = try Staging.make(staging)
            return EvidenceFolder(destination: url.path, staging: staging, lock: lock)
        }
    }

    private init(destination: String, staging: String, lock: Int32) {
        (self.destination, self.staging, self.lock) = (destination, staging, lock)
    }

    deinit { abandon() }

    /// Copies a file into the folder.
    ///
    /// - Parameters:
    ///   - hash: what the file must be, or the folder is not sealed; `nil` for a file that nothing is known of.
    ///   - bytes: its size, when that is known.
    package func add(
        copying source: String, as path: String, role: Role, expecting hash: ContentHash? = nil, bytes: Int64? = nil
    ) throws {
        let target = try place(path, role: role)
        if let safe = EvidencePath(path) { state.withLock { $0.expected[safe] = (hash, bytes) } }
        try Self.reporting(destination) { try EvidenceFile.copy(source, to: target) }
    }

    /// Writes a file into the folder.
    package func add(bytes: [UInt8], as path: String, role: Role) throws {
        let target = try place(path, role: role)
        try Self.reporting(destination) { try EvidenceFile.write(bytes, to: target) }
    }

    /// The absolute path, its folder made, at which somebody else writes this file before the folder is sealed.
    package func place(_ path: String, role: Role) throws -> String {
        guard let safe = EvidencePath(path), ![Manifest.fileName, Manifest.signatureName].contains(path) else {
            throw Refusal.unsafePath(printable(path))
        }
        try state.withLock { state throws(Refusal) in
            if state.isOver { throw .over }
            guard state.roles.updateValue(role, forKey: safe) == nil else { throw .addedTwice(path) }
        }
        let target = URL(fileURLWithPath: staging + "/" + path)
        try Self.reporting(destination) {
            try FileManager.default.createDirectory(
                at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        }
        return target.path
    }

    /// Hashes every file, writes and signs the manifest last, forces all to disk and puts the folder in its place.
    ///
    /// After a throw, the folder is abandoned.
    package func seal(
        meeting: ManifestMeeting, head: Head, madeAt: Moment, key: EvidenceKey
    ) throws -> Manifest {
        do {
            return try Self.reporting(destination) {
                let manifest = Manifest(
                    meeting: meeting, madeAt: madeAt, journal: head, key: ManifestKey(key.publicKey),
                    files: try listFiles())
                let text = Array(manifest.canonicalText.utf8)
                try EvidenceFile.write(text, to: staging + "/" + Manifest.fileName)
                try EvidenceFile.write(try key.signature(of: text), to: staging + "/" + Manifest.signatureName)
                try publish()
                return manifest
            }
        } catch {
            abandon()
            throw error
        }
    }

    /// Removes what was gathered; a folder that was sealed stays.
    package func abandon() {
        let wasOver = state.withLock { state in
            defer { state.isOver = true }
            return state.isOver
        }
        guard !wasOver else { return }
        try? FileManager.default.removeItem(atPath: staging)
        _ = close(lock)
    }

    private func listFiles() throws -> [ManifestFile] {
        let (roles, expected) = state.withLock { ($0.roles, $0.expected) }
        let reader = try FolderReader(staging)
        let entries = try reader.entries()
        for entry in entries where entry.kind != .folder {
            guard entry.kind == .file, let path = EvidencePath(entry.path), roles[path] != nil else {
                throw Refusal.undeclared(printable(entry.path))
            }
        }
        let present = Set(entries.map(\.path))
        return try roles.sorted { $0.key < $1.key }.map { path, role in
            guard present.contains(path.text) else { throw Refusal.missing(path.text) }
            let (bytes, hash) = try reader.withFile(path) { try FileDigest.sha256(of: $0, at: path.text) }
            let right = expected[path]
            guard right?.hash ?? hash == hash, right?.bytes ?? bytes == bytes else {
                throw Refusal.differs(
                    path.text, found: "\(bytes) bytes, SHA-256 \(hash)",
                    expected: "\(right?.bytes.map { "\($0) bytes, " } ?? "")SHA-256 \(right?.hash?.hex ?? "as found")")
            }
            return ManifestFile(path: path.text, bytes: bytes, role: role, sha256: hash)
        }
    }

    private func publish() throws {
        for entry in try FolderReader(staging).entries() { try DurableFile.flush(staging + "/" + entry.path) }
        try DurableFile.flush(staging)
        guard rename(staging, destination) == 0 else { throw DiskFailure.system(destination, .rename) }
        state.withLock { $0.isOver = true }
        _ = close(lock)
        try DurableFile.flushFolder(of: destination)
    }
}
