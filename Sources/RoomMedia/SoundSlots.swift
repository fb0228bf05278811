import Offices

/// Which of the programme's sound inputs belongs to which room.
///
/// A room keeps its slot as long as there are free ones, so that a room that leaves and comes back changes nothing
/// for the others: each room's return leaves out the slot of its own sound.
struct SoundSlots: Sendable {
    static let count = ProgrammeGeometry.capacity
    private var rooms: [RoomID?] = Array(repeating: nil, count: Self.count)

    /// The slot of a room, 1 to 16; `nil` when it has none.
    subscript(room: RoomID) -> Int? { rooms.firstIndex(of: room).map { $0 + 1 } }

    /// Gives every room of the list a slot; the list has at most 16 rooms.
    mutating func assign(_ wanted: [RoomID]) {
        for room in wanted where self[room] == nil {
            let free =
                rooms.firstIndex(of: nil) ?? rooms.firstIndex { held in held.map { !wanted.contains($0) } ?? true }
            if let free { rooms[free] = room }
        }
    }
}
