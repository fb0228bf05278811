package import Offices

/// What a meeting asks of the machine that carries it.
package struct Load: Hashable, Sendable, Codable {
    /// Rooms whose recordings are made centrally.
    package let recordings: Int
    /// Rooms that receive the programme.
    package let receivers: Int
    /// What its recordings will take, in bytes.
    package let bytes: Int64

    package init(recordings: Int, receivers: Int, bytes: Int64) {
        (self.recordings, self.receivers, self.bytes) = (max(0, recordings), max(0, receivers), max(0, bytes))
    }

    /// The load of a meeting of so many sites and minutes.
    ///
    /// Beyond the central places a room records by itself and sends its file afterwards, so the bytes count all sites and
    /// the programme. A second of one of them was measured well below 500 kB.
    package static func of(sites: Int, minutes: Int, within limits: MachineLimits) -> Load {
        Load(
            recordings: min(sites, limits.recordingsPerMeeting), receivers: sites,
            bytes: Int64(sites + 1) * Int64(minutes) * 60 * bytesPerSecond)
    }

    private static let bytesPerSecond: Int64 = 500_000
}

/// What the machine can carry, measured on it.
package struct MachineLimits: Hashable, Sendable {
    /// Rooms recorded centrally at one time, in all meetings together.
    package let recordings: Int
    /// Rooms that receive a programme at one time.
    package let receivers: Int
    /// Free for recordings, in bytes.
    package let bytes: Int64
    /// The bookings to which the free bytes are promised, by their start; `nil` for all.
    package let promised: Range<Moment>?

    package init(recordings: Int, receivers: Int, bytes: Int64, promised: Range<Moment>? = nil) {
        (self.recordings, self.receivers, self.bytes, self.promised) = (recordings, receivers, bytes, promised)
    }

    /// Sites that are recorded centrally in one meeting: those on stage.
    package var recordingsPerMeeting: Int { min(16, recordings) }

    /// What the reference machine carries: 40 central recordings, 420 receivers (decisions of the architecture article).
    ///
    /// The disk is promised to the meetings of the next week: until later ones, recordings can be moved away.
    package static func measured(freeBytes: Int64, at now: Moment) -> MachineLimits {
        let week = now.advanced(bySeconds: -86_400)..<now.advanced(bySeconds: 7 * 86_400)
        return MachineLimits(recordings: 40, receivers: 420, bytes: freeBytes, promised: week)
    }

    func limit(of kind: Load.Kind) -> Int {
        switch kind {
        case .recordings: recordings
        case .receivers: receivers
        }
    }
}

extension Load {
    /// What is counted cell by cell.
    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case recordings = "rekaman"
        case receivers = "penerima"
    }

    func amount(of kind: Kind) -> Int {
        switch kind {
        case .recordings: recordings
        case .receivers: receivers
        }
    }
}
