import Journal

/// The events of a journal with what they say, batch by batch; the next ones are read while one is worked on.
struct ReadAhead: AsyncSequence, Sendable {
    let journal: Journal
    /// The last position that is not wanted.
    let position: Int64
    /// Large enough that reading costs little beside what it reads.
    static let size = 2048
    /// Reading and decoding a batch takes longer than taking it in.
    static let depth = 2

    func makeAsyncIterator() -> Iterator { Iterator(journal: journal, position: position) }

    /// Holds a few batches more than were asked for; positions have no gaps, so that each batch knows where it begins.
    struct Iterator: AsyncIteratorProtocol {
        let journal: Journal
        /// Where the next batch to be read begins.
        private var position: Int64
        private var coming: [Task<[Docket.Entry], any Error>] = []

        init(journal: Journal, position: Int64) { (self.journal, self.position) = (journal, position) }

        mutating func next() async throws -> [Docket.Entry]? {
            while coming.count < ReadAhead.depth { coming.append(read()) }
            let batch = try await coming.removeFirst().value
            return batch.isEmpty ? nil : batch
        }

        private mutating func read() -> Task<[Docket.Entry], any Error> {
            let (journal, start) = (journal, position)
            position += Int64(ReadAhead.size)
            return Task {
                let events = try await journal.events(after: start, limit: ReadAhead.size)
                return try events.map { try Docket.Entry($0) }
            }
        }
    }
}
