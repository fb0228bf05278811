import Foundation
import Testing

@testable import Journal

/// The file format and the chain, against values that another language computed.
struct GoldenJournalTests {
    private static let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Golden/format-1.sqlite")

    private static let headerDigest = "1c20a7dc0f20502ff916fc021c2dc51917a9f242fb8a1e7c493e8c27e80836a3"
    private static let eventHash = "54593f9f5a7ff4d096304f93c3ccfbf5f17079fb04818c1130e3f53d90dfc5ed"
    private static let goldenHead = "5af88d3c74eecdb039bebc0fc66772c72d8ec0e83015db825e9dde57e4704d86"

    @Test func theCanonicalHeaderIsAsDocumented() throws {
        let header = EventHeader(
            position: 1, stream: Array("a/b".utf8), version: 2, type: Array("noted@1".utf8), actor: Array("{}".utf8),
            onBehalfOf: Array("é".utf8), onOrderOf: nil, office: Array("rko".utf8), occurredAt: -1,
            clockOffset: 250_000,
            recordedAt: 1_795_000_000_000_000, key: Array("k".utf8), request: [UInt8](repeating: 7, count: 32))
        #expect(ChainHash(trusted: Salt.digest([], header.canonicalBytes)).hex == Self.headerDigest)
        let digest = Salt.digest([UInt8](repeating: 9, count: 32), Array("{}".utf8))
        #expect(header.hash(after: .genesis, payloadDigest: digest).hex == Self.eventHash)
    }

    @Test func noTwoListsOfFieldsGiveTheSameBytes() {
        var (first, second, third) = (FieldBytes(), FieldBytes(), FieldBytes())
        for field in [Array("ab".utf8), Array("c".utf8)] { first.append(field) }
        for field in [Array("a".utf8), Array("bc".utf8)] { second.append(field) }
        for field in [Array("abc".utf8), nil] { third.append(field) }
        #expect(first.bytes != second.bytes && first.bytes != third.bytes)
        var (missing, empty) = (FieldBytes(), FieldBytes())
        missing.append(nil)
        empty.append([])
        #expect(missing.bytes != empty.bytes)
    }

    @Test func aJournalOfTheFirstFormatIsStillOpenedAndWrittenOn() async throws {
        let folder = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: Self.golden.path, toPath: folder.journal)
        let report = try ChainVerifier.verify(folder.journal, access: .live)
        #expect(report.payloads == 4 && report.head.hash.hex == Self.goldenHead)
        let journal = try await open(folder, [Texts()])
        let receipt = try await journal.append([draft()], to: "meeting/a", expecting: .exactly(2), key: key("new"))
        #expect(receipt.positions == 5...5)
        #expect(try await journal.outbox.due(at: TestClock().now).count == 1)
        #expect(try await journal.auditProjections().isEmpty)
    }
}
