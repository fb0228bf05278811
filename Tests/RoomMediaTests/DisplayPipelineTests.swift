import BoundedProcess
import Foundation
import GStreamer
import Offices
import RoomLink
import Testing

@testable import RoomMedia

@Suite(.serialized)
struct DisplayPipelineTests {
    static let code = ProgrammePipelineTests.code
    static let caption = "KPP Makassar Utara · <b>RLJJ-1</b> & \"lain\" 100% !\nbaris"

    /// A programme of one site that returns to one port.
    static func programme(to port: UInt16, site: SimulatedSite, in folder: URL) async throws -> ProgrammePipeline {
        let plan = ProgrammeChildPlan(
            title: "RLJJ-1", code: code, sites: [.init(room: try Stage.room("kpp-a"), label: "A", input: site.port)],
            returns: [try Stage.room("kpp-b"): Endpoint(host: "127.0.0.1", port: port)], layout: .sites,
            workFolder: folder.path)
        return try await ProgrammePipeline(plan, pipelines: PipelineFolder())
    }

    static func plan(_ screen: Screen, _ layout: ScreenLayout, input: UInt16) -> DisplayPlan {
        DisplayPlan(
            screen: screen, loudspeaker: .headless, input: input, layout: layout, caption: caption, zone: .wita)
    }

    /// Asks for a picture of the screen until it holds the codes, as a viewer would wait for the programme.
    static func codes(
        _ display: DisplayPipeline, _ plan: DisplayPlan, in folder: URL, until wanted: (Set<String>) -> Bool
    ) async throws -> (codes: Set<String>, picture: URL) {
        let end = ContinuousClock.now + .seconds(8)
        while true {
            var plan = plan
            let picture = folder.appending(path: "screen-\(UUID().uuidString).png")
            plan.take = picture.path
            try await display.reconcile(with: .display(plan))
            #expect(display.board.status.taken?.path == picture.path)
            let codes = try await Measured.codes(in: picture)
            if wanted(codes) || ContinuousClock.now > end { return (codes, picture) }
        }
    }

    @Test(arguments: [Screen.headless, .window(display: nil)])
    func theProgrammesCodeIsReadFromTheScreen(_ screen: Screen) async throws {
        try await Scratch.folder { folder in
            let ports = Stage.ports(2)
            let site = try await SimulatedSite(code: "ROOM-A", tone: 1000, port: ports[0], folder: folder)
            try site.start()
            let programme = try await Self.programme(to: ports[1], site: site, in: folder)
            var plan = Self.plan(screen, .both, input: ports[1])
            plan.page = try await Stage.page("own.png", "testsrc2=size=800x600", in: folder)
            let display = try await DisplayPipeline(plan, pipelines: PipelineFolder())
            let socket = await display.screen.display.map { "/tmp/.X11-unix/X\($0.dropFirst())" }
            for layout in [ScreenLayout.both, .programme] {
                plan.layout = layout
                let seen = try await Self.codes(display, plan, in: folder) { $0.contains(Self.code) }
                #expect(seen.codes.contains(Self.code), "\(layout)")
            }
            #expect(await Stage.until { (display.board.status.measures.frameRate ?? 0) > 23 })
            #expect(await Stage.until { (display.board.status.measures.soundLevel ?? -100) > -40 })
            if let socket { #expect(FileManager.default.fileExists(atPath: socket)) }
            await display.stop()
            await programme.stop()
            if let socket { #expect(!FileManager.default.fileExists(atPath: socket)) }
        }
    }

    @Test func aProgrammeThatComesLateAndStartsAnewIsShown() async throws {
        try await Scratch.folder { folder in
            let ports = Stage.ports(2)
            let site = try await SimulatedSite(code: "ROOM-A", tone: 1000, port: ports[0], folder: folder)
            let plan = Self.plan(.headless, .programme, input: ports[1])
            let display = try await DisplayPipeline(plan, pipelines: PipelineFolder())
            let before = try await Self.codes(display, plan, in: folder) { _ in true }
            #expect(before.codes.isEmpty)
            try await Self.comesAndGoes(display, plan, site, in: folder)
            try await Self.comesAndGoes(display, plan, site, in: folder)
            #expect(display.board.status.state == .playing)
            await display.stop()
        }
    }

    static func comesAndGoes(
        _ display: DisplayPipeline, _ plan: DisplayPlan, _ site: SimulatedSite, in folder: URL
    ) async throws {
        let programme = try await Self.programme(to: plan.input, site: site, in: folder)
        let seen = try await Self.codes(display, plan, in: folder) { $0.contains(Self.code) }
        #expect(seen.codes == [Self.code])
        await programme.stop()
        // The last picture is blanked: nobody takes a dead programme for a live one.
        let gone = try await Self.codes(display, plan, in: folder) { $0.isEmpty }
        #expect(gone.codes.isEmpty)
    }

    @Test func theRoomsOwnPageFillsTheScreen() async throws {
        try await Scratch.folder { folder in
            var plan = Self.plan(.headless, .idle, input: Stage.ports(1)[0])
            let display = try await DisplayPipeline(plan, pipelines: PipelineFolder())
            #expect(display.board.status.showing == nil)
            (plan.layout, plan.page) = (.page, try await Stage.page("1.png", "testsrc2=size=1280x720", in: folder))
            let shown = try await Self.codes(display, plan, in: folder) { _ in true }
            #expect(display.board.status.showing?.page == plan.page?.hash)
            let (wanted, seen) = (
                try await Measured.gray(URL(filePath: plan.page?.path ?? ""), at: 0, "scale=320:180"),
                try await Measured.gray(shown.picture, at: 0, "scale=320:180")
            )
            #expect(Measured.difference(wanted, seen) < 6)
            plan.layout = .idle
            _ = try await Self.codes(display, plan, in: folder) { _ in true }
            #expect(display.board.status.showing?.page == nil)
            #expect(display.board.status.showing != nil)
            await display.stop()
        }
    }
}
