import AsyncHTTPClient
import ControlRoom
import Digests
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Meetings
import NIOCore
import NIOHTTP1
import Offices
import RoomLink
import Testing

@testable import Console

/// Rooms with two machines, and a state that was set back, over HTTP.
struct MachineRouteTests {
    private let room = "kpp-jayapura"
    private let telemetry = #"{"plan":1,"freeDisk":1,"spooled":0,"children":{}}"#
    private let first = machine(1, "ruang-lama")
    private let second = machine(2, "ruang-cadangan")

    private static func machine(_ number: UInt8, _ host: String) -> RoomMachine {
        let uuid = UUID(uuid: uuid_t(number, 0, 0, 0, 0, 0, 0x40, 0, 0x80, 0, 0, 0, 0, 0, 0, number))
        return RoomMachine(boot: BootID(uuid: uuid), installation: InstallationID(uuid: uuid), host: host)
    }

    private func headers(_ name: String, _ value: String) throws -> HTTPFields {
        [try #require(HTTPField.Name(name)): value]
    }

    private func tell(
        _ machine: RoomMachine, _ house: House, _ client: any TestClientProtocol
    ) async throws -> TestResponse {
        try await client.json(
            .post, "/api/rooms/\(room)/telemetry", telemetry, as: house.secret(),
            headers: headers(RoomMachine.header, machine.text))
    }

    /// Two machines that speak at the same time, until the service is sure of it.
    private func contest(_ house: House, _ client: any TestClientProtocol) async throws {
        #expect(try await tell(first, house, client).status == .ok)
        let turnedAway = try await tell(second, house, client)
        #expect(turnedAway.status.code == 423 && turnedAway.field("english")?.contains("ruang-lama") == true)
        #expect(turnedAway.headers[.retryAfter] == "5")
        let end = ContinuousClock.now + .seconds(20)
        while await wall(house).isEmpty, ContinuousClock.now < end {
            #expect(try await tell(first, house, client).status == .ok)
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    private func wall(_ house: House) async -> [String] {
        let (machines, setBack) = (await house.control.machines(), await house.control.setBack)
        return WallAlarms.lines(machines, setBack: setBack, now: house.control.clock())
    }

    @Test("A second machine is refused, the wall says so, and an Operator RKO chooses; nobody else may")
    func chosen() async throws {
        try await House.open { house, client in
            try await contest(house, client)
            let alarm = try #require(await wall(house).first)
            #expect(alarm.contains(first.boot.tag) && alarm.contains(second.boot.tag) && alarm.contains(room))
            let refused = try await tell(second, house, client)
            #expect(refused.status.code == 423 && refused.field("message")?.contains("rljj rooms choose") == true)

            let form = #"{"boot":"\#(second.boot)"}"#
            let path = "/api/machines/\(room)"
            #expect(try await client.json(.get, "/api/machines").status == .unauthorized)
            #expect(try await client.json(.get, "/api/machines", as: house.token(.dirjen)).status == .forbidden)
            #expect(try await client.json(.post, path, form, as: house.token(.dirjen)).status == .forbidden)
            #expect(try await client.json(.post, path, form, as: house.secret()).status == .unauthorized)
            let list = try await client.json(.get, "/api/machines", as: house.token())
            #expect(list.status == .ok && list.text.contains("ruang-lama") && list.text.contains("ruang-cadangan"))
            let unknown = try await client.json(
                .post, path, #"{"boot":"019a0000-0000-7000-8000-000000000077"}"#, as: house.token())
            #expect(
                unknown.status == .unprocessableContent && unknown.field("english")?.contains("\(first.boot)") == true)
            let nowhere = try await client.json(.post, "/api/machines/ruang-lain", form, as: house.token())
            #expect(nowhere.status == .notFound)

            let chosen = try await client.json(.post, path, form, as: house.token())
            #expect(chosen.status == .ok, "\(chosen.text)")
            #expect(await wall(house).isEmpty)
            #expect(try await tell(second, house, client).status == .ok)
            #expect(try await tell(first, house, client).status.code == 423)
        }
    }

    /// What the room's stream of plans says with one more header, until the body has heard enough or the stream ends.
    private func follow(
        _ house: House, _ port: Int, saying header: String, _ value: String,
        while goesOn: (String) async throws -> Bool
    ) async throws -> String {
        var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)/api/rooms/\(room)/plan")
        request.headers.add(name: "Authorization", value: "Bearer \(try house.secret())")
        request.headers.add(name: header, value: value)
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(60))
        var text = ""
        for try await part in response.body {
            text += String(buffer: part)
            guard try await goesOn(text) else { break }
        }
        return text
    }

    @Test("The plan's stream of a machine that is no longer heard ends")
    func streamEnds() async throws {
        try await House.serve { house, port in
            let next = RoomMachine(
                boot: second.boot, installation: first.installation, after: first.boot, host: first.host)
            let id = try #require(RoomID(room))
            var isReplaced = false
            _ = try await follow(house, port, saying: RoomMachine.header, first.text) { text in
                if !isReplaced, text.contains("event: plan") {
                    isReplaced = true
                    try await admitAtLast(next, to: id, in: house)
                }
                return true
            }
            #expect(isReplaced, "the stream began, and has ended by itself")
        }
    }

    /// The run before has to be silent first.
    private func admitAtLast(_ machine: RoomMachine, to room: RoomID, in house: House) async throws {
        while true {
            do {
                _ = try await house.control.admit(machine, to: room, from: "127.0.0.1")
                return
            } catch RoomSeatRefusal.taken(_, _, _, mayWait: true) {
                try await Task.sleep(for: .milliseconds(50))
            }
        }
    }

    @Test("A header that no agent says is refused by its name", arguments: [RoomMachine.header, Standing.header])
    func nonsense(header: String) async throws {
        try await House.open { house, client in
            let answer = try await client.json(
                .get, "/api/rooms/\(room)/plan", as: house.secret(), headers: headers(header, "x=1; <script>"))
            #expect(answer.status == .badRequest && answer.field("english")?.contains(header) == true)
        }
    }

    @Test(
        "A room that has seen more of the journal than there is: the next plan is of another life, and the wall says so"
    )
    func setBack() async throws {
        try await House.serve { house, port in
            let seen = Standing(epoch: nil, position: 4711, hash: ContentHash(digest: repeatElement(7, count: 32)))
            let lines = try await follow(house, port, saying: Standing.header, "\(seen)") { text in
                !text.contains("}\n\n")
            }
            let setBack = try #require(await house.control.setBack)
            #expect(setBack.seen == seen && lines.contains("\(setBack.epoch)"), "\(lines)")
            #expect(await wall(house).first?.contains("4711") == true)
        }
    }
}
