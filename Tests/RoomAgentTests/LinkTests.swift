import Calls
import Digests
import Foundation
import Glibc
import Offices
import RoomLink
import Testing

@testable import RoomAgent

struct RoomCallsTests {
    @Test("A call's path has every parameter that it names, and nothing of the pattern is left")
    func fillsItsPath() {
        let part = Fixtures.part(3).pathValues.merging(["room": "kpp-jayapura", "index": "12"]) { first, _ in first }
        let base = "/api/rooms/kpp-jayapura/"
        #expect(RoomCalls.facts.path(part) == base + "facts")
        #expect(RoomCalls.blob.path(["room": "kpp-jayapura", "sha256": "a"]) == base + "blobs/a")
        #expect(RoomCalls.chunk.path(part) == base + "recordings/\(Fixtures.meeting)/room/3/chunks/12")
        let programme = Fixtures.part(1, .programme).pathValues.merging(["room": "kpp-jayapura"]) { first, _ in first }
        #expect(RoomCalls.seal.path(programme) == base + "recordings/\(Fixtures.meeting)/programme/1/complete")
        #expect(RoomCalls.chunk.names == ["room", "meeting", "track", "part", "index"])
    }
}

struct BackoffTests {
    @Test func doublesUpToItsLongestAndStartsOverAfterASuccess() {
        var backoff = Backoff(first: 0.5, longest: 8)
        #expect((0..<6).map { _ in backoff.next(jitter: 1) } == [0.5, 1, 2, 4, 8, 8])
        backoff.reset()
        #expect(backoff.next(jitter: 0) == 0.25)
    }

    @Test func neverOverflows() {
        var backoff = Backoff(first: 1, longest: 15)
        #expect((0..<2000).map { _ in backoff.next() }.allSatisfy { (0.5...15).contains($0) })
    }
}

struct ClockOffsetTests {
    @Test func trustsTheQuickestAnswer() {
        var offset = ClockOffset()
        let now = Fixtures.now
        #expect(offset.seconds == 0)
        for (roundTrip, wrong) in [(0.8, 0.4), (0.02, 0.0), (2.0, 0.9)] {
            let received = now.advanced(bySeconds: roundTrip)
            let service = now.advanced(bySeconds: 3.5 + roundTrip / 2 + wrong)
            offset.learn(sent: now, received: received, serviceTime: service)
        }
        #expect(abs(offset.seconds - 3.5) < 0.000_01)
    }

    @Test func forgetsAnswersOlderThanSixteen() {
        var offset = ClockOffset()
        let now = Fixtures.now
        offset.learn(sent: now, received: now, serviceTime: now.advanced(bySeconds: 100))
        for _ in 0..<16 {
            let received = now.advanced(bySeconds: 0.1)
            offset.learn(sent: now, received: received, serviceTime: now.advanced(bySeconds: 5.05))
        }
        #expect(abs(offset.seconds - 5) < 0.000_01)
    }

    @Test(arguments: [-1.0, 6.0])
    func ignoresImpossibleRoundTrips(roundTrip: Double) {
        var offset = ClockOffset()
        let received = Fixtures.now.advanced(bySeconds: roundTrip)
        offset.learn(sent: Fixtures.now, received: received, serviceTime: Fixtures.now.advanced(bySeconds: 50))
        #expect(offset.seconds == 0)
    }
}

extension ClockOffsetTests {
    private func learn(_ offset: inout ClockOffset, ahead seconds: Double, times: Int, roundTrip: Double = 0.1) {
        for _ in 0..<times {
            let received = Fixtures.now.advanced(bySeconds: roundTrip)
            let service = Fixtures.now.advanced(bySeconds: seconds + roundTrip / 2)
            offset.learn(sent: Fixtures.now, received: received, serviceTime: service)
        }
    }

    @Test func believesAServicesClockThatWasSetAfterThreeAnswers() {
        var offset = ClockOffset()
        learn(&offset, ahead: 2, times: 8, roundTrip: 0.02)
        learn(&offset, ahead: 3602, times: 2)
        #expect(abs(offset.seconds - 2) < 0.001, "two odd answers change nothing")
        learn(&offset, ahead: 3602, times: 1)
        #expect(abs(offset.seconds - 3602) < 0.001)
    }

    @Test func takesASlowLinksScatterForNoStep() {
        var offset = ClockOffset()
        learn(&offset, ahead: 2, times: 1, roundTrip: 0.02)
        for wrong in [0.9, -0.9, 0.8, -0.7, 0.9, 0.8, 0.9] { learn(&offset, ahead: 2 + wrong, times: 1, roundTrip: 2) }
        #expect(abs(offset.seconds - 2) < 0.001)
    }
}

struct LineBufferTests {
    @Test func joinsPiecesAndTakesBothLineEnds() throws {
        var buffer = LineBuffer()
        #expect(try buffer.take(Array("one\ntw".utf8)) == [Array("one".utf8)])
        #expect(try buffer.take(Array("o\r\n\nthree".utf8)) == [Array("two".utf8), []])
        #expect(try buffer.take(Array("\n".utf8)) == [Array("three".utf8)])
    }

