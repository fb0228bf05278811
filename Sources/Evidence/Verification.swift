import Digests
import Disk
import Foundation
import Journal

/// Checks an evidence folder that anybody may have made.
package enum Verification {
    /// Why there is nothing to check at a path, which is no word on any evidence; `nil` when there is. Blocks.
    package static func objection(to folder: String) -> String? {
        var status = stat()
        guard stat(folder, &status) == 0 else {
            return errno == ENOENT
                ? "there is no such folder" : "it cannot be read: \(String(cString: strerror(errno)))"
        }
        guard status.st_mode & S_IFMT == S_IFDIR else { return "found no folder; allowed: an evidence folder" }
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            return "the folder may not be read; give this user the right to read it"
        }
        return names.isEmpty ? "the folder is empty; allowed: an evidence folder" : nil
    }

    /// Checks manifest, signature, every file, the journal's chain and head, then `checks`, and stops at the first
    /// difference.
    ///
    /// Blocks for as long as reading all files takes; memory does not grow with their size. With `pinnedKey` the folder
    /// must be signed by that key; without it, the report names the key, and the reader must know whose it is.
    package static func run(
        _ folder: String, pinnedKey: EvidencePublicKey?, checks: [EvidenceCheck] = []
    ) -> VerificationReport {
        var run = VerificationRun(folder: folder)
        do {
            try run.all(pinnedKey, checks)
        } catch let difference as Difference {
            run.report.steps.append(.init(item: difference.item, finding: difference.finding, passed: false))
        } catch {
            run.report.steps.append(.init(item: "folder", finding: printable("\(error)"), passed: false))
        }
        return run.report
    }
}

/// The first thing found that is not as the manifest says.
struct Difference: Error {
    let item: String
    let finding: String

    init(_ item: String, _ finding: String) { (self.item, self.finding) = (printable(item), printable(finding)) }
}

private struct VerificationRun {
    let folder: String
    var report = VerificationReport()

    mutating func all(_ pinnedKey: EvidencePublicKey?, _ checks: [EvidenceCheck]) throws {
        let reader = try FolderReader(folder)
        let (manifest, bytes) = try readManifest(reader)
        try checkSignature(reader, manifest, bytes, pinnedKey)
        try compareNames(manifest, try reader.entries())
        for file in manifest.files { try check(file, reader) }
        let events = try checkJournal(manifest)
        try run(checks, EvidenceContents(manifest: manifest, events: events, reader: reader))
    }

    private mutating func pass(_ item: String, _ finding: String) {
        report.steps.append(.init(item: printable(item), finding: printable(finding), passed: true))
    }

    private mutating func readManifest(_ reader: FolderReader) throws -> (Manifest, [UInt8]) {
        let name = Manifest.fileName
        guard let bytes = try read(name, limit: Manifest.largest, reader) else {
            throw Difference(name, "is larger than \(readableSize(Int64(Manifest.largest)))")
        }
        do {
            let manifest = try Manifest(parsing: bytes)
            let count = manifest.files.count == 1 ? "1 file" : "\(manifest.files.count) files"
            pass(name, "meeting \(manifest.meeting.number), \(count), made at \(manifest.madeAt)")
            return (manifest, bytes)
        } catch {
            throw Difference(name, error.why)
        }
    }

    private mutating func checkSignature(
        _ reader: FolderReader, _ manifest: Manifest, _ bytes: [UInt8], _ pinned: EvidencePublicKey?
    ) throws {
        let name = Manifest.signatureName
        guard let signature = try read(name, limit: 64, reader), signature.count == 64 else {
            throw Difference(name, "is no Ed25519 signature of 64 bytes")
        }
        guard manifest.key.algorithm == "Ed25519", let key = EvidencePublicKey(hex: manifest.key.publicKey),
            key.fingerprint == manifest.key.fingerprint
        else { throw Difference(Manifest.fileName, "its key and fingerprint do not belong together") }
        if let pinned, pinned != key {
            throw Difference(name, "signed by key \(key.fingerprint), expected \(pinned.fingerprint)")
        }
        guard key.isSignature(signature, of: bytes) else {
            throw Difference(name, "is not the signature of this manifest by key \(key.fingerprint)")
        }
        pass(
            name, "Ed25519 key \(key.fingerprint)\(pinned == nil ? ", not compared with a known key" : ", as expected")"
        )
    }

