extension Journal {
    /// The newest position and hash.
    package func head() async throws -> Head { try await read(Reading.head) }

    /// At most `limit` events after a position, in order, in their newest form.
    package func events(after position: Int64 = 0, limit: Int = 512) async throws -> [StoredEvent] {
        let upcasters = upcasters
        return try await read { db in
            try Reading.events(after: position, limit: limit, db).map { try $0.upcast(by: upcasters) }
        }
    }

    /// The events of one stream after a version, in order, in their newest form; all of them in memory.
    package func events(of stream: StreamID, afterVersion version: Int64 = 0) async throws -> [StoredEvent] {
        let upcasters = upcasters
        return try await read { db in
            try Reading.events(of: stream, after: version, limit: .max, db).map { try $0.upcast(by: upcasters) }
        }
    }

    /// All events after a position, in batches, up to the head as it is when the last batch is read.
    package func batches(after position: Int64 = 0, size: Int = 512) -> EventBatches {
        EventBatches(journal: self, position: position, size: max(1, size))
    }
}

/// The events of a journal, batch by batch, each read when it is asked for.
package struct EventBatches: AsyncSequence, Sendable {
    let journal: Journal
    let position: Int64
    let size: Int

    package func makeAsyncIterator() -> Iterator { Iterator(journal: journal, position: position, size: size) }

    /// Reads the next batch on demand; it never holds a transaction between two batches.
    package struct Iterator: AsyncIteratorProtocol {
        let journal: Journal
        var position: Int64
        let size: Int

        package mutating func next() async throws -> [StoredEvent]? {
            let events = try await journal.events(after: position, limit: size)
            guard let last = events.last else { return nil }
            position = last.position
            return events
        }
    }
}
