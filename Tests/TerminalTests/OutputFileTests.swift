import Foundation
import Glibc
import Testing

@testable import Terminal

/// Only new names and regular files are written.
struct OutputFileTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "output-\(UUID().uuidString)").path

    init() throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    private func text(_ name: String) -> String? {
        FileManager.default.contents(atPath: "\(folder)/\(name)").map { String(decoding: $0, as: UTF8.self) }
    }

    private var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: folder).sorted() }
    }

    @Test("A new file appears whole; a regular one is replaced and keeps its mode")
    func regular() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try OutputFile.write(Array("satu".utf8), to: "\(folder)/baru")
        #expect(text("baru") == "satu")
        #expect(chmod("\(folder)/baru", 0o640) == 0)
        try OutputFile.write(Array("dua".utf8), to: "\(folder)/baru")
        var found = stat()
        #expect(lstat("\(folder)/baru", &found) == 0 && found.st_mode & 0o777 == 0o640)
        #expect(try text("baru") == "dua" && names == ["baru"])
    }

    @Test("A link, a pipe, a folder, a socket's place and a device stay what they are")
    func others() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try OutputFile.write(Array("asli".utf8), to: "\(folder)/asli")
        #expect(symlink("asli", "\(folder)/tautan") == 0 && symlink("tidak-ada", "\(folder)/putus") == 0)
        #expect(mkfifo("\(folder)/pipa", 0o600) == 0 && mkdir("\(folder)/map", 0o700) == 0)
        let before = try names
        for (name, kind) in [
            ("tautan", "a symbolic link"), ("putus", "a symbolic link"), ("pipa", "a pipe"), ("map", "a folder"),
        ] {
            let path = "\(folder)/\(name)"
            #expect(throws: OutputFile.Refusal.kind(path, found: kind)) { try OutputFile.write([1], to: path) }
        }
        #expect(throws: OutputFile.Refusal.kind("/dev/null", found: "a device")) {
            try OutputFile.write([1], to: "/dev/null")
        }
        #expect(try text("asli") == "asli" && names == before)
    }

    @Test("What cannot be written says why and leaves nothing behind")
    func impossible() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        #expect(throws: OutputFile.Refusal.noName) { try OutputFile.write([1], to: "") }
        let missing = "\(folder)/tidak/ada"
        #expect(throws: OutputFile.Refusal.system(missing, reason: "No such file or directory")) {
            try OutputFile.write([1], to: missing)
        }
        let below = "\(folder)/asli/x"
        try OutputFile.write([1], to: "\(folder)/asli")
        #expect(throws: OutputFile.Refusal.system(below, reason: "Not a directory")) {
            try OutputFile.write([1], to: below)
        }
        #expect(try names == ["asli"])
    }
}
