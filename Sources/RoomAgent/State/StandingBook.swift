import RoomLink

/// The furthest that the service's journal was seen to stand, kept on the disk.
struct StandingBook: Sendable {
    private(set) var seen: Standing?
    private let path: String

    init(path: String) {
        self.path = path
        seen = StateFile.read(Standing.self, at: path)
    }

    /// Takes in what the service says of itself; says whether its state is another life than the one known: it was set
    /// back, and lacks what this room told since.
    mutating func learn(_ standing: Standing?) -> Bool {
        guard let standing else { return false }
        guard let before = seen else {
            seen = standing
            return false
        }
        if before.epoch == standing.epoch, before.position >= standing.position { return false }
        seen = standing
        return before.epoch != standing.epoch
    }

    /// Writes down what was learnt.
    func save() throws { if let seen { try StateFile.save(seen, to: path) } }
}
