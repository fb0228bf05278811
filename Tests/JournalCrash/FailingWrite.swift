import Foundation
import Journal
import Offices

/// A write of the outbox that fails for a reason other than a full disk, and an append after it.
enum FailingWrite {
    static func play(_ path: String) async throws {
        // Without this the kernel ends the process instead of refusing the write.
        signal(SIGXFSZ, SIG_IGN)
        let journal = try await Journal.open(at: path) { Moment(Date()) }
        _ = try await append(to: journal, key: "first")
        print("before: \(journal.condition)")
        limitFiles(to: 1)
        await tell("outbox") { try await journal.outbox.retry(1, notBefore: Moment(Date()), because: "uji") }
        limitFiles(to: .max)
        await tell("append") { try await append(to: journal, key: "second") }
        print("after: \(journal.condition.isStopped ? "stopped" : "\(journal.condition)")")
    }

    private static func append(to journal: Journal, key: IdempotencyKey) async throws {
        let draft = EventDraft(
            type: "written@1", payload: [1], actor: Array("{}".utf8), occurredAt: Moment(Date()),
            outbox: [OutboxMessage(topic: "written", body: [1])])
        _ = try await journal.append([draft], to: "writer/one", expecting: .any, key: key)
    }

    private static func tell(_ name: String, _ work: () async throws -> Void) async {
        do {
            try await work()
            print("\(name): done")
        } catch { print("\(name): \(error)") }
    }

    /// Lets no file of this process grow beyond so many bytes.
    private static func limitFiles(to bytes: rlim_t) {
        var limit = rlimit(rlim_cur: bytes, rlim_max: .max)
        setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
    }
}
