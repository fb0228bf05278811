import Console
import ControlRoom
import Foundation
import Hummingbird
import HummingbirdTesting
import Offices
import Procedures
import Testing

/// A real service behind its real routes, with one person for every role of the offices in which cases run.
final class Bureau: Sendable {
    let folder: StateFolder
    let control: ControlRoom
    let tokens: [Role: String]
    let names: [Role: String]

    static let directorate = OfficeID("direktorat-pkp") ?? .kantorPusat
    static let klip = OfficeID("klip") ?? .kantorPusat

    private init() async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "bureau-\(UUID().uuidString)").path
        folder = try StateFolder(path: path)
        var people = try People(path: folder.people)
        var tokens: [Role: String] = [:]
        for role in Role.allCases {
            guard let office = Self.office(of: role) else { continue }
            let person = Person(
                id: PersonID(at: Moment(Date())), name: "Pejabat \(role.rawValue)", nip: nil,
                posts: [Post(role: role, office: office)])
            tokens[role] = try people.add(person)
        }
        self.tokens = tokens
        names = Dictionary(uniqueKeysWithValues: tokens.keys.map { ($0, "Pejabat \($0.rawValue)") })
        let rooms = House.rooms + [Self.room] + (try Self.directorateRooms)
        control = try await ControlRoom.open(folder: folder, rooms: rooms, clock: { Moment(Date()) })
    }

    private static func office(of role: Role) -> OfficeID? {
        switch role.officeKind {
        case .kantorPusat: .kantorPusat
        case .direktorat: directorate
        case .klip: klip
        case .rko: House.host.id
        case .kpp: House.far.id
        default: nil
        }
    }

    /// The meeting room of a Kanwil, whose people have no part in cases.
    private static let room = Room(
        id: RoomID(slug: House.office("kanwil-a", "Kanwil A", .kanwil, .wita).id.slug), name: "Kanwil A",
        office: House.office("kanwil-a", "Kanwil A", .kanwil, .wita), camera: .test, microphone: .test(tone: 600),
        screen: .headless, loudspeaker: .headless)

    /// The directorate's own room, so that its head can decide on a meeting with other heads.
    private static var directorateRooms: [Room] {
        get throws {
            try HeadOffice.load().filter { $0.id == directorate }.map {
                Room(
                    id: RoomID(slug: $0.id.slug), name: $0.name, office: $0, camera: .test,
                    microphone: .test(tone: 700), screen: .headless, loudspeaker: .headless)
            }
        }
    }

    static func open(_ body: @Sendable (Bureau, any TestClientProtocol) async throws -> Void) async throws {
        let bureau = try await Bureau()
        do {
            let router = try Console(bureau.control, logger: House.logger).router(isOpen: true)
            try await Application(router: router, logger: House.logger).test(.router) { try await body(bureau, $0) }
            try await bureau.control.close()
            try FileManager.default.removeItem(atPath: bureau.folder.path)
        } catch {
            try? await bureau.control.close()
            throw error
        }
    }

    func token(_ role: Role) throws -> String { try #require(tokens[role], "\(role)") }
}
