import Offices
import RoomMedia

/// What an agent says to a media process, one JSON line each; the newest counts.
struct ChildOrder: Codable, Hashable, Sendable {
    /// The whole wanted state; `nil` ends the process in order.
    var plan: ChildPlan?
    /// When the process ends by itself if it hears nothing more.
    var until: Moment
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