    @Test func refusesALineBeyondTheLimit() throws {
        var buffer = LineBuffer(limit: 4)
        #expect(try buffer.take(Array("1234\n".utf8)).count == 1)
        #expect(throws: LineBuffer.Overlong(limit: 4)) { try buffer.take(Array("12345".utf8)) }
    }
}

struct EventStreamParserTests {
    static let streams: [(String, [EventStreamParser.Event])] = [
        ("data: a\n\n", [.init(name: "message", data: "a", id: nil)]),
        ("id: 7\nevent: plan\ndata: {}\n\n", [.init(name: "plan", data: "{}", id: "7")]),
        (": comment\n\ndata:a\ndata: b\n\n", [.init(name: "message", data: "a\nb", id: nil)]),
        ("id: 7\n\nevent: x\ndata\n\n", [.init(name: "x", data: "", id: "7")]),
        ("retry: 5\nunknown: y\nevent: gone\n\ndata: c\n\n", [.init(name: "message", data: "c", id: nil)]),
        ("data: unfinished\n", []),
    ]

    @Test(arguments: streams)
    func readsEventsAsTheStandardSays(text: String, events: [EventStreamParser.Event]) throws {
        var lines = LineBuffer()
        var parser = EventStreamParser()
        #expect(try lines.take(Array(text.utf8)).compactMap { try parser.take(line: $0) } == events)
    }

    @Test func refusesAnEventThatNeverEnds() throws {
        var parser = EventStreamParser()
        let line = Array(("data: " + String(repeating: "x", count: 1 << 19)).utf8)
        _ = try parser.take(line: line)
        #expect(throws: LineBuffer.Overlong.self) { _ = try parser.take(line: line) }
    }
}

struct SecretTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func file(_ text: String, mode: Int) throws -> String {
        let path = folder.path + "/secret"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        return path
    }

    @Test func readsAFileThatOnlyItsOwnerMayRead() throws {
        let secret = try Secret(file: try file(Fixtures.secretText + "\n", mode: 0o600))
        #expect(secret.bearer == "Bearer " + Fixtures.secretText)
        #expect(!"\(secret)".contains("0123"))
        #expect(!String(reflecting: secret).contains("0123"))
        var dumped = ""
        dump(secret, to: &dumped)
        #expect(!dumped.contains("0123"))
    }

    @Test(arguments: [0o644, 0o640, 0o601])
    func refusesAFileThatOthersMayRead(mode: Int) throws {
        let path = try file(Fixtures.secretText, mode: mode)
        let refusal = try #require(throws: Secret.Refusal.self) { _ = try Secret(file: path) }
        #expect(refusal.line.contains("chmod 600"))
    }

    @Test("A file of another user is refused with the command that mends it", .enabled(if: geteuid() == 0))
    func refusesAnothersFile() throws {
        let path = try file(Fixtures.secretText, mode: 0o600)
        chown(path, 65_534, 65_534)
        let refusal = try #require(throws: Secret.Refusal.self) { _ = try Secret(file: path) }
        #expect(refusal.line.contains("user 65534") && refusal.line.contains("chown \(geteuid()) \(path)"))
    }

    @Test(arguments: ["", "abc", Fixtures.secretText + "0", String(repeating: "g", count: 64)])
    func refusesWhatIsNoSecret(text: String) throws {
        let path = try file(text, mode: 0o600)
        let refusal = try #require(throws: Secret.Refusal.self) { _ = try Secret(file: path) }
        #expect(refusal.line.contains("64 hexadecimal digits"))
    }

    @Test func refusesAMissingFileAndAFolder() {
        #expect(throws: Secret.Refusal.self) { _ = try Secret(file: folder.path + "/none") }
        #expect(throws: Secret.Refusal.self) { _ = try Secret(file: folder.path) }
    }
}

struct ServiceURLTests {
    @Test(arguments: [
        "http://127.0.0.1:8080", "http://localhost", "http://[::1]:8080", "https://rk.pajak.example",
        "https://10.0.0.1:443/", "https://rko.example/rljj", "https://rko.example:8443/kantor/rljj-2/",
    ])
    func takesHTTPSAndThisMachine(text: String) throws {
        #expect(try ServiceURL(text).text == (text.hasSuffix("/") ? String(text.dropLast()) : text))
    }

    @Test(arguments: [
        "http://10.0.0.1", "http://127.0.0.1.example.com", "ftp://127.0.0.1", "127.0.0.1:8080", "https://",
        "https://u:p@host", "https://host/../path", "https://host/a//b", "https://host/%2e%2e/", "https://host/a b",
        "https://host?x", "", "http://127.evil", "https://host\nx",
    ])
    func refusesEverythingElse(text: String) {
        #expect(throws: ServiceURL.Refusal.self) { _ = try ServiceURL(text) }
    }
}
