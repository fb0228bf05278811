import ControlRoom
import Foundation
import Offices

/// A directorate of the control room and so many offices, each with one section, one room and whoever is asked for.
struct Directorate: Sendable {
    let host: Office
    let offices: [Office]
    let proposer: OfficeID

    init(offices count: Int) throws {
        host = try Self.office("rko", .rko)
        offices = try (1...count).map { try Self.office("kpp-\($0)", .kpp) }
        proposer = try OfficeID("direktorat-pkp").named("direktorat-pkp")
    }

    var rooms: [Room] {
        ([host] + offices).map { office in
            Room(
                id: RoomID(slug: office.id.slug), name: office.name, office: office, camera: .test,
                microphone: .test(tone: 440), screen: .headless, loudspeaker: .headless)
        }
    }

    /// A person of its own for each post, so that nobody acts on two levels of a chain.
    func person(_ role: Role, _ office: OfficeID) -> Person {
        Person(
            id: PersonID(at: Moment(Date())), name: role.rawValue, nip: nil, posts: [Post(role: role, office: office)])
    }

    private static func office(_ id: String, _ kind: OfficeKind) throws -> Office {
        let section = try SectionID("pelayanan").named("pelayanan")
        return Office(
            id: try OfficeID(id).named(id), name: "Kantor \(id)", kind: kind, zone: .wit,
            sections: kind == .rko ? [] : [Section(id: section, name: "Seksi Pelayanan")])
    }
}

/// A name that this program itself holds does not parse.
struct Misspelt: Error { let text: String }

extension Optional {
    /// The value that this program's own text stands for.
    func named(_ text: String) throws -> Wrapped {
        guard let self else { throw Misspelt(text: text) }
        return self
    }
}
