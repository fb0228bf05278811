import Console
import ControlRoom
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Offices
import Procedures
import RoomLink
import Testing

/// An office's own policy and calendar, over HTTP.
struct PolicyRouteTests {
    private func policy(off: [String] = [], on: [String] = []) throws -> Policy {
        try Policy.load().switched(off: off.compactMap { RuleID($0) }, on: on.compactMap { RuleID($0) })
    }

    private func object(_ answer: TestResponse) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(answer.text.utf8)) as? [String: Any])
    }

    @Test("The policy in force tells each rule with its words, its remark, and whether it can be and is switched")
    func rules() async throws {
        try await House.open(policy: policy(off: ["AC-032"])) { house, client in
            let answer = try await client.json(.get, "/api/policy", as: house.token(.kepalaKpp))
            let rules = try #require(try JSONSerialization.jsonObject(with: Data(answer.text.utf8)) as? [[String: Any]])
            let known = try Policy.load()
            #expect(rules.count == known.rules.count)
            let rule = try #require(rules.first { $0["id"] as? String == "AC-032" })
            #expect(rule["on"] as? Bool == false && rule["switchable"] as? Bool == true)
            #expect(rule["remark"] as? String == "bukan dari SOP" && rule["ref"] as? String == "P02.5, P03.11")
            #expect((rule["statement"] as? [String: String])?.keys.sorted() == ["en", "id"])
            #expect(rules.count { $0["switchable"] as? Bool == true } == known.rules.count(where: \.isSwitchable))
        }
    }

    private static let coordination = House.decision.replacing(
        #"{"needed":true,"#, with: #"{"needed":true,"kind":"koordinasi-pimpinan","#)

    @Test("A coordination of the leadership carries its remark wherever it is shown")
    func leadership() async throws {
        try await House.open { house, client in
            let begun = try await client.json(.post, "/api/meetings", Self.coordination, as: house.token(.dirjen))
            #expect(begun.status == .created && begun.field("remark") == "bukan dari SOP")
            #expect(begun.field("kind") == "koordinasi-pimpinan")
            let id = try #require(begun.field("id"))
            let shown = try await client.json(.get, "/api/meetings/\(id)", as: house.token(.operatorRko))
            #expect(shown.field("remark") == "bukan dari SOP")
        }
    }

    @Test("A coordination of the leadership is refused in one line that names the rule, where the rule is off")
    func leadershipOff() async throws {
        try await House.open(policy: policy(off: ["leadership-coordination"])) { house, client in
            let refused = try await client.json(.post, "/api/meetings", Self.coordination, as: house.token(.dirjen))
            #expect((refused.status, refused.field("act")) == (.unprocessableContent, "P02.1"))
            #expect(refused.field("message")?.contains("leadership-coordination") == true)
            let plain = try await client.json(.post, "/api/meetings", House.decision, as: house.token(.dirjen))
            #expect(plain.status == .created && plain.field("remark") == nil)
        }
    }

    private static let kanwil = OfficeID("kanwil-papua-maluku") ?? .kantorPusat
    private static let sulsel = OfficeID("kanwil-sulselbartra") ?? .kantorPusat

    private static let rooms: [Room] = {
        let far = House.far
        let office = Office(
            id: far.id, name: far.name, kind: far.kind, zone: far.zone, sections: far.sections, parent: kanwil)
        let room = Room(
            id: RoomID(slug: far.id.slug), name: far.name, office: office, camera: .test, microphone: .test(tone: 500),
            screen: .headless, loudspeaker: .headless)
        return [House.rooms[0], room]
    }()

    private func noticed(_ house: House, _ client: any TestClientProtocol) async throws -> String {
        let id = try await house.decided(client)
        let path = "/api/meetings/\(id)"
        _ = try await client.json(.post, "\(path)/acts", #"{"act":"P02.2"}"#, as: house.token(.kasubbagProtokol))
        let start = Moment(Date()).advanced(bySeconds: 3600)
        let notice = """
            {"act":"P02.3/notify","notice":{"start":"\(start)","minutes":30,"agenda":"Penerimaan","chair":"Dirjen",
            "contact":"Operator","offices":["kpp-jayapura"],"directorates":["direktorat-pkp"]}}
            """
        let answer = try await client.json(.post, "\(path)/acts", notice, as: house.token(.operatorRko))
        #expect(answer.status == .ok, "\(answer.text)")
        return path
    }

    @Test("AC-072: with the rule on, the copied Kanwil reads the notice and nothing else; another Kanwil nothing")
    func copies() async throws {
        let posts: [(Role, OfficeID)] = [(.kepalaKanwil, Self.kanwil), (.loKanwil, Self.sulsel)]
        try await House.open(policy: policy(on: ["AC-072"]), rooms: Self.rooms, posts: posts) { house, client in
            let path = try await noticed(house, client)
            let told = try await client.json(.get, path, as: house.token(.kepalaKanwil))
            let copies = try #require(try object(told)["copies"] as? [[String: String]])
            #expect(told.status == .ok && told.field("start") != nil)
            #expect(copies.map { $0["office"] } == ["kanwil-papua-maluku"] && copies[0]["remark"] == "bukan dari SOP")
            let list = try await client.json(.get, "/api/meetings", as: house.token(.kepalaKanwil))
            #expect(list.text.contains("kanwil-papua-maluku"))
            for part in ["/report.pdf", "/tasks", "/flowchart/p06"] {
                let answer = try await client.json(.get, path + part, as: house.token(.kepalaKanwil))
                #expect(answer.status == .forbidden, "\(part)")
            }
            #expect(try await client.json(.get, "/api/tasks", as: house.token(.kepalaKanwil)).text == "[]")
            #expect(try await client.json(.get, path, as: house.token(.loKanwil)).status == .forbidden)
        }
    }

    @Test("AC-072: with the rule off, as it comes, the Kanwil above an invited KPP sees nothing")
    func copiesOff() async throws {
        try await House.open(rooms: Self.rooms, posts: [(.kepalaKanwil, Self.kanwil)]) { house, client in
            let path = try await noticed(house, client)
            #expect(try await client.json(.get, path, as: house.token(.kepalaKanwil)).status == .forbidden)
            let own = try await client.json(.get, path, as: house.token(.kepalaKpp))
            #expect((try object(own)["copies"] as? [Any])?.isEmpty == true)
        }
    }

    private static let table = """
        years:
          - year: 2031
            version: 1
            decree: {numbers: [1 Tahun 2026, 2 Tahun 2026, 3 Tahun 2026], signed: 2026-09-19}
            days:
              - {day: 2031-01-01, kind: libur-nasional, name: Tahun Baru 2031 Masehi}
        """

    @Test("An Operator RKO takes a year's table in; everybody sees it, with who took it in")
    func calendar() async throws {
        try await House.open { house, client in
            let others = try await client.json(.post, "/api/calendar", Self.table, as: house.token(.kepalaKpp))
            #expect(others.status == .forbidden)
            let taken = try await client.json(.post, "/api/calendar", Self.table, as: house.token(.operatorRko))
            #expect(taken.status == .created && taken.field("decree")?.hasPrefix("Nomor 1 Tahun 2026") == true)
            #expect(taken.field("text")?.contains("1 Januari 2031: tidak tercantum → libur nasional") == true)
            let answer = try object(try await client.json(.get, "/api/calendar", as: house.token(.kepalaKpp)))
            let tables = try #require(answer["tables"] as? [[String: Any]])
            #expect(tables.contains { $0["year"] as? Int == 2031 && $0["version"] as? Int == 1 })
            #expect((answer["renewals"] as? [[String: Any]])?.first?["name"] as? String == Role.operatorRko.term)
        }
    }

    @Test("A table that is broken or old is refused with its place or what is known, and nothing is kept")
    func brokenCalendar() async throws {
        try await House.open { house, client in
            let broken = Self.table.replacing("libur-nasional", with: "libur")
            let answer = try await client.json(.post, "/api/calendar", broken, as: house.token(.operatorRko))
            #expect(answer.status == .unprocessableContent && answer.field("rule") == "file")
            #expect(answer.field("english")?.hasPrefix("body:6:") == true, "\(answer.text)")
            let old = Self.table.replacing("2031", with: "2026")
            let stale = try await client.json(.post, "/api/calendar", old, as: house.token(.operatorRko))
            #expect(stale.status == .conflict && stale.field("english")?.contains("2026/1 is known already") == true)
            #expect(!FileManager.default.fileExists(atPath: house.folder.calendar))
        }
    }
}
