import Digests
import Disk
import Foundation
import Glibc
import Offices
import RoomLink
import Testing

@testable import RoomAgent

struct PortBookTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func keepsItsPortsOverRestarts() throws {
        var book = PortBook(path: folder.state.ports)
        let uses: [PortBook.Use] = [.programmeReturn, .send, .preview, .site(try Fixtures.id("rko"))]
        #expect(try book.assure(uses))
        let ports = uses.compactMap { book[$0] }
        #expect(Set(ports).count == 4)
        var again = PortBook(path: folder.state.ports)
        #expect(try again.assure(uses) == false)
        #expect(uses.compactMap { again[$0] } == ports)
        #expect(again.sites == [try Fixtures.id("rko"): try #require(book[.site(try Fixtures.id("rko"))])])
    }

    @Test func replacesAPortThatAnotherProgramTook() throws {
        var book = PortBook(path: folder.state.ports)
        _ = try book.assure([.send, .preview])
        let (send, preview) = (try #require(book[.send]), book[.preview])
        let thief = try UDPSocket(port: send)
        #expect(try book.renewTaken([.send, .preview]))
        #expect(book[.send] != send)
        #expect(book[.preview] == preview)
        #expect(PortBook(path: folder.state.ports)[.send] == book[.send])
        withExtendedLifetime(thief) {}
    }

    @Test(arguments: ["", "[1,2]", "{\"send\":7}", "{\"send\":70000}", "{\"site:NOT A ROOM\":5000}"])
    func survivesABrokenFile(text: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: folder.state.ports))
        var book = PortBook(path: folder.state.ports)
        #expect(try book.assure([.send]))
        #expect(book.sites.isEmpty)
    }
}

/// A bound UDP socket.
private final class UDPSocket {
    private let descriptor: Int32

    init(port: UInt16) throws {
        descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        try #require(result == 0)
    }

    deinit { close(descriptor) }
}

struct PlanBookTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func plan(_ revision: Int64, lasts seconds: Double = 60) -> RoomPlan {
        RoomPlan(revision: revision, expires: Fixtures.now.advanced(bySeconds: seconds), capture: true)
    }

    @Test func holdsTheNewestPlanOverARestart() throws {
        var book = PlanBook(path: folder.state.plan)
        #expect(try book.accept(plan(7)))
        #expect(try book.accept(plan(6)) == false)
        #expect(try book.accept(plan(7)) == false)
        #expect(try book.accept(plan(7, lasts: 120)))
        #expect(PlanBook(path: folder.state.plan).held == plan(7, lasts: 120))
    }

    @Test func isIdlePastTheExpiry() throws {
        var book = PlanBook(path: folder.state.plan)
        _ = try book.accept(plan(7))
        #expect(book.effective(at: Fixtures.now).capture)
        let later = book.effective(at: Fixtures.now.advanced(bySeconds: 60))
        #expect(!later.capture)
        #expect(later.screen == ScreenPlan())
        #expect(later.meeting == nil)
    }

    @Test func goesOnWithAPlanThatWasProlonged() throws {
        var book = PlanBook(path: folder.state.plan)
        _ = try book.accept(plan(7))
        #expect(try book.accept(plan(7, lasts: 3600)), "the same revision, for a live meeting changes nothing else")
        #expect(book.effective(at: Fixtures.now.advanced(bySeconds: 600)).capture)
        #expect(PlanBook(path: folder.state.plan).effective(at: Fixtures.now.advanced(bySeconds: 600)).capture)
    }

    @Test func readsAPlanOfAServiceThatKnowsNoFurtherUploads() throws {
        var book = PlanBook(path: folder.state.plan)
        var whole = plan(7)
        (whole.meeting, whole.upload) = (Fixtures.meeting, true)
        _ = try book.accept(whole)
        let text = try String(contentsOfFile: folder.state.plan, encoding: .utf8)
        #expect(!text.contains("uploads"))
        let other = MeetingID(at: Fixtures.now)
        #expect(book.held?.brings(up: Fixtures.meeting) == true && book.held?.brings(up: other) == false)
        (whole.revision, whole.uploads) = (8, [other])
        _ = try book.accept(whole)
        #expect(PlanBook(path: folder.state.plan).held?.brings(up: other) == true)
    }

    @Test func isIdleWithoutAPlanOrWithABrokenFile() throws {
        try Data("{\"revision\":3".utf8).write(to: URL(fileURLWithPath: folder.state.plan))
        #expect(PlanBook(path: folder.state.plan).held == nil)
        #expect(!PlanBook(path: folder.state.plan).effective(at: Fixtures.now).capture)
    }

    static let hostile: [(String, @Sendable (inout RoomPlan) -> Void)] = [
        ("revision", { $0.revision = -1 }),
        ("revision", { $0.revision = .max }),
        ("revision", { $0.revision = (1 << 53) + 1 }),
        ("expiry", { $0.expires = Moment(microseconds: .max) }),
        ("expiry", { $0.expires = Moment(microseconds: .min) }),
        ("expiry", { $0.expires = Moment(microseconds: 0) }),
        ("meeting", { $0.record = true }),
        ("address", { $0.send = Endpoint(host: "127.0.0.1 ! filesink location=/etc/x", port: 5000) }),
        ("address", { $0.send = Endpoint(host: "", port: 5000) }),
        ("address", { $0.send = Endpoint(host: "-x", port: 5000) }),
        ("address", { $0.send = Endpoint(host: "127.0.0.1", port: 0) }),
        ("caption", { $0.screen.caption = "two\nlines" }),
        ("caption", { $0.screen.caption = String(repeating: "x", count: 1001) }),
        ("uploads", { $0.uploads = (0...16).map { _ in MeetingID(at: Fixtures.now) } }),
        ("order", { $0.probe = ProbeOrder(number: 0, diskNeeded: 1) }),
        ("sites", { $0.programme = PlanBookTests.programme(sites: ["a", "a"]) }),
        ("sites", { $0.programme = PlanBookTests.programme(sites: (1...17).map { "r\($0)" }) }),
    ]

    static func programme(sites: [String]) -> ProgrammePlan {
        let sites = sites.compactMap { RoomID($0) }.map { SitePlan(room: $0, label: "label") }
        return ProgrammePlan(title: "t", code: "c", sites: sites, returns: [:], layout: .sites, record: false)
    }

    @Test(arguments: hostile)
    func refusesAPlanThatNoHonestServiceSends(word: String, change: @Sendable (inout RoomPlan) -> Void) throws {
        var book = PlanBook(path: folder.state.plan)
        var bad = plan(8)
        change(&bad)
        let refusal = try #require(throws: PlanCheck.Refusal.self) { _ = try book.accept(bad) }
        #expect(refusal.line.contains(word))
        #expect(book.held == nil)
    }
}

