import Cases
import Digests
import Disk
import Documents
import Engine
import Evidence
import Foundation
import Journal
import Offices

/// Files by their hashes, recordings, evidence folders.
extension StateCheck {
    /// Every file that lies in `blobs`, and every one that an event names.
    func checkFiles() -> Found {
        let names = names(in: "blobs")
        let stored = names.compactMap { ContentHash($0) }
        let present = Set(stored)
        let missing = book.files.values.filter { file in
            (file.kind == .blob || file.kind == .attachment) && !present.contains(file.sha256)
        }
        let lost = missing.filter { $0.kind == .blob } + lostAttachments(missing.filter { $0.kind == .attachment })
        var faults = lost.sorted { $0.path < $1.path }.map { "\($0.path): is missing; put it back from a backup" }
        let (bytes, damaged) = examine(stored.map { ("blobs/\($0)", $0, nil) }, .files)
        faults += damaged + names.compactMap(indexFault)
        return ("\(stored.count) files, \(Self.size(bytes))", faults)
    }

    /// The note beside a file that tells what it is.
    private func indexFault(_ name: String) -> String? {
        let bytes = { FileManager.default.contents(atPath: "\(folder.path)/blobs/\(name)") ?? Data() }
        return Self.fault {
            if name.hasSuffix(".pages.json") { _ = try JSONDecoder().decode(MaterialShelf.Entry.self, from: bytes()) }
            if name.hasSuffix(".enclosure.json") { _ = try JSONDecoder().decode(Enclosure.self, from: bytes()) }
        }.map { _ in "blobs/\(name): cannot be read; put it back from a backup" }
    }

    /// Those that are no papers of their case either: a lampiran may be one, named by its hash.
    private func lostAttachments(_ missing: [KeptFile]) -> [KeptFile] {
        let streams = Set(missing.compactMap { book.streams[$0.path] })
        guard !streams.isEmpty, let correspondence = try? Correspondence.load() else { return missing }
        var docket = Docket(correspondence: correspondence)
        let unreadable = Self.fault {
            _ = try ChainVerifier.verify(folder.journal, access: .live) { event in
                guard streams.contains(event.stream) else { return }
                try docket.wake([Docket.Entry(event.upcast(by: EventCodec.upcasters))])
            }
        }
        // The journal's own fault is told with the journal.
        guard unreadable == nil else { return missing }
        let papers = docket.cases.values.flatMap(\.papers).flatMap(\.document.versions).map(\.hash)
        return missing.filter { !papers.contains($0.sha256) }
    }

    func checkRecordings() -> Found {
        let kept = book.files.values.filter { $0.kind == .original || $0.kind == .joined }.sorted { $0.path < $1.path }
        let (bytes, faults) = examine(kept.map { ($0.path, $0.sha256, $0.bytes) }, .recordings)
        return ("\(kept.count) files, \(Self.size(bytes))", faults)
    }

    /// Every evidence folder that was signed, as `rljj verify` does it.
    func checkEvidence() -> Found {
        let folders = names(in: "meetings").flatMap { meeting in
            names(in: "meetings/\(meeting)").filter { $0.hasPrefix("evidence-") }.map { "meetings/\(meeting)/\($0)" }
        }
        // One that is still being made, or was left by a crash, is not signed and says nothing.
        let signed = folders.filter { exists("\($0)/manifest.sig") }
        var faults: [String] = []
        for (index, name) in signed.enumerated() {
            progress(.evidence, Int64(index), Int64(signed.count))
            let report = Verification.run(
                "\(folder.path)/\(name)", pinnedKey: nil, checks: MeetingEvidence.checks())
            if let difference = report.difference {
                faults.append("\(name): \(difference.item): \(difference.finding)")
            }
        }
        return ("\(signed.count) folders", faults)
    }

    // MARK: - Bytes

    /// Holds files against their hashes; gives the bytes that were read, and what is not right.
    private func examine(
        _ files: [(path: String, sha256: ContentHash, bytes: Int64?)], _ part: StateReport.Part
    ) -> (bytes: Int64, faults: [String]) {
        let whole = files.reduce(Int64(0)) { $0 + (FileFacts.size(of: "\(folder.path)/\($1.path)") ?? 0) }
        var (done, faults) = (Int64(0), [String]())
        for file in files {
            progress(part, done, whole)
            let path = "\(folder.path)/\(file.path)"
            guard let size = FileFacts.size(of: path) else {
                faults.append("\(file.path): is missing; put it back from a backup")
                continue
            }
            done += size
            guard let found = try? FileDigest.sha256(of: path) else {
                faults.append("\(file.path): cannot be read")
                continue
            }
            guard found.sha256 != file.sha256 else { continue }
            let kept = file.bytes.map { " of \($0)" } ?? ""
            faults.append(
                "\(file.path): its \(found.bytes)\(kept) bytes are not those that were kept; put it back from a backup")
        }
        return (done, faults)
    }

    private static func size(_ bytes: Int64) -> String {
        bytes < 10_000_000 ? "\(bytes / 1000) kB" : "\(bytes / 1_000_000) MB"
    }
}
