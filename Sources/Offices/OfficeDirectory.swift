/// Every office that can take part: those with a room, and the head office.
package struct OfficeDirectory: Hashable, Sendable {
    /// Sorted by id.
    package let rooms: [Room]
    /// Sorted by id.
    package let offices: [Office]

    /// Joins the rooms' offices and the head office; no id may stand for two, and a parent is a Kanwil among them.
    ///
    /// A Sekretariat or Direktorat that has a room of its own stands in both: the room's file then names it as the head
    /// office does, and adds its sections.
    ///
    /// The same holds for an office of the register: what the room's file says of its devices and what the register says of
    /// its people and papers are two halves of one office.
    package init(rooms: [Room], offices register: [Office] = [], headOffice: [Office]) throws(Refusal) {
        let registered = register.filter { !Self.stands($0, among: headOffice) }
        let own = rooms.map(\.office)
        let others = (registered + headOffice).filter { !Self.stands($0, among: own) }
        let all = (own + others).sorted { $0.id < $1.id }
        for (office, next) in zip(all, all.dropFirst()) where office.id == next.id {
            throw .officeTwice(office.id, headOffice: headOffice.first { $0.id == office.id })
        }
        for office in all {
            guard let parent = office.parent else { continue }
            guard all.contains(where: { $0.id == parent && $0.kind == .kanwil }) else {
                throw .parentIsNoKanwil(parent, of: office.id, known: all.filter { $0.kind == .kanwil }.map(\.id))
            }
        }
        offices = all
        self.rooms = rooms.sorted { $0.id < $1.id }
    }

    private static func stands(_ office: Office, among others: [Office]) -> Bool {
        others.contains {
            ($0.id, $0.kind, $0.name, $0.zone) == (office.id, office.kind, office.name, office.zone)
        }
    }

    /// The office of that id; `nil` when there is none.
    package subscript(_ id: OfficeID) -> Office? { offices.first { $0.id == id } }

    /// The room of an office; `nil` for the offices of the head office that have none.
    package func room(of office: OfficeID) -> Room? { rooms.first { $0.office.id == office } }

    /// Why the offices cannot stand in one directory.
    package enum Refusal: Error, Hashable, CustomStringConvertible {
        /// The id stands twice, and what the head office calls it.
        case officeTwice(OfficeID, headOffice: Office?)
        /// What an office names as the Kanwil above it is none.
        case parentIsNoKanwil(OfficeID, of: OfficeID, known: [OfficeID])

        package var description: String {
            switch self {
            case .officeTwice(let id, let office?):
                "the office \"\(id)\" stands twice; at the head office it is a \(office.kind.rawValue) in \(office.zone.rawValue) named \"\(office.name)\": give the room file the same kind, zone and name, or rename it"
            case .officeTwice(let id, nil):
                "the office \"\(id)\" stands twice; rename one of the two room files"
            case .parentIsNoKanwil(let parent, let office, let known):
                "the office \"\(office)\" has the parent \"\(parent)\", which is no Kanwil here; allowed: \(known.map(\.description).joined(separator: ", ")), or a room file of kind kanwil"
            }
        }
    }
}