    private func compareNames(_ manifest: Manifest, _ entries: [FolderReader.Entry]) throws {
        let paths = manifest.files.compactMap { EvidencePath($0.path) }
        let files = Set(paths.map(\.text)).union([Manifest.fileName, Manifest.signatureName])
        let folders = Set(paths.flatMap(\.folders))
        for entry in entries {
            switch entry.kind {
            case .link: throw Difference(entry.path, "is a link; evidence holds regular files only")
            case .other: throw Difference(entry.path, "is no regular file")
            case .folder where !folders.contains(entry.path), .file where !files.contains(entry.path):
                throw Difference(entry.path, "is extra: the manifest does not list it")
            case .file, .folder: continue
            }
        }
    }

    private mutating func check(_ file: ManifestFile, _ reader: FolderReader) throws {
        guard let path = EvidencePath(file.path) else { throw Difference(file.path, "is an unsafe path") }
        do {
            let (bytes, hash) = try reader.withFile(path) { try FileDigest.sha256(of: $0, at: path.text) }
            guard bytes == file.bytes else {
                throw Difference(file.path, "changed: \(bytes) bytes, the manifest says \(file.bytes)")
            }
            guard hash == file.sha256 else {
                throw Difference(file.path, "changed: sha256 \(hash.short), the manifest says \(file.sha256.short)")
            }
            pass(file.path, "\(readableSize(bytes))  sha256 \(hash.short)")
        } catch let problem as DiskFailure {
            throw Difference(file.path, Self.words(problem))
        }
    }

    private mutating func checkJournal(_ manifest: Manifest) throws -> [StoredEvent] {
        let item = "journal chain"
        guard let file = manifest.file(of: .journal) else { throw Difference(item, "there is not exactly one journal") }
        var events: [StoredEvent] = []
        do {
            let path = URL(fileURLWithPath: folder).appendingPathComponent(file.path).path
            let found = try ChainVerifier.verify(path, access: .sealed) { events.append($0) }
            guard found.head == manifest.journal else {
                throw Difference(
                    item,
                    "ends at event \(found.head.position) \(found.head.hash.hex.prefix(12))…, the manifest says "
                        + "\(manifest.journal.position) \(manifest.journal.hash.hex.prefix(12))…")
            }
            pass(
                item,
                "\(found.head.position) events, \(found.payloads) with payload, "
                    + "head \(found.head.hash.hex.prefix(12))…")
            return events
        } catch let fault as ChainFault {
            throw Difference(item, fault.description)
        }
    }

    private mutating func run(_ checks: [EvidenceCheck], _ contents: EvidenceContents) throws {
        for check in checks {
            let outcome: EvidenceCheck.Outcome
            do {
                outcome = try check.run(contents)
            } catch {
                throw Difference(check.name, "\(error)")
            }
            switch outcome {
            case .agrees(let finding): pass(check.name, finding)
            case .differs(let finding): throw Difference(check.name, finding)
            }
        }
    }

    private func read(_ name: String, limit: Int, _ reader: FolderReader) throws -> [UInt8]? {
        guard let path = EvidencePath(name) else { return nil }
        do {
            return try reader.bytes(of: path, limit: limit)
        } catch let problem as DiskFailure {
            throw Difference(name, Self.words(problem))
        }
    }

    private static func words(_ problem: DiskFailure) -> String {
        switch problem.code {
        case ENOENT: "is missing"
        case ELOOP, ENOTDIR: "is a link; evidence holds regular files only"
        case ENXIO: "is no regular file"
        default: "cannot be read: \(String(cString: strerror(problem.code)))"
        }
    }
}
