import Foundation
import Journal
import Offices
import Testing

struct CrashTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appendingPathComponent("journal-crash")

    /// Runs the writing child until it has acknowledged some appends, kills it, and returns all that it acknowledged.
    private func crash(after lines: Int) throws -> [String] {
        let child = Process()
        let pipe = Pipe()
        child.executableURL = Self.program
        child.arguments = [folder.journal, "8"]
        child.standardOutput = pipe
        try child.run()
        var received = Data()
        while received.count(where: { $0 == 10 }) < lines {
            let more = pipe.fileHandleForReading.availableData
            if more.isEmpty { break }
            received += more
        }
        kill(child.processIdentifier, SIGKILL)
        received += pipe.fileHandleForReading.readDataToEndOfFile()
        child.waitUntilExit()
        #expect(child.terminationReason == .uncaughtSignal)
        // A line cut off by the kill was not told to anybody.
        return String(decoding: received, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            .dropLast().map(String.init)
    }

    @Test func killedWritersLoseNothingThatWasAcknowledged() async throws {
        var acknowledged: [Int64: String] = [:]
        for _ in 1...8 {
            for line in try crash(after: Int.random(in: 1...120)) {
                let parts = line.split(separator: " ")
                acknowledged[try #require(Int64(parts[0]))] = String(parts[1])
            }
            let journal = try await open(folder, [Counting()])
            var found: [Int64: String] = [:]
            for try await batch in journal.batches() {
                for event in batch { found[event.position] = event.key.text }
            }
            for (position, key) in acknowledged { #expect(found[position] == key, "event \(position)") }
            let report = try ChainVerifier.verify(folder.journal, access: .live)
            #expect(report.payloads == Int64(found.count) && report.payloads % 2 == 0)
            #expect(try await journal.auditProjections().isEmpty)
            #expect(try await journal.outbox.due(at: Moment(Date())).count == 1)
            try await journal.close()
        }
        #expect(acknowledged.count >= 8)
    }

    @Test func anOutboxWriteThatFailedStopsTheJournalForGood() async throws {
        let child = Process()
        let pipe = Pipe()
        child.executableURL = Self.program
        child.arguments = [folder.journal, "outbox"]
        child.standardOutput = pipe
        try child.run()
        let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        child.waitUntilExit()
        let lines = said.split(separator: "\n")
        try #require(lines.count == 4, "\(said)")
        #expect(lines[0] == "before: sound")
        #expect(lines[1].hasPrefix("outbox: ") && lines[1].contains("stopped after disk I/O error"))
        #expect(lines[2].hasPrefix("append: ") && lines[2].contains("start the service again"))
        #expect(lines[3] == "after: stopped")
        // What had been acknowledged is there, and the next start goes on from it.
        let journal = try await open(folder)
        #expect(try await journal.head().position == 1)
        #expect(journal.condition == .sound)
        _ = try await journal.append([draft()], to: "b", expecting: .any, key: key("next"))
    }
}
