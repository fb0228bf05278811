import Disk
import Foundation
import GRDB
import Journal
import Meetings
import Offices
import Procedures
import RoomLink
import Testing

@testable import ControlRoom

/// Everything that a state folder holds is held against each other.
struct StateCheckTests {
    let service: Service

    init() throws { service = try Service() }

    private var path: String { service.folder.path }

    /// A meeting with materials, a stored recording, evidence, a person and a closed journal.
    private func lived() async throws {
        _ = try PeopleFixture.add(to: service.folder)
        try await service.run { control in
            let id = try await control.live()
            let part = control.part(id, .room, 7)
            let (path, bytes) = (control.intake.original(Service.hostRoom, part), Data("rekaman".utf8))
            try DurableFile.makeFolder((path as NSString).deletingLastPathComponent)
            try DurableFile.write(bytes, to: path)
            let found = try FileDigest.sha256(of: path)
            let stored = StoredRecording(
                room: Service.hostRoom, part: part, bytes: found.bytes, sha256: found.sha256)
            try await control.append(
                [.stored(recording: stored)], to: id, key: ControlRoomTests.key(), at: control.clock())
            let meeting = try #require(await control.meeting(id))
            let evidence = await EvidenceDesk(
                folder: control.folder, journal: control.journal, shelf: control.desk.recordings)
            _ = try await evidence.build(meeting, at: control.clock())
        }
    }

    /// The first path below the state folder that ends so.
    private func find(_ name: String, in folder: String = "") throws -> String {
        let all = try FileManager.default.subpathsOfDirectory(atPath: "\(path)/\(folder)").sorted()
        let found = try #require(all.first(where: { $0.hasSuffix(name) }), "\(name)")
        return "\(path)/\(folder)/\(found)"
    }

    private func sql(_ statement: String) throws {
        let queue = try DatabaseQueue(path: service.folder.journal)
        try queue.writeWithoutTransaction { db in
            try db.execute(sql: "DROP TRIGGER IF EXISTS events_are_never_changed")
            try db.execute(sql: statement)
        }
        try queue.close()
    }

    private func write(_ text: String, to file: String) throws {
        // Another file in its place, whatever its mode is.
        unlink(file)
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
    }

    @Test("A folder that nothing happened to is all right in every part, and as it was afterwards")
    func sound() async throws {
        try await lived()
        let before = try contents()
        let report = try StateCheck.run(path)
        #expect(report.passed, "\(report.faults)")
        #expect(report.steps.map(\.part) == StateReport.Part.allCases)
        let findings = Dictionary(uniqueKeysWithValues: report.steps.map { ($0.part, $0.finding) })
        #expect(findings[.recordings] == "1 files, 0 kB")
        #expect(findings[.evidence] == "1 folders")
        #expect(try contents() == before)
    }

    /// Every file but SQLite's own helpers, with its bytes.
    private func contents() throws -> [String: Data?] {
        let names = try FileManager.default.subpathsOfDirectory(atPath: path)
            .filter { !$0.hasPrefix("journal.sqlite-") }
        return Dictionary(
            uniqueKeysWithValues: names.map { ($0, FileManager.default.contents(atPath: "\(path)/\($0)")) })
    }

    @Test("It may be run while the service does")
    func besideTheService() async throws {
        try await lived()
        try await service.run { control in
            let path = path
            let report = try await OffPool.run { try StateCheck.run(path) }
            #expect(report.passed, "\(report.faults)")
            _ = try await control.noticed()
        }
    }

    /// What may happen to a folder.
    enum Mishap: CaseIterable {
        case payload, cutJournal, page, lostPage, index, secret, noKey, people, calendar, mark, register, recording
        case lostRecording, evidence

        var part: StateReport.Part {
            switch self {
            case .payload, .cutJournal: .journal
            case .page, .lostPage, .index: .files
            case .secret, .noKey: .keys
            case .people, .calendar: .lists
            case .mark: .snapshots
            case .register: .registers
            case .recording, .lostRecording: .recordings
            case .evidence: .evidence
            }
        }

        var words: String {
            switch self {
            case .payload: "its payload is not the one that was appended"
            case .cutJournal: "journal.sqlite: "
            case .page: "bytes are not those that were kept"
            case .lostPage, .lostRecording: "is missing; put it back from a backup"
            case .index: ".pages.json: cannot be read"
            case .secret: "is not a secret of 64 hexadecimal digits"
            case .noKey: "keys/evidence.key: is missing"
            case .people: "is not a list of persons"
            case .calendar: "is not a list of holiday tables"
            case .mark: "state.json: was made when the journal had event"
            case .register: "table meeting_register"
            case .recording: "its 3 of 7 bytes are not those that were kept"
            case .evidence: "summary.json"
            }
        }
    }

    @Test("Whatever was changed, lost or cut short is named in its part", arguments: Mishap.allCases)
    func named(mishap: Mishap) async throws {
        try await lived()
        try await happen(mishap)
        let report = try StateCheck.run(path)
        let step = try #require(report.steps.first(where: { $0.part == mishap.part }))
        #expect(step.faults.contains { $0.contains(mishap.words) }, "\(report.faults)")
        #expect(!report.passed)
    }

    private func happen(_ mishap: Mishap) async throws {
        switch mishap {
        case .payload: try sql("UPDATE events SET payload = CAST(payload || ' ' AS BLOB) WHERE position = 3")
        case .cutJournal: #expect(truncate(service.folder.journal, 8192) == 0)
        case .page: try write("lain", to: try page())
        case .lostPage: unlink(try page())
        case .index: try write("{", to: try find(".pages.json", in: "blobs"))
        case .secret: try write("x", to: service.folder.secret(of: Service.hostRoom))
        case .noKey: unlink("\(service.folder.keys)/evidence.key")
        case .people: try write("{}", to: service.folder.people)
        case .calendar: try write("[]", to: service.folder.calendar)
        case .mark:
            let head = Head(position: 2, hash: .genesis)
            try StateMark(of: service.folder, rooms: [], head: head, after: nil).write(to: service.folder)
        case .register: try sql("DELETE FROM meeting_register")
        case .recording: #expect(truncate(try find("room-7.mkv", in: "meetings"), 3) == 0)
        case .lostRecording: unlink(try find("originals/rko-room-7.mkv", in: "meetings"))
        case .evidence: try write("{}", to: try find("summary.json", in: "meetings"))
        }
    }

    /// A file that an event names: a page of materials.
    private func page() throws -> String {
        let bytes = try Data(contentsOf: URL(fileURLWithPath: find(".pages.json", in: "blobs")))
        let entry = try JSONDecoder().decode(MaterialShelf.Entry.self, from: bytes)
        return service.folder.blob(try #require(entry.pages.first))
    }

    @Test("Where there is nothing of the service it says so, and makes nothing")
    func nothing() throws {
        let folder = "\(path)/tidak-ada"
        for (words, prepare) in [("there is none", false), ("holds nothing of the service", true)] {
            if prepare { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false) }
            let failure = #expect(throws: ControlRoomFailure.self) { try StateCheck.run(folder) }
            #expect(failure?.description.contains(words) == true, "\(String(describing: failure))")
            #expect((try? FileManager.default.contentsOfDirectory(atPath: folder)) == (prepare ? [] : nil))
        }
    }
}

/// Somebody in a state folder's lists.
private enum PeopleFixture {
    static func add(to folder: StateFolder) throws -> String {
        var people = try People(path: folder.people)
        return try people.add(Service.everybody)
    }
}
