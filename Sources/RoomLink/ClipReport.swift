/// What a clip gives to a room's camera and microphone; `rljj-room clip --json` prints it.
package struct ClipReport: Hashable, Sendable, Codable {
    package var hasPicture: Bool
    package var hasSound: Bool
    /// What of the clip could not be used, one line each.
    package var notes: [String]

    package init(hasPicture: Bool, hasSound: Bool, notes: [String]) {
        (self.hasPicture, self.hasSound, self.notes) = (hasPicture, hasSound, notes)
    }
}
