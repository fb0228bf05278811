import ArgumentParser
import Offices

/// Who hosts the demo's meeting.
enum DemoHost: String, ExpressibleByArgument, CaseIterable, Sendable {
    /// Ruang Kendali Operasi, chaired by the Dirjen (P02, P09).
    case rko
    /// The Direktorat that monitors, in a room of its own (P03, P10).
    case direktorat

    /// The Direktorat that monitors and proposes.
    static let proposer = "direktorat-pkp"

    /// The rooms of this host's meeting: one that hosts, and those of offices that can be invited.
    func rooms(of given: [Room], headOffice: [Office]) throws -> [Room] {
        let (control, directorates) = (
            given.filter { $0.office.kind == .rko }, given.filter { $0.office.kind == .direktorat }
        )
        let others = given.filter { $0.office.kind != .rko && $0.office.kind != .direktorat }
        let rooms: [Room]
        switch self {
        case .rko:
            guard control.count == 1 else {
                throw DemoFailure(line: "the rooms folder needs exactly one room of kind rko for the demo")
            }
            rooms = control + others
        case .direktorat:
            if let own = directorates.first {
                rooms = [own] + others
            } else {
                guard let room = control.first, let office = headOffice.first(where: { "\($0.id)" == Self.proposer })
                else {
                    throw DemoFailure(line: "the rooms folder needs a room of kind direktorat, or of kind rko to lend")
                }
                rooms = [Self.lent(room, to: office)] + others
            }
        }
        guard !others.isEmpty, others.allSatisfy({ !$0.office.sections.isEmpty }) else {
            throw DemoFailure(
                line:
                    "the demo plays one or more rooms of offices that can be invited, each with a section, beside the host"
            )
        }
        return rooms
    }

    /// The Direktorat in another room, with the parts of it that prepare its materials.
    private static func lent(_ room: Room, to office: Office) -> Room {
        let sections = [("potensi", "Subdirektorat Potensi"), ("penerimaan", "Subdirektorat Penerimaan")]
            .compactMap { id, name in SectionID(id).map { Section(id: $0, name: name) } }
        let host = Office(id: office.id, name: office.name, kind: office.kind, zone: office.zone, sections: sections)
        return Room(
            id: RoomID(slug: office.id.slug), name: "Ruang RLJJ \(office.name)", office: host, camera: room.camera,
            microphone: room.microphone, screen: room.screen, loudspeaker: room.loudspeaker)
    }
}
