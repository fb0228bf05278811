import Digests
import Foundation
import Offices
import RoomLink
import RoomMedia

@testable import RoomAgent
@testable import RoomMedia

/// What the service, and a room's own processes and files, say to its agent.
extension Recipe {
    static let agents = [
        Recipe("plan") {
            [Array(try JSONEncoder().encode(AgentSamples.plan()))]
        } run: { bytes in
            let plan = try JSONDecoder().decode(RoomPlan.self, from: Data(bytes))
            try PlanCheck.check(plan)
            for layout in ProgrammeLayout.allCases {
                let tiles = ProgrammeGeometry.tiles(layout, sites: plan.programme?.sites.count ?? 0)
                demand(tiles.count == plan.programme?.sites.count ?? 0, "a site without a place")
            }
            let wanted = Wanted(
                room: try AgentSamples.room(), plan: plan, ports: AgentSamples.ports, folder: StateFolder("/nowhere"),
                files: Wanted.Files(recordings: [.room: "/nowhere/room-1.mkv"]), isProbing: true)
            for child in wanted.children().values { _ = try JSONEncoder().encode(child) }
            for site in plan.programme?.sites ?? [] { _ = OverlayLine.fit(site.label, site.label.count % 7 - 3) }
        },
        Recipe("event-stream") {
            let plan = String(decoding: try JSONEncoder().encode(AgentSamples.plan()), as: UTF8.self)
            return [
                Array("id: 7\nevent: plan\ndata: \(plan)\n\n: a comment\n\r\nid\ndata\ndata: x\n\n".utf8),
                Array("data:\(plan)\r\n\r\nretry: 99\nevent:\n\n".utf8),
            ]
        } run: { bytes in
            var (lines, parser) = (LineBuffer(limit: 4096), EventStreamParser())
            for piece in stride(from: 0, to: bytes.count, by: 7) {
                for line in try lines.take(bytes[piece..<min(piece + 7, bytes.count)]) {
                    demand(line.count <= 4096 && !line.contains(10), "a line of \(line.count) bytes")
                    _ = try parser.take(line: line)
                }
            }
        },
        Recipe("child-lines") {
            let order = try ChildOrder(plan: AgentSamples.child(), until: now)
            return try [
                Array(JSONEncoder().encode(order)),
                Array(JSONEncoder().encode(ChildReport.status(ChildStatus(state: .playing)))),
                Array(JSONEncoder().encode(ChildReport.leaving(.failed("no such device")))),
            ]
        } run: { bytes in
            _ = try? JSONDecoder().decode(ChildReport.self, from: Data(bytes))
            let order = try JSONDecoder().decode(ChildOrder.self, from: Data(bytes))
            _ = (order.until.seconds(since: now), order.plan?.child)
        },
        Recipe("room-state") {
            let part = "{\"meeting\":\"019a0000-0000-7000-8000-000000000012\",\"number\":1,\"track\":\"room\"}"
            let seal = "{\"bytes\":20000000,\"sha256\":\"\(String(repeating: "ab", count: 32))\"}"
            return [
                Array(
                    "[{\"part\":\(part),\"stage\":{\"ended\":{\"_0\":\(seal)}},\"firstFrame\":\"2026-11-21T02:15:04Z\"}]"
                        .utf8),
                Array("{\"programme-return\":40001,\"site:rko\":40003}".utf8),
            ]
        } run: { bytes in
            for entry in (try? JSONDecoder().decode([Ledger.Entry].self, from: Data(bytes))) ?? [] {
                guard case .ended(let seal) = entry.stage else { continue }
                demand(Upload.chunks(bytes: seal.bytes).lowerBound == 0, "chunks that begin elsewhere")
            }
            _ = try JSONDecoder().decode([String: UInt16].self, from: Data(bytes))
        },
        Recipe("clock-offset") {
            [Array("1 2 3 -5 0.25 1795000000".utf8)]
        } run: { bytes in
            var offset = ClockOffset()
            let numbers = String(decoding: bytes, as: UTF8.self).split(separator: " ").compactMap { Double($0) }
            for number in numbers {
                let sent = now.advanced(bySeconds: number)
                offset.learn(sent: sent, received: sent.advanced(bySeconds: abs(number)), serviceTime: now)
                _ = now.advanced(bySeconds: offset.seconds)
                demand(offset.seconds.isFinite, "an endless offset")
            }
        },
    ]
}

/// Valid messages to an agent.
private enum AgentSamples {
    static let ports = PortBook(path: "/nowhere/ports.json")

    static func room() throws -> Room {
        try RoomFile.parse(
            text: String(decoding: Samples.file("Rooms/rko.yaml"), as: UTF8.self), file: "Rooms/rko.yaml")
    }

    static func plan() throws -> RoomPlan {
        let port = Endpoint(host: "127.0.0.1", port: 40_001)
        let sites = ["rko", "kpp-jayapura"].compactMap { RoomID($0) }
        return RoomPlan(
            revision: 12, expires: Recipe.now, meeting: MeetingID("019a0000-0000-7000-8000-000000000012"),
            capture: true, record: true, send: port,
            programme: ProgrammePlan(
                title: "RLJJ-1", code: "RLJJ-1 019a", sites: sites.map { SitePlan(room: $0, label: "KPP · WIT") },
                returns: Dictionary(sites.map { ($0, port) }) { $1 }, layout: .page,
                page: ContentHash(digest: repeatElement(1, count: 32)), record: true),
            screen: ScreenPlan(layout: .both, caption: "RKO · RLJJ-1", take: ScreenOrder(number: 3)),
            probe: ProbeOrder(number: 2, diskNeeded: 2_000_000_000), upload: true)
    }

    static func child() throws -> ChildPlan {
        .capture(
            CapturePlan(
                room: try room(), outputs: [Endpoint(host: "127.0.0.1", port: 40_002)], record: "/r/room-1.mkv",
                workFolder: "/r/work"))
    }
}
