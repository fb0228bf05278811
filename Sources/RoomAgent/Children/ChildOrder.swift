import Offices
import RoomMedia

/// What an agent says to a media process, one JSON line each; the newest counts.
struct ChildOrder: Codable, Hashable, Sendable {
    /// The whole wanted state; `nil` ends the process in order.
    var plan: ChildPlan?
    /// When the process ends by itself if it hears nothing more: on the agent's steady clock while the agent holds the
    /// order, on the machine's time of day in the line that it writes.
    var until: Moment
    /// The seconds until then, which no setting of the clock changes; `nil` from an agent of an earlier version.
    var lasts: Double?
}

/// What a media process says to its agent, one JSON line each.
enum ChildReport: Codable, Hashable, Sendable {
    case status(ChildStatus)
    /// The last word.
    case leaving(ChildLeaving)
}

/// Why a media process ends.
enum ChildLeaving: Codable, Hashable, Sendable {
    /// The agent said so, or the system.
    case ordered
    /// Its time was up.
    case expired
    /// The plan changes what cannot change while playing.
    case restart(String)
    /// The pipeline failed.
    case failed(String)
}
