import Offices

/// The space on the service's disk that recordings on their way have been promised.
///
/// A recording needs its bytes twice for a moment: as chunks, and as the file that they are put together to. What was
/// promised to others counts as taken, so that two rooms cannot both begin what only one of them can finish.
actor DiskSpace {
    private let free: @Sendable () -> Int64
    private var promises: [String: (bytes: Int64, at: Moment)] = [:]

    /// Left free for the journal, papers and the joined recordings, in bytes.
    static let margin: Int64 = 512 << 20
    /// A promise that its room has not come back to for so long is void, in seconds.
    private static let patience = 600.0

    init(free: @escaping @Sendable () -> Int64) { self.free = free }

    /// Promises space for what is still to be written of a file, in place of what it was promised before.
    func promise(_ bytes: Int64, to file: String, at now: Moment) throws(RecordingIntake.Refusal) {
        promises = promises.filter { now.seconds(since: $0.value.at) < Self.patience }
        let others = promises.reduce(0) { $1.key == file ? $0 : $0 + $1.value.bytes }
        let (available, needed) = (max(0, free() - others), bytes + Self.margin)
        guard available >= needed else {
            promises[file] = nil
            throw .full(free: available, needed: needed)
        }
        promises[file] = (bytes, now)
    }

    /// Whether so many bytes are free, promised or not.
    func isFree(_ bytes: Int64) -> Bool { free() >= bytes }

    /// The file is stored, or given up: its promise is needed no longer.
    func release(_ file: String) { promises[file] = nil }
}
