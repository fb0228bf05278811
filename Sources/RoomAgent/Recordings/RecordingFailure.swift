/// Why the files of a recording cannot be written, and how long the next one waits.
struct RecordingFailure: Hashable, Sendable {
    /// The library's words on the last file.
    private(set) var reason = ""
    private var backoff = Backoff(first: 2, longest: 60)

    /// A file that grew for so long, in seconds, was written well: the pauses begin anew.
    static let well = 60.0
    /// A full disk needs somebody to free space; asking more often only makes more parts. In seconds.
    static let fullDiskRest = 30.0

    /// The pause before the next file, in seconds: doubling from about two to a minute.
    mutating func next(
        _ reason: String, after seconds: Double, isFull: Bool, jitter: Double = .random(in: 0...1)
    ) -> Double {
        self.reason = String(reason.prefix(300))
        if seconds >= Self.well { backoff.reset() }
        return isFull ? Self.fullDiskRest : backoff.next(jitter: jitter)
    }
}
