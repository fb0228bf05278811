import Foundation
import Glibc
import Testing

@testable import BoundedProcess

/// Private folders of work, and what killed work leaves.
struct ScratchTests {
    private func parent(_ body: (URL) async throws -> Void) async throws {
        let place = FileManager.default.temporaryDirectory.appending(path: "scratch-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: place) }
        try await body(place)
    }

    private func names(_ place: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: place.path).sorted()
    }

    @Test("A folder is its owner's alone while the work goes on, is not cleared meanwhile, and is gone after it")
    func living() async throws {
        try await parent { place in
            try await Scratch.folder(below: place) { folder in
                try Data("x".utf8).write(to: folder.appending(path: "berkas"))
                var found = stat()
                #expect(stat(folder.path, &found) == 0 && found.st_mode & 0o777 == 0o700)
                Scratch.clear(below: place.path)
                #expect(FileManager.default.fileExists(atPath: folder.appending(path: "berkas").path))
            }
            #expect(try names(place) == [])
        }
    }

    @Test("What killed work left is cleared; a folder that is being made and everything else stays")
    func left() async throws {
        try await parent { place in
            for name in [".rljj-1", ".rljj-new-2", "lain", ".rljj-berkas"] where name != ".rljj-berkas" {
                try FileManager.default.createDirectory(
                    at: place.appending(path: "\(name)/isi"), withIntermediateDirectories: true)
            }
            try Data().write(to: place.appending(path: ".rljj-berkas"))
            #expect(symlink("lain", place.appending(path: ".rljj-tautan").path) == 0)
            Scratch.clear(below: place.path)
            #expect(try names(place) == [".rljj-berkas", ".rljj-new-2", ".rljj-tautan", "lain"])
        }
    }
}
