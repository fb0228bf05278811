/// Every office that can take part: those with a room, and the head office.
package struct OfficeDirectory: Hashable, Sendable {
    /// Sorted by id.
    package let rooms: [Room]
    /// Sorted by id.
    package let offices: [Office]

    /// Joins the rooms' offices and the head office; no id may stand for two.
    package init(rooms: [Room], headOffice: [Office]) throws(Refusal) {
        let all = (rooms.map(\.office) + headOffice).sorted { $0.id < $1.id }
        for (office, next) in zip(all, all.dropFirst()) where office.id == next.id { throw .officeTwice(office.id) }
        offices = all
        self.rooms = rooms.sorted { $0.id < $1.id }
    }

    /// The office of that id; `nil` when there is none.
    package subscript(_ id: OfficeID) -> Office? { offices.first { $0.id == id } }

    /// The room of an office; `nil` for the offices of the head office that have none.
    package func room(of office: OfficeID) -> Room? { rooms.first { $0.office.id == office } }

    /// Why the offices cannot stand in one directory.
    package enum Refusal: Error, Hashable, CustomStringConvertible {
        case officeTwice(OfficeID)

        package var description: String {
            switch self {
            case .officeTwice(let id):
                "the office \"\(id)\" stands twice; rename the room file, the head office has an office of that id"
            }
        }
    }
}
