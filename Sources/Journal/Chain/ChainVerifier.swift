import GRDB

/// What a chain that holds together says.
package struct ChainReport: Hashable, Sendable {
    package let head: Head
    /// Events whose payload is in the file; the others are known by their digest alone.
    package let payloads: Int64
}

/// The first thing in a journal file that is not as the chain says.
package struct ChainFault: Error, Hashable, CustomStringConvertible {
    /// Of the event at fault; `nil` when the file as a whole is.
    package let position: Int64?
    package let what: String

    package var description: String { position.map { "event \($0): \(what)" } ?? what }
}

/// Checks a journal file without writing to it and without trusting it.
package enum ChainVerifier {
    /// What kind of file is expected.
    package enum Access: Hashable, Sendable {
        /// A snapshot: one file that nobody writes; payloads of other streams may be missing.
        case sealed
        /// A service's own journal, perhaps being written: every payload must be there.
        case live
    }

    /// Checks positions, versions, links and digests from the first event to the last, and names the first fault.
    ///
    /// Blocks for as long as reading the file takes. Every event with a payload is given to `visit` as stored, without
    /// upcasting, after it was checked. A journal cut short at its end is still a chain: compare the head.
    package static func verify(
        _ path: String, access: Access, visit: (StoredEvent) throws -> Void = { _ in }
    ) throws(ChainFault) -> ChainReport {
        do {
            var configuration = Configuration()
            configuration.readonly = true
            configuration.label = "verifier"
            configuration.busyMode = .timeout(5)
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            return try queue.read { db in
                try FileCheck.run(db, access)
                return try walk(db, access, visit)
            }
        } catch let fault as ChainFault {
            throw fault
        } catch let error as DatabaseError {
            let words = error.message ?? error.resultCode.description
            throw ChainFault(position: nil, what: "the file cannot be read as a journal: \(words)")
        } catch {
            throw ChainFault(position: nil, what: "\(error)")
        }
    }

    private static func walk(
        _ db: Database, _ access: Access, _ visit: (StoredEvent) throws -> Void
    ) throws -> ChainReport {
        var walk = ChainWalk()
        var payloads: Int64 = 0
        let rows = try Row.fetchCursor(db, sql: ChainRow.query)
        while let row = try rows.next() {
            let event = try ChainRow(row, after: walk.head.position)
            try walk.step(event)
            if event.payload == nil, access == .sealed { continue }
            payloads += 1
            try visit(event.event())
        }
        return ChainReport(head: walk.head, payloads: payloads)
    }
}

/// Goes along the chain, one event at a time.
private struct ChainWalk {
    var head = Head.empty
    private var versions: [[UInt8]: Int64] = [:]

    mutating func step(_ event: ChainRow) throws(ChainFault) {
        let header = event.header
        func fault(_ what: String) -> ChainFault { ChainFault(position: header.position, what: what) }
        guard event.previous == head.hash.bytes else { throw fault("does not follow from the event before it") }
        try event.check()
        guard let hash = ChainHash(bytes: event.hash) else { throw fault("a hash has not 32 bytes") }
        let expected = versions[header.stream, default: 0] + 1
        guard header.version == expected else {
            let stream = String(decoding: header.stream, as: UTF8.self)
            throw fault("has version \(header.version) of stream \(stream), expected \(expected)")
        }
        versions[header.stream] = expected
        head = Head(position: header.position, hash: hash)
    }
}
