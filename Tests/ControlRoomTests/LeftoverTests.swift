import Foundation
import Testing

@testable import ControlRoom

/// What killed work leaves in the state folder is gone after the next start.
struct LeftoverTests {
    @Test("Scratch folders, snapshots, PDFs and half-written files are cleared at the start; chunks and all else stay")
    func cleared() async throws {
        let service = try Service()
        try await service.run { _ in }
        let state = service.folder.path
        let left = [
            "incoming/.rljj-1/a.png", "meetings/1/.rljj-2/b.mkv", "incoming/snapshot-1.sqlite",
            "incoming/snapshot-1.sqlite-wal", "incoming/1.pdf",
            "incoming/rapat-rko-room-1/2.17.partial", "people.json.1.partial", "accounts.json.2.partial",
            "blobs/ab.3.partial", "meetings/1/originals/rko-room-1.mkv.4.partial", "meetings/1/.evidence-9.partial/a",
        ]
        let kept = ["incoming/rapat-rko-room-1/0", "meetings/1/originals/rko-room-1.mkv", "letters/a.pdf"]
        for name in left + kept {
            let file = URL(fileURLWithPath: "\(state)/\(name)")
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data("x".utf8).write(to: file)
        }
        try await service.run { _ in }
        for name in left { #expect(!FileManager.default.fileExists(atPath: "\(state)/\(name)"), "\(name)") }
        for name in kept { #expect(FileManager.default.fileExists(atPath: "\(state)/\(name)"), "\(name)") }
        #expect(!FileManager.default.fileExists(atPath: "\(state)/incoming/.rljj-1"))
    }
}
