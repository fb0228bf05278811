import AsyncHTTPClient
import Console
import ControlRoom
import Disk
import Foundation
import Journal
import Meetings
import NIOCore
import NIOHTTP1
import Offices
import Procedures
import RoomLink
import Testing

/// The console on a port of its own.
@Suite(.serialized)
struct LiveTests {
    /// One event of a stream, as it came over the wire.
    private struct Event: Sendable {
        var id: String?
        var name = ""
        var data = ""
    }

    private func serve(_ body: (House, String) async throws -> Void) async throws {
        try await House.serve { house, port in try await body(house, "http://127.0.0.1:\(port)") }
    }

    /// The first event of a stream.
    private func firstEvent(_ url: String, _ bearer: String?, after held: String? = nil) async throws -> Event {
        var request = HTTPClientRequest(url: url)
        if let bearer { request.headers.add(name: "Authorization", value: "Bearer \(bearer)") }
        if let held { request.headers.add(name: "Last-Event-ID", value: held) }
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(10))
        #expect(response.headers.first(name: "Content-Type") == "text/event-stream")
        var text = ""
        for try await part in response.body {
            text += String(buffer: part)
            guard let block = text.components(separatedBy: "\n\n").dropLast().first(where: { $0.contains("data: ") })
            else { continue }
            return Self.event(block)
        }
        return Event()
    }

    private static func event(_ block: String) -> Event {
        var event = Event()
        for line in block.split(separator: "\n") {
            if line.hasPrefix("id: ") { event.id = String(line.dropFirst(4)) }
            if line.hasPrefix("event: ") { event.name = String(line.dropFirst(7)) }
            if line.hasPrefix("data: ") { event.data = String(line.dropFirst(6)) }
        }
        return event
    }

    @Test("A room that comes in gets its plan with the plan's id, and again when it held an older one")
    func planStream() async throws {
        try await serve { house, base in
            let (url, secret) = (base + "/api/rooms/kpp-jayapura/plan", try house.secret())
            let event = try await firstEvent(url, secret)
            #expect(event.name == RoomCalls.planEvent)
            let plan = try JSONDecoder().decode(RoomPlan.self, from: Data(event.data.utf8))
            #expect(event.id == String(plan.revision))
            #expect(plan.screen.caption == "KPP Pratama Jayapura")
            for held in [String(plan.revision), "-1", "nonsense"] {
                #expect(try await firstEvent(url, secret, after: held).id == event.id, "held \(held)")
            }
        }
    }

    @Test("A room that holds a newer plan hears nothing of an older one, only the next")
    func resumes() async throws {
        try await serve { house, base in
            let (url, secret) = (base + "/api/rooms/kpp-jayapura/plan", try house.secret())
            let current = try await firstEvent(url, secret)
            let held = try #require(current.id.flatMap { Int64($0) }) + 2
            async let next = firstEvent(url, secret, after: String(held))
            let id = try await begin(house)
            let plan = try JSONDecoder().decode(RoomPlan.self, from: Data(try await next.data.utf8))
            #expect(plan.revision >= held)
            #expect(plan.meeting == id)
        }
    }

    /// A meeting with its notice, which gives the invited room another plan.
    private func begin(_ house: House) async throws -> MeetingID {
        let control = house.control
        func person(_ role: Role) async throws -> Person {
            try #require(await control.accounts.person(bearing: house.token(role)))
        }
        let decision = try JSONDecoder().decode(Decision.self, from: Data(House.decision.utf8))
        let id = try await control.begin(decision, by: person(.dirjen), key: "a").id
        let assign = ActRequest(act: ActReference(procedure: .p02, step: 2))
        try await control.perform(assign, on: id, by: person(.kasubbagProtokol), key: "b", bytes: [1])
        let line = try #require(Line("Penerimaan"))
        let notice = NoticeForm(
            start: Moment(Date()), minutes: 30, agenda: line, chair: line, contact: line, offices: [House.far.id],
            directorates: [House.proposer])
        try await control.perform(
            ActRequest(act: ActReference(procedure: .p02, step: 3, name: "notify"), form: .notice(notice)), on: id,
            by: person(.operatorRko), key: "c", bytes: [2])
        return id
    }

    @Test("A room's stream ends within seconds when its secret is replaced, and the new secret opens another")
    func replacedSecret() async throws {
        try await serve { house, base in
            let (url, secret) = (base + "/api/rooms/kpp-jayapura/plan", try house.secret())
            var request = HTTPClientRequest(url: url)
            request.headers.add(name: "Authorization", value: "Bearer \(secret)")
            let response = try await HTTPClient.shared.execute(request, timeout: .seconds(20))
            let fresh = String(repeating: "ab", count: 32)
            var isReplaced = false
            for try await _ in response.body where !isReplaced {
                isReplaced = true
                let file = house.folder.secret(of: RoomID(slug: House.far.id.slug))
                try DurableFile.write(Data(fresh.utf8), to: file)
            }
            #expect(isReplaced, "the stream began, and has ended by itself")
            #expect(try await firstEvent(url, fresh).name == RoomCalls.planEvent)
        }
    }

    @Test("The wall's events carry the state as JSON, hostile names and all")
    func wallEvents() async throws {
        try await serve { _, base in
            let event = try await firstEvent(base + "/events", nil)
            #expect(event.name == "wall")
            let object = try JSONSerialization.jsonObject(with: Data(event.data.utf8)) as? [String: Any]
            let rooms = try #require(object?["rooms"] as? [[String: Any]])
            #expect(rooms.compactMap { $0["name"] as? String }.contains(House.host.name))
        }
    }

    @Test("The wall marks a coordination of the leadership with its remark, and other meetings with none")
    func wallRemark() async throws {
        for kind in [MeetingKind.leadershipCoordination, nil] {
            try await serve { house, base in
                var decision = try JSONDecoder().decode(Decision.self, from: Data(House.decision.utf8))
                decision.kind = kind
                let person = try #require(await house.control.accounts.person(bearing: house.token(.dirjen)))
                _ = try await house.control.begin(decision, by: person, key: "a")
                let event = try await firstEvent(base + "/events", nil)
                let object = try JSONSerialization.jsonObject(with: Data(event.data.utf8)) as? [String: Any]
                let meeting = try #require(object?["meeting"] as? [String: Any])
                #expect(meeting["kind"] as? String == kind.map { _ in "koordinasi pimpinan, bukan dari SOP" })
            }
        }
    }

    @Test(
        "Without TLS the console listens to this machine alone",
        arguments: ["0.0.0.0", "::", "192.0.2.1", "rljj.example", ""])
    func plainBeyondLoopback(host: String) async throws {
        try await House.with { house in
            let listener = Console.Listener(host: host, port: 0)
            #expect(!listener.isLoopback)
            await #expect(throws: Console.Failure.plainBeyondLoopback(host)) {
                try await house.console.run(listener) { port in Issue.record("it listens on \(port)") }
            }
        }
    }

    @Test("A certificate that is none stops the start with the reason")
    func brokenCertificate() async throws {
        try await House.with { house in
            let file = house.folder.path + "/no.pem"
            try Data("no certificate".utf8).write(to: URL(fileURLWithPath: file))
            let certificate = Console.Listener.Certificate(chain: file, key: file)
            await #expect(throws: Console.Failure.self) {
                try await house.console.run(Console.Listener(host: "0.0.0.0", port: 0, tls: certificate)) { _ in }
            }
        }
    }
}
