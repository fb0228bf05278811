import Journal

/// The events of a journal with what they say, batch by batch; the next batch is read while the last is worked on.
struct ReadAhead: AsyncSequence, Sendable {
    let journal: Journal
    /// The last position that is not wanted.
    let position: Int64
    /// Large enough that reading costs little beside what it reads.
    static let size = 2048

    func makeAsyncIterator() -> Iterator { Iterator(journal: journal, next: Self.read(journal, after: position)) }

    /// Holds one batch more than was asked for.
    struct Iterator: AsyncIteratorProtocol {
        let journal: Journal
        var next: Task<[Docket.Entry], any Error>?

        mutating func next() async throws -> [Docket.Entry]? {
            guard let batch = try await next?.value, let last = batch.last else { return nil }
            next = ReadAhead.read(journal, after: last.event.position)
            return batch
        }
    }

    private static func read(_ journal: Journal, after position: Int64) -> Task<[Docket.Entry], any Error> {
        Task { try await journal.events(after: position, limit: size).map { try Docket.Entry($0) } }
    }
}
