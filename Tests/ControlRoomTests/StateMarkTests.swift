import Foundation
import Journal
import Offices
import Procedures
import Testing

@testable import ControlRoom

/// A start notices what its state folder has lost since the last one.
struct StateMarkTests {
    let service: Service

    init() throws { service = try Service() }

    private var path: String { service.folder.path }

    /// A service that has kept something and ended in order.
    private func lived() async throws {
        if !FileManager.default.fileExists(atPath: service.folder.people) {
            var people = try People(path: service.folder.people)
            _ = try people.add(Service.everybody)
        }
        try await service.run { control in _ = try await control.start(.p12) }
    }

    private func remove(_ names: [String]) throws {
        for name in names where FileManager.default.fileExists(atPath: "\(path)/\(name)") {
            try FileManager.default.removeItem(atPath: "\(path)/\(name)")
        }
    }

    @Test(
        "A journal that is gone or empty is named, and nothing is begun in its place",
        arguments: [true, false], [true, false])
    func journalGone(empty: Bool, onlySnapshot: Bool) async throws {
        try await lived()
        try remove(
            ["journal.sqlite", "journal.sqlite-wal", "journal.sqlite-shm"] + (onlySnapshot ? ["state.json"] : []))
        if empty { try Data().write(to: URL(fileURLWithPath: "\(path)/journal.sqlite")) }
        let said = try await service.startLoss()
        #expect(said.contains("missing, empty or cut short: journal.sqlite") && said.contains("--begin-anew"))
        // The refusal itself made nothing.
        let size = try? FileManager.default.attributesOfItem(atPath: "\(path)/journal.sqlite")[.size] as? Int
        #expect(size == (empty ? 0 : nil))
        #expect(try await service.startLoss(beginAnew: true) == "")
        #expect(try await service.startLoss() == "")
    }

    @Test("Without mark and snapshot, files that only a journal can have brought tell that there was one")
    func nothingButFiles() async throws {
        try await lived()
        try remove(["journal.sqlite", "state.json", "docket.json"])
        #expect(try await service.startLoss() == "", "a folder that holds nothing yet may begin")
        try remove(["journal.sqlite", "state.json", "docket.json"])
        _ = try BlobStore(service.folder).store(Data("bahan".utf8))
        #expect(try await service.startLoss().contains("missing, empty or cut short: journal.sqlite"))
    }

    @Test("A file that went while the service ran is missed at the next start all the same")
    func goneWhileRunning() async throws {
        try await service.run { control in
            _ = try await control.start(.p12)
            try await control.keepMark()
            try remove(["keys/evidence.key"])
            _ = try await control.start(.p12)
            try await control.keepMark()
        }
        #expect(try await service.startLoss().contains("keys/evidence.key"))
    }

    @Test("A journal that was cut short is called damaged")
    func cutShort() async throws {
        try await lived()
        #expect(truncate(service.folder.journal, 8192) == 0)
        let failure = await #expect(throws: Journal.Failure.self) { _ = try await service.startLoss() }
        #expect(failure?.description.contains("restore it from a copy") == true, "\(String(describing: failure))")
    }

    @Test("A journal from an older backup is refused with both counts")
    func older() async throws {
        try await lived()
        let old = try Data(contentsOf: URL(fileURLWithPath: service.folder.journal))
        try await lived()
        try old.write(to: URL(fileURLWithPath: service.folder.journal))
        let said = try await service.startLoss()
        #expect(said.contains("its journal holds") && said.contains("it held") && said.contains("journal.sqlite-wal"))
        #expect(try await service.startLoss(beginAnew: true) == "")
    }

    @Test("The whole folder from an older backup starts")
    func wholeBackup() async throws {
        try await lived()
        let copy = path + "-copy"
        try FileManager.default.copyItem(atPath: path, toPath: copy)
        try await lived()
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.moveItem(atPath: copy, toPath: path)
        #expect(try await service.startLoss() == "")
    }

    @Test("The journal of another service is refused")
    func another() async throws {
        let other = try Service()
        try await lived()
        for _ in 1...3 { try await other.run { control in _ = try await control.start(.p12) } }
        try remove(["journal.sqlite", "journal.sqlite-wal", "journal.sqlite-shm"])
        try FileManager.default.copyItem(atPath: other.folder.journal, toPath: service.folder.journal)
        #expect(try await service.startLoss().contains("the journal of another service"))
    }

    @Test("A lost key, secret or list of people is named", arguments: ["keys/evidence.key", "people.json"])
    func fileGone(name: String) async throws {
        try await lived()
        try remove([name])
        let said = try await service.startLoss()
        #expect(said.contains("missing, empty or cut short: \(name)"))
        #expect(!FileManager.default.fileExists(atPath: "\(path)/\(name)"))
    }
}
