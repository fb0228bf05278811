import Foundation
import Offices
import RoomLink
import RoomMedia
import Testing

@testable import RoomAgent

struct WantedTests {
    let folder: TemporaryFolder
    let host: Room

    init() throws {
        folder = try TemporaryFolder()
        host = try Fixtures.room("rko")
    }

    private static func plan(_ change: (inout RoomPlan) -> Void = { _ in }) -> RoomPlan {
        var plan = RoomPlan(revision: 1, expires: Fixtures.now, meeting: Fixtures.meeting)
        change(&plan)
        return plan
    }

    private func wanted(
        _ plan: RoomPlan, files: Wanted.Files = .init(), isProbing: Bool = false
    ) throws -> (plans: [ChildName: ChildPlan], ports: PortBook) {
        var ports = PortBook(path: folder.state.ports)
        _ = try ports.assure(Wanted.ports(for: plan))
        let wanted = Wanted(
            room: host, plan: plan, ports: ports, folder: folder.state, files: files, isProbing: isProbing)
        return (wanted.children(), ports)
    }

    private static let far = Endpoint(host: "10.0.0.9", port: 7000)
    private static let programme = ProgrammePlan(
        title: "RLJJ-1", code: "code",
        sites: ["rko", "kpp"].compactMap { RoomID($0) }.map { SitePlan(room: $0, label: "l") },
        returns: [:], layout: .sites, record: true)

    static let tables: [(RoomPlan, Bool, Set<ChildName>)] = [
        (plan(), false, [.display]),
        (plan(), true, [.display, .capture, .preview]),
        (plan { $0.capture = true }, false, [.display, .capture, .preview]),
        (plan { $0.record = true }, false, [.display, .capture, .preview]),
        (plan { $0.send = far }, false, [.display, .capture, .preview, .send]),
        (plan { $0.programme = programme }, false, [.display, .programme]),
        (
            plan {
                $0.programme = programme
                $0.capture = true
            }, false, [.display, .programme, .capture, .preview, .send]
        ),
    ]

    @Test(arguments: tables)
    func runsTheProcessesThatThePlanNeeds(plan: RoomPlan, isProbing: Bool, children: Set<ChildName>) throws {
        #expect(Set(try wanted(plan, isProbing: isProbing).plans.keys) == children)
    }

    @Test func handsTheEncodedCameraToSenderAndPreview() throws {
        let (plans, ports) = try wanted(Self.plan { $0.send = Self.far })
        let loopback = { (use: PortBook.Use) in ports[use].map { Endpoint(host: "127.0.0.1", port: $0) } }
        guard case .capture(let capture) = plans[.capture], case .send(let send) = plans[.send] else {
            Issue.record("no capture or no sender")
            return
        }
        #expect(capture.outputs == [loopback(.send), loopback(.preview)])
        #expect(send == SendPlan(input: try #require(ports[.send]), output: Self.far))
        guard case .capture(let alone) = try wanted(Self.plan { $0.capture = true }).plans[.capture] else {
            Issue.record("no capture for a plan without a sender")
            return
        }
        #expect(alone.outputs == [loopback(.preview)])
    }

    @Test func recordsOnlyIntoTheOpenFiles() throws {
        var files = Wanted.Files()
        files.recordings = [.room: "/r/room-1.mkv", .programme: "/r/programme-1.mkv"]
        let plan = Self.plan {
            $0.programme = Self.programme
            $0.capture = true
        }
        let plans = try wanted(plan, files: files).plans
        #expect(plans[.capture]?.recording == "/r/room-1.mkv")
        #expect(plans[.programme]?.recording == "/r/programme-1.mkv")
        #expect(try wanted(plan).plans[.capture]?.recording == nil)
    }

    @Test func keepsTheHostsOwnPictureAndReturnOnTheMachine() throws {
        let kpp = try Fixtures.id("kpp")
        let plan = Self.plan {
            $0.capture = true
            $0.send = Self.far
            $0.programme = Self.programme
            $0.programme?.returns = [kpp: Self.far, host.id: Endpoint(host: "10.0.0.1", port: 1)]
        }
        let (plans, ports) = try wanted(plan)
        let own = try #require(ports[.site(host.id)])
        let back = try #require(ports[.programmeReturn])
        guard case .send(let send) = plans[.send], case .programme(let programme) = plans[.programme] else {
            Issue.record("no sender or no programme")
            return
        }
        #expect(send.output == Endpoint(host: "127.0.0.1", port: own))
        #expect(programme.returns == [kpp: Self.far, host.id: Endpoint(host: "127.0.0.1", port: back)])
        #expect(programme.sites.map(\.room) == [host.id, kpp])
        #expect(programme.sites.map(\.input) == [own, ports[.site(kpp)]])
    }

    @Test func showsThePageAtHandAndTakesThePictureOrdered() throws {
        let page = PageFile(hash: Fixtures.blob("a"), path: "/blobs/a")
        var files = Wanted.Files()
        (files.screenPage, files.screenPicture) = (page, "/screens/3.png")
        let plan = Self.plan { $0.screen = ScreenPlan(layout: .both, page: Fixtures.blob("b"), caption: "RLJJ-1") }
        let (plans, ports) = try wanted(plan, files: files)
        guard case .display(let display) = plans[.display] else {
            Issue.record("no display")
            return
        }
        #expect(display.page == page)
        #expect(display.take == "/screens/3.png")
        #expect(display.layout == .both)
        #expect(display.caption == "RLJJ-1")
        #expect(display.input == ports[.programmeReturn])
    }

    @Test func namesTheRoomOnAnIdleScreen() throws {
        guard case .display(let display) = try wanted(RoomPlan(revision: 0, expires: Fixtures.now)).plans[.display]
        else {
            Issue.record("no display in a room without a meeting")
            return
        }
        #expect(display.caption == "Kantor rko · Ruang rko")
        #expect(display.layout == .idle)
    }
}