struct ToldTests {
    private func reread(_ told: Told) throws -> Told {
        try JSONDecoder().decode(Told.self, from: JSONEncoder().encode(told))
    }

    @Test func countsTheOrdersOfEachMeetingByThemselves() throws {
        let (first, second) = (Fixtures.meeting, MeetingID(at: Fixtures.now))
        var told = Told()
        told.answer(ProbeOrder(number: 5, diskNeeded: 1), of: first)
        told.answer(ScreenOrder(number: 3), of: first)
        told = try reread(told)
        #expect(!told.lacks(ProbeOrder(number: 5, diskNeeded: 1), of: first))
        #expect(told.lacks(ProbeOrder(number: 6, diskNeeded: 1), of: first))
        #expect(told.lacks(ProbeOrder(number: 1, diskNeeded: 1), of: second))
        #expect(told.lacks(ScreenOrder(number: 3), of: second))
        told.answer(ScreenOrder(number: 1), of: second)
        #expect(!told.lacks(ScreenOrder(number: 3), of: first), "going back to the first meeting answers nothing again")
    }

    @Test func takesNumbersOfTheVersionBeforeForTheMeetingThatTheRoomServes() throws {
        let page = Fixtures.blob("page")
        let text = """
            {"probe":5,"screen":3,"shown":{"screen":{"surface":"screen","page":"\(page.hex)","since":"\(Fixtures.now)"}}}
            """
        var told = try JSONDecoder().decode(Told.self, from: Data(text.utf8))
        told.assign(to: Fixtures.meeting)
        told = try reread(told)
        #expect(!told.lacks(ProbeOrder(number: 5, diskNeeded: 1), of: Fixtures.meeting))
        #expect(!told.lacks(ScreenOrder(number: 3), of: Fixtures.meeting))
        #expect(told.lacks(ScreenOrder(number: 3), of: MeetingID(at: Fixtures.now)))
        #expect(told.shown["screen"]?.page == page)
    }

    @Test func forgetsTheOldestMeetings() {
        var told = Told()
        for second in 0..<40 {
            let meeting = MeetingID(at: Fixtures.now.advanced(bySeconds: Double(second)))
            told.answer(ScreenOrder(number: 1), of: meeting)
        }
        #expect(told.answers.count == 32)
    }
}

