import Foundation
import Offices
import Testing

struct RoomFolderTests {
    /// Writes files into a folder of its own and hands its path over.
    private func problems(_ files: [String: String]) throws -> [String] {
        try withFolder(files) { path in
            do throws(FileRefusal) {
                _ = try RoomFolder.read(path)
                return []
            } catch {
                return error.problems.map { $0.description.replacing(path, with: "Rooms") }
            }
        }
    }

    private func withFolder<Value>(_ files: [String: String], _ body: (String) throws -> Value) throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in files { try Data(text.utf8).write(to: folder.appendingPathComponent(name)) }
        return try body(folder.path)
    }

    private func file(_ name: String, tone: Int) -> String {
        RoomFileTests.good.replacing("KPP Pratama Makassar Utara", with: name).replacing("660", with: "\(tone)")
    }

    @Test func readsTheRoomsOfTheProject() throws {
        let tests = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        let folder = tests.appendingPathComponent("../../Rooms").standardizedFileURL.path
        let rooms = try RoomFolder.read(folder)
        #expect(rooms.map(\.id.description) == ["kanwil-sulselbartra", "kpde", "kpp-jayapura", "ppddp", "rko"])
        #expect(rooms.map(\.office.kind) == [.kanwil, .kpde, .kpp, .ppddp, .rko])
        #expect(rooms.map(\.office.zone) == [.wita, .wib, .wit, .wib, .wib])
        #expect(rooms.map(\.microphone) == [1060, 1500, 880, 1260, 440].map { .test(tone: $0) })
        #expect(rooms.map(\.office.sections.count) == [2, 1, 3, 2, 0])
        #expect(rooms.map(\.screen) == [.headless, .headless, .headless, .headless, .window(display: nil)])
    }

    @Test func sortsByIdAndPassesOverOtherFiles() throws {
        let files = [
            "b.yaml": file("B", tone: 300), "a.yaml": file("A", tone: 400), "README.md": "x", ".a.yaml.swp": "x",
        ]
        #expect(try withFolder(files) { try RoomFolder.read($0).map(\.id.description) } == ["a", "b"])
    }

    @Test func refusesTheSameToneTwice() throws {
        let said = try problems(["a.yaml": file("A", tone: 300), "b.yaml": file("B", tone: 300)])
        #expect(said.count == 1)
        #expect(said.first?.hasPrefix("Rooms/b.yaml: microphone.tone is 300, as in") == true)
    }

    @Test func refusesTwoRoomsOfOneOffice() throws {
        let said = try problems(["a.yaml": file("KPP A", tone: 300), "b.yaml": file("kpp a", tone: 400)])
        #expect(said == ["Rooms/b.yaml: office.name is \"kpp a\", as in Rooms/a.yaml; allowed: one room an office"])
    }

    @Test func namesTheProblemsOfAllFiles() throws {
        let said = try problems(["a.yaml": "", "b.yaml": "name: x", "c.yml": "", "D.yaml": file("D", tone: 300)])
        let files = Set(said.compactMap { $0.split(separator: ":").first.map(String.init) })
        #expect(files == ["Rooms/a.yaml", "Rooms/b.yaml", "Rooms/c.yml", "Rooms/D.yaml"])
    }

    @Test func refusesAFolderWithoutRooms() throws {
        #expect(try problems([:]) == ["Rooms: no room file (*.yaml) stands in this folder"])
        #expect(throws: FileRefusal.self) { try RoomFolder.read("/nonexistent") }
    }

    @Test(arguments: [
        ("/nonexistent/a.yaml", "no such file"), ("/dev/zero", "no regular file"), ("/tmp", "this is a folder"),
    ])
    func refusesWhatIsNoFile(path: String, said: String) {
        #expect { try RoomFile.read(path) } throws: { "\($0)".contains(said) && "\($0)".hasPrefix(path) }
    }

    @Test func refusesWhatIsNotUTF8() throws {
        try withFolder([:]) { folder in
            let path = folder + "/a.yaml"
            try Data("name: x\nb: \u{e9}\n".unicodeScalars.map { UInt8($0.value) }).write(
                to: URL(fileURLWithPath: path))
            #expect { try RoomFile.read(path) } throws: {
                "\($0)" == "\(path):2: the text is not UTF-8; save the file as UTF-8"
            }
            try Data(repeating: 35, count: 65_537).write(to: URL(fileURLWithPath: path))
            #expect { try RoomFile.read(path) } throws: { "\($0)".contains("bigger than 64 KiB") }
        }
    }
}
