import RoomLink

/// What the room has said already and must not say again after a restart.
struct Told: Codable, Hashable, Sendable {
    /// The highest probe order answered.
    var probe = 0
    /// The highest screen order answered.
    var screen = 0
    /// The page last told for each surface.
    var shown: [String: Showing] = [:]
}
