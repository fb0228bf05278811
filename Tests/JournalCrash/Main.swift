import Foundation
import Journal
import Offices

/// What tests of the journal need a process of its own for.
///
/// `journal-crash PATH WRITERS` appends until it is killed, and prints each acknowledged position and its key: what a line
/// says was on disk before the line was written. `journal-crash PATH outbox` lets one write of the outbox fail, by the
/// kernel's limit on file sizes, and prints what every step said.
@main
enum JournalCrash {
    static func main() async throws {
        let arguments = CommandLine.arguments
        if arguments.count == 3, arguments[2] == "outbox" { return try await FailingWrite.play(arguments[1]) }
        guard arguments.count == 3, let writers = Int(arguments[2]) else {
            FileHandle.standardError.write(Data("usage: journal-crash PATH WRITERS|outbox\n".utf8))
            exit(64)
        }
        let journal = try await Journal.open(at: arguments[1]) { Moment(Date()) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<writers {
                group.addTask { try await append(to: journal, as: writer) }
            }
            try await group.waitForAll()
        }
    }

    private static func append(to journal: Journal, as writer: Int) async throws {
        let stream = StreamID("writer/w\(writer)-\(getpid())") ?? "writer/unnamed"
        for number in 1... {
            guard let key = IdempotencyKey("\(getpid())-\(writer)-\(number)") else { return }
            let size = Int.random(in: 1...3000)
            let draft = EventDraft(
                type: "written@1", payload: [UInt8](repeating: UInt8(number % 251), count: size),
                actor: Array("{}".utf8), occurredAt: Moment(Date()),
                outbox: [OutboxMessage(topic: "written", body: [1])])
            let receipt = try await journal.append(
                [draft, draft], to: stream, expecting: .exactly(Int64(number - 1) * 2), key: key)
            let line = Array("\(receipt.positions.upperBound) \(key)\n".utf8)
            guard write(STDOUT_FILENO, line, line.count) == line.count else { return }
        }
    }
}