struct LedgerTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.state.make()
    }

    @Test func numbersPartsAboveEverythingKnownOrOnTheDisk() throws {
        var ledger = Ledger(folder: folder.state)
        #expect(try ledger.begin(.room, of: Fixtures.meeting, in: Fixtures.boot).number == 1)
        #expect(try ledger.begin(.programme, of: Fixtures.meeting, in: Fixtures.boot).number == 1)
        let kept = folder.state.sent(Fixtures.part(6))
        try PrivateFolder.make((kept as NSString).deletingLastPathComponent)
        _ = FileManager.default.createFile(atPath: kept, contents: nil)
        #expect(try ledger.begin(.room, of: Fixtures.meeting, in: Fixtures.boot).number == 7)
    }

    @Test func remembersStagesOverARestart() throws {
        var ledger = Ledger(folder: folder.state)
        let part = try ledger.begin(.room, of: Fixtures.meeting, in: Fixtures.boot)
        try ledger.set(firstFrame: Fixtures.now, number: 1, of: part)
        #expect(Ledger(folder: folder.state).open(.room)?.firstFrame == Fixtures.now)
        var told = part
        told.boot = Fixtures.boot
        #expect(Ledger(folder: folder.state).open(.room)?.told == told)
        try ledger.set(.closing, of: part)
        #expect(ledger.open(.room) == nil)
        #expect(Ledger(folder: folder.state).unfinished(.room).map(\.part) == [part])
        #expect(ledger.entry(at: folder.state.recording(part))?.part == part)
        try ledger.remove(part)
        #expect(Ledger(folder: folder.state).entries.isEmpty)
    }

    @Test func anEmptyFileGivesItsNumberBack() throws {
        var ledger = Ledger(folder: folder.state)
        let files = try (1...4).map { _ in
            if let open = ledger.open(.room) { try ledger.set(.closing, of: open.part) }
            return try ledger.begin(.room, of: Fixtures.meeting, in: Fixtures.boot)
        }
        #expect(files.map(\.number) == [1, 2, 3, 4])
        try ledger.set(firstFrame: Fixtures.now, number: ledger.number(of: files[0]), of: files[0])
        #expect(ledger.waits(files[3]), "the two before it may still hold frames")
        try ledger.remove(files[1])
        #expect(ledger.waits(files[3]))
        try ledger.remove(files[2])
        #expect(!ledger.waits(files[3]))
        #expect(ledger.number(of: files[3]) == 2)
        try ledger.set(firstFrame: Fixtures.now, number: 2, of: files[3])
        #expect(Ledger(folder: folder.state).entries.map(\.told?.number) == [1, 2])
        #expect(ledger.number(of: files[0]) == 1, "a number once given stays")
        let other = try ledger.begin(.programme, of: Fixtures.meeting, in: Fixtures.boot)
        #expect(ledger.number(of: other) == 1 && !ledger.waits(other), "each recording counts for itself")
    }

    @Test func aNumberThatWasSentIsNeverGivenAgain() throws {
        var ledger = Ledger(folder: folder.state)
        let sent = folder.state.sent(Fixtures.part(1))
        try PrivateFolder.make((sent as NSString).deletingLastPathComponent)
        _ = FileManager.default.createFile(atPath: sent, contents: nil)
        let part = try ledger.begin(.room, of: Fixtures.meeting, in: Fixtures.boot)
        #expect(ledger.number(of: part) == 2)
        // A ledger that is lost: what lies in the folder may have been told by its own number.
        _ = FileManager.default.createFile(atPath: folder.state.recording(Fixtures.part(5)), contents: nil)
        #expect(ledger.number(of: part) == 6)
    }

    @Test func readsALedgerOfAnEarlierVersion() throws {
        let text = """
            [{"firstFrame":"2026-11-21T02:15:04.250000Z","part":{"meeting":"\(Fixtures.meeting)","number":3,"track":"room"},\
            "stage":{"open":{}}},{"part":{"meeting":"\(Fixtures.meeting)","number":4,"track":"room"},"stage":{"closing":{}}}]
            """
        try Data(text.utf8).write(to: URL(fileURLWithPath: folder.state.ledger))
        let ledger = Ledger(folder: folder.state)
        #expect(ledger.entries.map(\.number) == [3, nil])
        #expect(ledger.entries.last.map { ledger.number(of: $0.part) } == 4)
    }
}

/// The agent's own folder is for its user alone.
struct StateRightsTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func mode(_ path: String) throws -> String {
        var found = stat()
        try #require(stat(path, &found) == 0)
        return String(found.st_mode & 0o7777, radix: 8)
    }

    @Test("Folders that were made beforehand with loose rights are tightened")
    func tightened() throws {
        let state = folder.state
        for path in [state.root, state.recordings] {
            mkdir(path, 0o755)
            chmod(path, 0o775)
        }
        try state.make()
        for path in [state.root, state.recordings, state.run, state.blobs, state.work(.capture)] {
            #expect(try mode(path) == "700", "\(path)")
        }
    }

    @Test("A loose folder that holds other things, or that everybody writes to, is refused with the remedy")
    func refused() throws {
        try Data("x".utf8).write(to: URL(fileURLWithPath: folder.path + "/thesis.odt"))
        for loose in [0o755, 0o1777] as [mode_t] {
            chmod(folder.path, loose)
            let failure = try #require(throws: DiskFailure.self) { try folder.state.make() }
            #expect(failure.line.contains("chmod 700 \(folder.path)"), "\(failure.line)")
            #expect(try mode(folder.path) == String(loose, radix: 8))
        }
    }
}
