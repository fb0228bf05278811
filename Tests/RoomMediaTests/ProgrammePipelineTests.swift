import BoundedProcess
import Foundation
import GStreamer
import Offices
import RoomLink
import Testing

@testable import RoomMedia

@Suite(.serialized)
struct ProgrammePipelineTests {
    static let code = "RK:019a9e1c-7d3e-7b1a-9c55-2a2f5f4e7c11"
    static let tones = [440, 1000, 2300]

    /// A programme of three sites, its folder and everything it needs.
    struct Set3 {
        let folder: URL
        var sites: [SimulatedSite] = []
        var plan: ProgrammeChildPlan

        init(_ folder: URL) async throws {
            self.folder = folder
            let ports = Stage.ports(3)
            plan = ProgrammeChildPlan(
                title: "RLJJ-1 · Penerimaan <triwulan> III & \"lain\" 100%", code: code, sites: [], returns: [:],
                layout: .sites, workFolder: folder.path)
            for (index, port) in ports.enumerated() {
                sites.append(
                    try await SimulatedSite(code: "ROOM-\(index)", tone: tones[index], port: port, folder: folder))
                let room = try Stage.room("kpp-\(index)")
                plan.sites.append(.init(room: room, label: "KPP <\(index)> & ! \"WITA\"\nbaris", input: port))
            }
        }

        func file(_ name: String) -> URL { folder.appending(path: name) }

        /// A room for every site, to which the programme returns.
        mutating func rooms() throws -> [SimulatedRoom] {
            try zip(plan.sites, Stage.ports(plan.sites.count)).enumerated().map { index, pair in
                plan.returns[pair.0.room] = Endpoint(host: "127.0.0.1", port: pair.1)
                return try SimulatedRoom(port: pair.1, file: file("return-\(index).ts"))
            }
        }

        mutating func record(_ name: String?, _ programme: ProgrammePipeline) async throws {
            plan.record = name.map { file($0).path }
            try await programme.reconcile(with: .programme(plan))
        }

        var codes: Set<String> { Set(sites.map(\.code) + [code]) }
    }

    @Test("every room's code in the picture, every room's tone in the sound, its own in no return")
    func everySiteIsSeenAndHeardInBothLayouts() async throws {
        try await Scratch.folder { folder in
            var set = try await Set3(folder)
            for site in set.sites { try site.start() }
            let page = try await Stage.page("page.png", "testsrc2=size=700x900", in: folder)
            let rooms = try set.rooms()
            let programme = try await ProgrammePipeline(set.plan, pipelines: PipelineFolder())
            await Stage.play(1.5)
            try await set.record("a.mkv", programme)
            await Stage.record(3, by: programme)
            (set.plan.layout, set.plan.page) = (.page, page)
            try await programme.reconcile(with: .programme(set.plan))
            #expect(programme.board.status.showing?.page == page.hash)
            await Stage.record(3, by: programme)
            await programme.stop()
            for room in rooms { room.end() }
            try await Self.checkPicture(set, page)
            try await Self.checkSound(set, rooms)
        }
    }

    /// Two seconds in are the sites alone, five seconds in is the page with the sites.
    static func checkPicture(_ set: Set3, _ page: PageFile) async throws {
        let file = set.file("a.mkv")
        for time in [2.0, 5.0] {
            #expect(try await Measured.codes(file, at: time, in: set.folder) == set.codes)
            #expect(try await Measured.codes(file, at: time, scaledTo: 960, in: set.folder).contains(code))
        }
        #expect(try await Measured.longestGap(file) < 0.041)
        let letterbox = "scale=960:540:force_original_aspect_ratio=decrease,pad=960:540:-1:-1,scale=480:270"
        let wanted = try await Measured.gray(URL(filePath: page.path), at: 0, letterbox)
        let seen = try await Measured.gray(file, at: 5, "crop=960:540:0:42,scale=480:270")
        #expect(Measured.difference(wanted, seen) < 6)
        let before = try await Measured.gray(file, at: 2, "crop=960:540:0:42,scale=480:270")
        #expect(Measured.difference(wanted, before) > 20)
    }

