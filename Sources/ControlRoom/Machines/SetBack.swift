package import Offices
package import RoomLink

/// That the service's state was set back, as a room's memory shows: the room has seen an entry that the journal lacks.
package struct SetBack: Hashable, Sendable, Codable {
    /// The life of the state that begins with it.
    package let epoch: EpochID
    /// The room that remembers more, and what it remembers.
    package let room: RoomID
    package let seen: Standing
    /// How far the journal stands instead.
    package let found: Standing
    package let at: Moment

    /// For the log, in English.
    package var line: String {
        "the state was set back, as by a restored backup: \(room) has seen entry \(seen.position) of the journal, which here "
            + "\(seen.position > found.position ? "ends with \(found.position)" : "is another one"); what the rooms told and "
            + "recorded since is taken in again, what people did since then must be done again"
    }
}

/// The lives that the service's state has had, as far as its journal knows.
struct EpochBook: Sendable {
    /// `nil` until the state was set back for the first time.
    private(set) var current: EpochID?
    private(set) var last: SetBack?
    private var known: Set<EpochID> = []

    /// Whether a room's memory speaks of the life that the state is in, or of one that this journal has never heard of.
    ///
    /// One from an earlier life is no news: its room is told everything anew as soon as it hears the present one.
    func concerns(_ seen: Standing) -> Bool {
        seen.epoch == current || seen.epoch.map { !known.contains($0) } ?? false
    }

    mutating func take(_ setBack: SetBack) {
        (current, last) = (setBack.epoch, setBack)
        known.formUnion([setBack.epoch, setBack.seen.epoch, setBack.found.epoch].compactMap(\.self))
    }
}
