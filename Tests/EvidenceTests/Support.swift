import Digests
import Foundation
import Journal
import Offices

@testable import Evidence

/// A folder of its own for one test, gone with it.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("evidence-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var content: [String] { (try? FileManager.default.contentsOfDirectory(atPath: path).sorted()) ?? [] }
}

/// A meeting's evidence folder with every kind of file, sealed, and what it takes to verify it.
struct SealedFolder {
    static let meeting = MeetingID(at: Moment(microseconds: 1_795_000_000_000_000))
    static let agreements = ["Setor paling lambat 30 November 2026", "Data diperbarui setiap minggu"]

    let folder: TemporaryFolder
    let key: EvidenceKey
    let manifest: Manifest

    var path: String { folder.path + "/rljj-12" }

    static func make() async throws -> SealedFolder {
        let folder = try TemporaryFolder()
        let clock = Moment(microseconds: 1_795_000_000_000_000)
        let journal = try await Journal.open(at: folder.path + "/state.sqlite") { clock }
        let own = StreamID(kind: "meeting", meeting)
        let report = Array("%PDF-1.7 laporan".utf8)
        for (index, text) in (agreements + [ContentHash(of: report).hex]).enumerated() {
            let type: EventType = index < agreements.count ? "agreement-displayed@1" : "report-issued@1"
            for (stream, payload) in [(own, text), ("meeting/other", "rahasia \(index)")] {
                let draft = EventDraft(
                    type: type, payload: Array(payload.utf8), actor: Array("{}".utf8), occurredAt: clock)
                guard let key = IdempotencyKey("\(stream)-\(index)") else { continue }
                _ = try await journal.append([draft], to: stream, expecting: .any, key: key)
            }
        }
        let key = try EvidenceKey.open(inFolder: folder.path + "/keys")
        let draft = try EvidenceFolder.begin(at: folder.path + "/rljj-12")
        try draft.add(bytes: [UInt8](repeating: 7, count: 3_000_000), as: "programme.mkv", role: .programme)
        try draft.add(bytes: [UInt8](repeating: 8, count: 2_345_678), as: "rooms/rko.mkv", role: .room)
        try draft.add(bytes: report, as: "laporan.pdf", role: .report)
        try draft.add(bytes: Array("bahan".utf8), as: "materials/kpp-makassar.pdf", role: .material)
        try draft.add(bytes: Array("png".utf8), as: "screens/rko.png", role: .screen)
        try draft.add(
            bytes: Array(agreements.joined(separator: "\n").utf8), as: "summary.json", role: .summary)
        let head = try await journal.snapshot(
            to: try draft.place("journal.sqlite", role: .journal), keepingPayloadsOf: [own])
        try await journal.close()
        let manifest = try draft.seal(
            meeting: ManifestMeeting(id: meeting, number: "RLJJ-12"), head: head, madeAt: clock, key: key)
        return SealedFolder(folder: folder, key: key, manifest: manifest)
    }

    /// What somebody who knows meetings would check.
    static let checks = [
        EvidenceCheck(name: "agreements") { contents in
            let shown = contents.events.filter { $0.type.name == "agreement-displayed" }.map(\.payload)
            let listed = try contents.bytes(of: "summary.json", limit: 1 << 20).split(separator: 10).map(Array.init)
            return shown == listed ? .agrees("\(shown.count) agree") : .differs("summary.json lists others")
        },
        EvidenceCheck(name: "report") { contents in
            let recorded = contents.events.last { $0.type.name == "report-issued" }?.payload
            let found = contents.manifest.file(of: .report)?.sha256.hex
            return recorded == found.map { Array($0.utf8) } ? .agrees("as recorded") : .differs("another report")
        },
    ]

    func verify(pinned: EvidencePublicKey? = nil) -> VerificationReport {
        Verification.run(path, pinnedKey: pinned ?? key.publicKey, checks: Self.checks)
    }

    func url(_ name: String) -> URL { URL(fileURLWithPath: path + "/" + name) }

    /// Writes a manifest with other text, signed by a key of ours, as somebody with a key could.
    func resign(_ change: (String) -> String) throws {
        let text = change(try String(contentsOf: url("manifest.json"), encoding: .utf8))
        try Data(text.utf8).write(to: url("manifest.json"))
        try Data(try key.signature(of: Array(text.utf8))).write(to: url("manifest.sig"))
    }
}
