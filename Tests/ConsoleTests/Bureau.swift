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
        let rooms = House.rooms + [Self.room]
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

/// What a form gets when nothing special is asked for, as JSON.
enum SampleFields {
    static func json(_ form: Form, _ more: [String: String] = [:]) -> String {
        let fields = (form.fields ?? []).filter(\.isRequired)
        let own = fields.map { "\"\($0.name)\":\(more[$0.name] ?? value($0.kind, $0.name))" }
        let extra = more.filter { key, _ in !fields.contains { $0.name == key } }.map { "\"\($0)\":\($1)" }
        return "{\((own + extra).joined(separator: ","))}"
    }

    private static func value(_ kind: Field.Kind, _ name: String) -> String {
        switch kind {
        case .line, .passage: "\"\(name == "target" ? "PT Maju" : "Isian \(name)")\""
        case .choice(let choices): "\"\(choices[0].word)\""
        case .number: "10"
        case .flag: "true"
        case .day: "\"2026-11-20\""
        case .moment: "\"2026-11-20T08:00:00Z\""
        case .slug: "\"bank-satu\""
        case .file: "\"\(String(repeating: "a", count: 64))\""
        case .list(let element, _): name == "targets" ? "[\"PT Maju\"]" : "[\(value(element, name))]"
        case .rows(let fields, let range): rows(fields, range)
        }
    }

    private static func rows(_ fields: [Field], _ range: ClosedRange<Int>) -> String {
        if range == 2...2 {
            return #"[{"system":"sidjp","sent":10,"arrived":10},{"system":"sipmod","sent":10,"arrived":10}]"#
        }
        if fields.contains(where: { $0.name == "statement" }) {
            return #"[{"id":"bank-satu","name":"Bank Satu","amount":5,"statement":true},"#
                + #"{"id":"bank-dua","name":"Bank Dua","amount":7,"statement":false}]"#
        }
        return "[{\(fields.map { "\"\($0.name)\":\(value($0.kind, $0.name))" }.joined(separator: ","))}]"
    }
}
