/// When the frames of a stream came, and when they began by that; knows no clock, it is told the time.
struct FrameTimes: Sendable {
    private var frames = 0
    /// The first frame that says its time.
    private var first: First?
    /// What is in the stream from its first frame to the end of its newest, in microseconds of its own time.
    private var span: Int64?
    private var newestTime: Int64?
    private var newestUptime: Int64?
    private var pauses: [ClosedRange<Int64>] = []
    /// When each of the last frames came; those before `oldest` count no more.
    private var arrivals: [Int64] = []
    private var oldest = 0

    private struct First {
        /// UTC and steady clock when it came.
        let utc: Int64
        let uptime: Int64
        /// Its own time, in nanoseconds.
        let time: Int64
        /// How much later it came than the most punctual of the first frames.
        var lateness: Int64 = 0
        /// The frames that were asked so far.
        var asked = 1
    }

    /// So many frames decide when the stream began; a machine that starts much at once hands on the first of them late.
    static let deciding = 12
    /// A stream with fewer frames is dated by those that came within so many microseconds.
    private static let patience: Int64 = 1_000_000
    /// Arrivals are kept this long at most, in microseconds.
    private static let memory: Int64 = 10_000_000
    /// No frame for so long is a standstill that a viewer notices, in microseconds.
    private static let pause: Int64 = 3_000_000
    private static let mostPauses = 16

    /// What has passed by this moment of the steady clock.
    func reading(at uptime: Int64) -> FrameCounter.Reading {
        var reading = FrameCounter.Reading()
        (reading.frames, reading.pauses) = (frames, pauses)
        guard let first else { return reading }
        reading.first = first.utc - first.lateness
        reading.firstUptime = first.uptime - first.lateness
        reading.end = span.map { first.utc - first.lateness + $0 }
        reading.isDated = first.asked >= Self.deciding || uptime - first.uptime >= Self.patience
        return reading
    }

    /// How many frames came in the last microseconds.
    func count(within span: Int64, at uptime: Int64) -> Int {
        arrivals[oldest...].reversed().prefix { uptime - $0 < span }.count
    }

    /// Takes a frame: when it came, its own time in nanoseconds and how many nanoseconds it lasts, if it says so.
    mutating func take(at uptime: Int64, utc: () -> Int64, time: Int64?, duration: Int64?) {
        frames += 1
        notePause(until: uptime)
        keep(arrival: uptime)
        guard let time else { return }
        date(time, at: uptime, utc: utc)
        let length = duration ?? newestTime.map { max(0, time - $0) } ?? 0
        if let first { span = max(span ?? 0, (time - first.time + length) / 1000) }
        newestTime = time
    }

    private mutating func date(_ time: Int64, at uptime: Int64, utc: () -> Int64) {
        guard var first else { return self.first = First(utc: utc(), uptime: uptime, time: time) }
        guard first.asked < Self.deciding, uptime - first.uptime < Self.patience else { return }
        first.asked += 1
        first.lateness = max(first.lateness, first.uptime + (time - first.time) / 1000 - uptime)
        self.first = first
    }

    private mutating func keep(arrival uptime: Int64) {
        arrivals.append(uptime)
        while uptime - arrivals[oldest] > Self.memory { oldest += 1 }
        // Now and then only: taking off the oldest alone would move all the others for each packet.
        guard oldest > 256, oldest > arrivals.count / 2 else { return }
        arrivals.removeFirst(oldest)
        oldest = 0
    }

    private mutating func notePause(until uptime: Int64) {
        if let newest = newestUptime, uptime - newest >= Self.pause {
            pauses.append(newest...uptime)
            if pauses.count > Self.mostPauses { pauses.removeFirst() }
        }
        newestUptime = max(uptime, newestUptime ?? uptime)
    }
}