    static func checkSound(_ set: Set3, _ rooms: [SimulatedRoom]) async throws {
        for level in try await levels(set.file("a.mkv")) { #expect(level > -30) }
        for (own, room) in rooms.enumerated() {
            let levels = try await levels(room.file)
            for (index, level) in levels.enumerated() where index != own {
                #expect(level > -30)
                #expect(level > levels[own] + 30)
            }
        }
    }

    @Test func anAbsentAndAKilledSiteLeaveNoGap() async throws {
        try await Scratch.folder { folder in
            var set = try await Set3(folder)
            try set.sites[0].start()
            try set.sites[1].start()
            let programme = try await ProgrammePipeline(set.plan, pipelines: PipelineFolder())
            await Stage.play(1)
            try await set.record("a.mkv", programme)
            await Stage.record(2, by: programme)
            set.sites[1].kill()
            await Stage.record(3, by: programme)
            try set.sites[1].start()
            await Stage.record(3, by: programme)
            #expect(programme.board.status.recording?.frames ?? 0 > 150)
            // The third was never there; the second was away for less than the five seconds that make it absent.
            let lacks = programme.board.status.lacks ?? []
            #expect(lacks.map(\.room) == [set.plan.sites[2].room] && lacks.map(\.kind) == [.absent])
            await programme.stop()
            let file = set.file("a.mkv")
            let times = try await Measured.times(file)
            #expect(try await Measured.longestGap(file) < 0.081)
            #expect(abs(Double(times.count - 1) / ((times.last ?? 0) - (times.first ?? 0)) - 25) < 0.2)
            let all: Set<String> = [Self.code, "ROOM-0", "ROOM-1"]
            #expect(try await Measured.codes(file, at: 1.2, in: folder) == all)
            // 1.5 s after its death, at the latest, its last picture is gone.
            #expect(try await Measured.codes(file, at: 4.6, in: folder) == [Self.code, "ROOM-0"])
            #expect(try await Measured.codes(file, at: 7.5, in: folder) == all)
            #expect(try await Measured.tone(Self.tones[1], in: file, from: 3.5, seconds: 1) < -60)
            #expect(try await Measured.tone(Self.tones[1], in: file, from: 6.8, seconds: 1) > -30)
        }
    }

    @Test func aRecordingGoesOnAndOffWithoutALostFrame() async throws {
        try await Scratch.folder { folder in
            var set = try await Set3(folder)
            set.plan.sites = []
            set.plan.record = set.file("a.mkv").path
            let programme = try await ProgrammePipeline(set.plan, pipelines: PipelineFolder())
            await Stage.record(1.5, by: programme)
            try await set.record("b.mkv", programme)
            await Stage.record(1.5, by: programme)
            try await set.record(nil, programme)
            #expect(programme.board.status.recording == nil)
            try await set.record("c.mkv", programme)
            #expect(await Stage.until { (programme.board.status.recording?.frames ?? 0) > 25 })
            await programme.stop()
            let finished = programme.board.status.finished
            #expect(finished.map(\.path) == ["a.mkv", "b.mkv", "c.mkv"].map { set.file($0).path })
            for recording in finished {
                let times = try await Measured.times(URL(filePath: recording.path))
                #expect(times.count > 20)
                #expect(times.count == recording.frames)
                #expect(try await Measured.longestGap(URL(filePath: recording.path)) < 0.041)
            }
        }
    }

    @Test func sitesAndReturnsComeAndGoWhileRecording() async throws {
        try await Scratch.folder { folder in
            var set = try await Set3(folder)
            for site in set.sites { try site.start() }
            let (sites, rooms) = (set.plan.sites, try set.rooms())
            let returns = set.plan.returns
            (set.plan.sites, set.plan.returns) = ([sites[0]], [:])
            let programme = try await ProgrammePipeline(set.plan, pipelines: PipelineFolder())
            await Stage.play(1)
            try await set.record("a.mkv", programme)
            await Stage.record(1.5, by: programme)
            (set.plan.sites, set.plan.returns, set.plan.layout) = ([sites[2], sites[0], sites[1]], returns, .page)
            try await programme.reconcile(with: .programme(set.plan))
            await Stage.record(3, by: programme)
            (set.plan.sites, set.plan.returns) = ([sites[1]], [:])
            try await programme.reconcile(with: .programme(set.plan))
            await Stage.record(1.5, by: programme)
            await programme.stop()
            let file = set.file("a.mkv")
            #expect(try await Measured.longestGap(file) < 0.081)
            #expect(try await Measured.codes(file, at: 1, in: folder) == [Self.code, "ROOM-0"])
            #expect(try await Measured.codes(file, at: 3.5, in: folder) == set.codes)
            let length = try await Measured.times(file).last ?? 0
            #expect(try await Measured.codes(file, at: length - 0.3, in: folder) == [Self.code, "ROOM-1"])
            for room in rooms {
                room.end()
                #expect(try await Measured.times(room.file).count > 50)
            }
        }
    }

    @Test func aPageIsInThePictureWithinHalfASecond() async throws {
        try await Scratch.folder { folder in
            var set = try await Set3(folder)
            set.plan.layout = .page
            let programme = try await ProgrammePipeline(set.plan, pipelines: PipelineFolder())
            #expect(await Stage.until { programme.board.status.measures.frameRate != nil })
            for number in 1...3 {
                set.plan.page = try await Stage.page(
                    "\(number).png", "testsrc2=size=1600x900:rate=\(number)", in: folder)
                let asked = Moment(Date())
                try await programme.reconcile(with: .programme(set.plan))
                let showing = try #require(programme.board.status.showing)
                #expect(showing.page == set.plan.page?.hash)
                #expect(showing.since.seconds(since: asked) < 0.5)
            }
            set.plan.page = PageFile(hash: try Stage.hash("f"), path: set.file("none.png").path)
            await #expect(throws: MediaFailure.self) { try await programme.reconcile(with: .programme(set.plan)) }
            set.plan.layout = .sites
            try await programme.reconcile(with: .programme(set.plan))
            #expect(programme.board.status.showing?.page == nil)
            await programme.stop()
        }
    }

    @Test func aMissingPageDoesNotKeepTheProgrammeFromRecording() async throws {
        try await Scratch.folder { folder in
            var set = try await Set3(folder)
            (set.plan.layout, set.plan.record) = (.page, set.file("a.mkv").path)
            set.plan.page = PageFile(hash: try Stage.hash("f"), path: set.file("none.png").path)
            let programme = try await ProgrammePipeline(set.plan, pipelines: PipelineFolder())
            #expect(programme.board.status.state == .playing)
            #expect(programme.board.status.failure?.contains("none.png") == true)
            #expect(await Stage.until { (programme.board.status.recording?.frames ?? 0) > 10 })
            await programme.stop()
        }
    }

    @Test func aPortThatIsTakenIsRefused() async throws {
        try await Scratch.folder { folder in
            var set = try await Set3(folder)
            set.plan.sites[1].input = set.plan.sites[0].input
            let plan = set.plan
            await #expect(throws: MediaFailure.self) {
                _ = try await ProgrammePipeline(plan, pipelines: PipelineFolder())
            }
        }
    }

    static func levels(_ file: URL) async throws -> [Double] {
        var levels: [Double] = []
        for tone in tones { levels.append(try await Measured.tone(tone, in: file, from: 2, seconds: 3)) }
        return levels
    }
}
