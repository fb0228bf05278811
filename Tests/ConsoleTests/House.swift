import Console
import ControlRoom
import Disk
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import Meetings
import NIOCore
import Offices
import Procedures
import RoomLink
import Testing

/// A real service behind its real routes, on a folder of its own.
final class House: Sendable {
    let folder: StateFolder
    let control: ControlRoom
    /// Tokens by role.
    let tokens: [Role: String]

    static let host = office("rko", "Ruang Kendali <b onload=alert(1)>Operasi", .rko, .wib)
    static let far = office("kpp-jayapura", "KPP Pratama Jayapura", .kpp, .wit)
    static let proposer = OfficeID("direktorat-pkp") ?? .kantorPusat
    static let rooms = [host, far].map { office in
        Room(
            id: RoomID(slug: office.id.slug), name: office.name, office: office, camera: .test,
            microphone: .test(tone: 440), screen: .headless, loudspeaker: .headless)
    }

    static func office(_ id: String, _ name: String, _ kind: OfficeKind, _ zone: Zone) -> Office {
        let sections = SectionID("pelayanan").map { [Section(id: $0, name: "Seksi Pelayanan")] } ?? []
        return Office(
            id: OfficeID(id) ?? .kantorPusat, name: name, kind: kind, zone: zone, sections: kind == .kpp ? sections : []
        )
    }

    private init(policy: Policy?, rooms: [Room], posts more: [(Role, OfficeID)], free: Int64?) async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "house-\(UUID().uuidString)").path
        folder = try StateFolder(path: path)
        var people = try People(path: folder.people)
        var tokens: [Role: String] = [:]
        let posts: [(Role, OfficeID)] =
            [
                (.dirjen, .kantorPusat), (.kasubbagProtokol, Self.host.id), (.operatorRko, Self.host.id),
                (.kepalaKpp, Self.far.id),
            ] + more
        for (role, office) in posts {
            let person = Person(
                id: PersonID(at: Moment(Date())), name: role == .dirjen ? "<script>Bimo" : role.term, nip: nil,
                posts: [Post(role: role, office: office)])
            tokens[role] = try people.add(person)
        }
        self.tokens = tokens
        control = try await ControlRoom.open(
            folder: folder, rooms: rooms, policy: policy,
            passwordCost: .init(rounds: 16, blockSize: 1, parallelism: 1),
            free: { free ?? FileFacts.free(at: $0) }, clock: { Moment(Date()) })
    }

    /// Runs a body against the routes, without a socket.
    static func open(
        isOpen: Bool = true, policy: Policy? = nil, rooms: [Room] = House.rooms, posts: [(Role, OfficeID)] = [],
        rates: Rates = Rates(), free: Int64? = nil,
        _ body: @Sendable (House, any TestClientProtocol) async throws -> Void
    ) async throws {
        try await with(policy: policy, rooms: rooms, posts: posts, free: free) { house in
            let application = Application(
                router: try house.console(rates).router(isOpen: isOpen, isSecure: !isOpen), logger: logger)
            try await application.test(.router) { try await body(house, $0) }
        }
    }

    /// Runs a body with the service open, and closes it whatever happens.
    static func with(
        policy: Policy? = nil, rooms: [Room] = House.rooms, posts: [(Role, OfficeID)] = [], free: Int64? = nil,
        _ body: (House) async throws -> Void
    ) async throws {
        let house = try await House(policy: policy, rooms: rooms, posts: posts, free: free)
        do {
            try await body(house)
            try await house.close()
        } catch {
            try await house.close()
            throw error
        }
    }

    private func close() async throws {
        try await control.close()
        try FileManager.default.removeItem(atPath: folder.path)
    }

    var console: Console { console(Rates()) }

    func console(_ rates: Rates) -> Console { Console(control, logger: Self.logger, rates: rates) }

    static var logger: Logger {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return logger
    }

    func token(_ role: Role = .operatorRko) throws -> String { try #require(tokens[role]) }

    /// A browser's cookie after a sign-in with the role's token at the page.
    func cookie(of role: Role = .operatorRko, _ client: any TestClientProtocol) async throws -> String {
        let answer = try await client.json(.post, "/masuk", "token=\(token(role))")
        return String(try #require(answer.headers[.setCookie]).prefix { $0 != ";" })
    }

    /// Somebody whose one post has ended, and a token.
    func former() throws -> (person: Person, token: String) {
        var people = try People(path: folder.people)
        let post = Post(role: .operatorRko, office: Self.host.id, until: Moment(Date()).advanced(bySeconds: -1))
        let person = Person(id: PersonID(at: Moment(Date())), name: "Mantan", nip: nil, posts: [post])
        return (person, try people.add(person))
    }

    func secret(of office: Office = House.far) throws -> String {
        try String(contentsOfFile: folder.secret(of: RoomID(slug: office.id.slug)), encoding: .utf8)
            .trimmingCharacters(in: .newlines)
    }

    /// A meeting that has been decided, by the API.
    func decided(_ client: any TestClientProtocol) async throws -> MeetingID {
        let answer = try await client.json(.post, "/api/meetings", Self.decision, as: token(.dirjen))
        #expect(answer.status == .created)
        return try #require(MeetingID(answer.field("id") ?? ""))
    }

    static let decision = """
        {"needed":true,"agenda":"Penerimaan","ground":{"letter":{"_0":{"number":"S-1","date":"20 November 2026",
        "proposer":"direktorat-pkp","report":"LAP-1"}}}}
        """
}

extension TestClientProtocol {
    /// A request with a bearer and a JSON body; its answer has to be as `/openapi.json` describes it.
    func json(
        _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil, as bearer: String? = nil,
        headers more: HTTPFields = [:]
    ) async throws -> TestResponse {
        var headers = more
        if let bearer { headers[.authorization] = "Bearer \(bearer)" }
        let answer = try await execute(
            uri: path, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) })
        if path.hasPrefix("/api/"), answer.status.kind == .successful {
            let problems = try await SchemaFit.read().problems(method, path, answer)
            #expect(problems == [], "\(method) \(path)")
        }
        return answer
    }
}

extension TestResponse {
    var text: String { String(buffer: body) }

    /// A text field of the JSON answer.
    func field(_ name: String) -> String? {
        let object = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        return object?[name] as? String
    }
}
