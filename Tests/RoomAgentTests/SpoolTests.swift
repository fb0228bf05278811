import Disk
import Foundation
import RoomLink
import Testing

@testable import RoomAgent

struct SpoolTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func open() throws -> Spool { try Spool(path: folder.state.spool, refused: folder.state.refused) }

    private var text: String {
        FileManager.default.contents(atPath: folder.state.spool).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    @Test func numbersFactsWithinItsBoot() throws {
        let spool = try open()
        for number in 1...3 { try spool.append(Fixtures.fact(number), at: Fixtures.now, offset: 0.25) }
        #expect(spool.waiting.map(\.sequence) == [1, 2, 3])
        #expect(Set(spool.waiting.map(\.boot)) == [spool.boot])
        #expect(spool.waiting.map(\.clockOffset) == [0.25, 0.25, 0.25])
    }

    @Test func deliversEarlierBootsFirstAndNeverMixesBoots() throws {
        let first = try open()
        for number in 1...2 { try first.append(Fixtures.fact(number), at: Fixtures.now, offset: 0) }
        let second = try open()
        try second.append(Fixtures.fact(3), at: Fixtures.now, offset: 0)
        #expect(second.boot != first.boot)
        #expect(second.batch(limit: 200).map(\.boot) == [first.boot, first.boot])
        try second.acknowledge(boot: first.boot, through: 2)
        #expect(second.batch(limit: 200).map(\.boot) == [second.boot])
        #expect(second.batch(limit: 200).map(\.sequence) == [1])
    }

    @Test(arguments: ["{\"boot\":\"0B", "garbage", "\u{0}\u{0}\u{0}"])
    func cutsOffATornLastLine(torn: String) throws {
        try open().append(Fixtures.fact(), at: Fixtures.now, offset: 0)
        let whole = text
        try Data((whole + torn).utf8).write(to: URL(fileURLWithPath: folder.state.spool))
        let again = try open()
        #expect(again.waiting.count == 1)
        #expect(text == whole)
        try again.append(Fixtures.fact(2), at: Fixtures.now, offset: 0)
        #expect(try open().waiting.count == 2)
    }

    @Test func passesOverALineThatDoesNotParse() throws {
        try open().append(Fixtures.fact(), at: Fixtures.now, offset: 0)
        try Data((text + "{}\n" + text).utf8).write(to: URL(fileURLWithPath: folder.state.spool))
        #expect(try open().waiting.count == 2)
    }

    @Test func givesSpaceBackWhenEverythingIsAcknowledged() throws {
        let spool = try open()
        for number in 1...5 { try spool.append(Fixtures.fact(number), at: Fixtures.now, offset: 0) }
        try spool.acknowledge(boot: spool.boot, through: 4)
        #expect(spool.batch(limit: 200).map(\.sequence) == [5])
        try spool.acknowledge(boot: spool.boot, through: 5)
        #expect(text.isEmpty)
        try spool.append(Fixtures.fact(6), at: Fixtures.now, offset: 0)
        #expect(spool.waiting.map(\.sequence) == [6])
        #expect(try open().waiting.map(\.sequence) == [6])
    }

    @Test func compactsAFileOfMostlyAcknowledgedFacts() throws {
        let spool = try open()
        for number in 1...510 { try spool.append(Fixtures.fact(number), at: Fixtures.now, offset: 0) }
        try spool.acknowledge(boot: spool.boot, through: 507)
        #expect(text.split(separator: "\n").count == 3)
        try spool.append(Fixtures.fact(511), at: Fixtures.now, offset: 0)
        #expect(try open().waiting.map(\.sequence) == [508, 509, 510, 511])
    }

    @Test func ignoresAnAcknowledgementOfAnotherBoot() throws {
        let spool = try open()
        try spool.append(Fixtures.fact(), at: Fixtures.now, offset: 0)
        try spool.acknowledge(boot: UUID(), through: 9)
        #expect(spool.waiting.count == 1)
    }

    @Test func putsARefusedFactAside() throws {
        let spool = try open()
        for number in 1...2 { try spool.append(Fixtures.fact(number), at: Fixtures.now, offset: 0) }
        try spool.setAside(try #require(spool.waiting.first))
        #expect(spool.waiting.map(\.sequence) == [2])
        let refused = try #require(FileManager.default.contents(atPath: folder.state.refused))
        #expect(try JSONDecoder().decode(FactEnvelope.self, from: refused.dropLast()).sequence == 1)
    }

    @Test func keepsAFactInMemoryWhenTheDiskIsFull() throws {
        // Every write to /dev/full fails with "no space left on device".
        let spool = try Spool(path: "/dev/full", refused: folder.state.refused)
        #expect(throws: DiskFailure.self) {
            try spool.append(Fixtures.fact(), at: Fixtures.now, offset: 0)
        }
        #expect(spool.waiting.count == 1)
    }
}
