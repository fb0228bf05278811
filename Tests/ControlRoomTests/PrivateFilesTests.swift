import Foundation
import Glibc
import Offices
import Testing

@testable import ControlRoom

/// What the service keeps is for its owner alone, however the folder came to be.
struct PrivateFilesTests {
    /// A folder of this test's own, gone with it.
    private func folder(_ body: (String) async throws -> Void) async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "rights-\(UUID().uuidString)").path
        mkdir(path, 0o755)
        chmod(path, 0o755)
        defer { try? FileManager.default.removeItem(atPath: path) }
        try await body(path)
    }

    private func mode(_ path: String) throws -> String {
        var found = stat()
        try #require(lstat(path, &found) == 0, "\(path)")
        return String(found.st_mode & 0o7777, radix: 8)
    }

    private func write(_ path: String, _ mode: mode_t) throws {
        try Data("x".utf8).write(to: URL(fileURLWithPath: path))
        chmod(path, mode)
    }

    @Test("A state folder that was made beforehand with loose rights is tightened, with everything in it")
    func tightened() async throws {
        try await folder { path in
            for part in ["", "/blobs", "/meetings", "/meetings/1", "/letters"] {
                mkdir(path + part, 0o755)
                chmod(path + part, 0o775)
            }
            try write("\(path)/policy.yaml", 0o644)
            try write("\(path)/blobs/\(String(repeating: "a", count: 64))", 0o666)
            try write("\(path)/letters/a.pdf", 0o640)
            try write("\(path)/meetings/1/room-1.mkv", 0o604)
            try StateFolder(path: path).tighten()
            for part in ["", "/blobs", "/meetings", "/meetings/1", "/letters", "/keys", "/incoming"] {
                #expect(try mode(path + part) == "700", "\(part)")
            }
            for name in try FileManager.default.subpathsOfDirectory(atPath: path) where name.contains(/\.|aaa/) {
                #expect(try mode("\(path)/\(name)") == "600", "\(name)")
            }
        }
    }

    @Test("The service tightens at its start, and what it makes is for its owner alone")
    func start() async throws {
        let service = try Service()
        try await service.run { _ in }
        let loose = "\(service.folder.path)/blobs/\(String(repeating: "a", count: 64))"
        try write(loose, 0o644)
        try await service.run { control in
            _ = try await control.live()
            for name in try FileManager.default.subpathsOfDirectory(atPath: service.folder.path) {
                let path = "\(service.folder.path)/\(name)"
                var isFolder: ObjCBool = false
                _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
                #expect(try mode(path) == (isFolder.boolValue ? "700" : "600"), "\(name)")
            }
        }
    }

    @Test("What belongs to somebody else is refused with its path and the command that mends it")
    func foreign() async throws {
        try await folder { path in
            let state = try StateFolder(path: path)
            try write("\(path)/people.json", 0o640)
            let refusal = #expect(throws: ControlRoomFailure.self) { try state.tighten(as: geteuid() + 1) }
            let line = try #require(refusal?.description)
            #expect(line.contains("mode is 640") && line.contains("chmod 600 '\(path)/people.json'"), "\(line)")
            #expect(try mode("\(path)/people.json") == "640")
        }
    }

    @Test("A folder that holds other things is not taken over: it stays as it was, and the line says what to do")
    func slipOfTheHand() async throws {
        for (mode, name) in [(0o755, "thesis.odt"), (0o1777, "policy.yaml")] as [(mode_t, String)] {
            try await folder { path in
                try write("\(path)/\(name)", 0o644)
                chmod(path, mode)
                let refusal = #expect(throws: ControlRoomFailure.self) { try StateFolder(path: path) }
                #expect(refusal?.description.contains("--state") == true)
                #expect(try self.mode(path) == String(mode, radix: 8))
                #expect(try FileManager.default.contentsOfDirectory(atPath: path) == [name])
            }
        }
    }

    @Test("A symbolic link in the state folder is not followed")
    func link() async throws {
        try await folder { outside in
            try write("\(outside)/a", 0o644)
            try await folder { path in
                let state = try StateFolder(path: path)
                symlink("\(outside)/a", "\(path)/blobs/a")
                symlink(outside, "\(path)/meetings/b")
                try state.tighten()
                #expect(try mode("\(outside)/a") == "644")
                #expect(try mode(outside) == "755")
            }
        }
    }
}
