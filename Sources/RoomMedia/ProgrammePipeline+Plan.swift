import GStreamer
import Offices
import RoomLink

extension ProgrammePipeline {
    /// Makes the picture, the sound, the returns and the recording what the plan says, without disturbing the rest.
    func arrange(_ wanted: ProgrammeChildPlan) async throws {
        try Self.check(wanted)
        plan = wanted
        try await drawCode()
        try writeStrip()
        try await seat()
        // A page that does not decode must not keep a recording from starting: the rest comes first, its error last.
        var failed: (any Error)?
        do { try await putOnAir() } catch { failed = error }
        try await turnReturns()
        try await recording.record(to: wanted.record)
        try writeStrip()
        await report()
        try await drawPlate(withWords: true)
        if let failed { throw failed }
    }

    private static func check(_ plan: ProgrammeChildPlan) throws(MediaFailure) {
        let (sites, rooms) = (plan.sites.count, Set(plan.sites.map(\.room)).count)
        guard sites <= ProgrammeGeometry.capacity else {
            throw .pipeline("found \(sites) sites; at most \(ProgrammeGeometry.capacity) fit on the programme")
        }
        guard sites == rooms else { throw .pipeline("found \(sites) sites of \(rooms) rooms; give each room once") }
    }

    /// Title, time of day in the three zones, recording mark.
    func writeStrip() throws(Pipeline.Failure) {
        let time = Zone.everywhere(clock.now(), seconds: true)
        let words = Lettering.markup([OverlayLine.fit(plan.title, 62), time], size: 26)
        // An overlay draws its words anew whenever anything is set, be it as it was.
        if words != strip.words { try pipeline.element("words").set("text", .text(words)) }
        let recording = plan.record != nil
        if recording != strip.recording { try pipeline.element("recording").set("silent", .flag(!recording)) }
        strip = (words, recording)
    }

    private func drawCode() async throws {
        guard code != plan.code else { return }
        let picture = try await ProgrammeCode.write(plan.code, into: plan.workFolder)
        let (place, margin) = (ProgrammeGeometry.code, (ProgrammeGeometry.code.width - picture.side) / 2)
        try pipeline.element("code").set([
            "location": .text(picture.path), "offset-x": .number(place.x + margin),
            "offset-y": .number(place.y + margin),
        ])
        code = plan.code
    }

    /// Gives every site its place in the picture and its input for sound.
    private func seat() async throws {
        slots.assign(plan.sites.map(\.room))
        for (room, input) in sites where !stays(room, input) {
            sites[room] = nil
            await input.end()
        }
        let tiles = ProgrammeGeometry.tiles(plan.layout, sites: plan.sites.count)
        try await drawPlate(withWords: false)
        for (site, tile) in zip(plan.sites, tiles) {
            let look = StreamInput.Look(place: tile, label: OverlayLine.fit(site.label, tile.width / 9))
            if let input = sites[site.room] { try await input.draw(look) } else { try await add(site, look) }
        }
    }

    private func stays(_ room: RoomID, _ input: StreamInput) -> Bool {
        plan.sites.contains { $0.room == room && $0.input == input.port } && input.name == name(of: room)
    }

    private func name(of room: RoomID) -> String { "site-\(slots[room] ?? 0)" }

    private func add(_ site: ProgrammeChildPlan.Site, _ look: StreamInput.Look) async throws {
        let name = name(of: site.room)
        let input = StreamInput(
            name, port: site.input, sound: "sound-\(slots[site.room] ?? 0)", look: look,
            description: try pipelines.text("site"), in: pipeline)
        try await input.start()
        sites[site.room] = input
    }

    /// The page that the layout wants, if it has one.
    private func putOnAir() async throws {
        let wanted = plan.layout == .page ? plan.page : nil
        guard wanted?.hash != onAir?.hash else { return }
        if let wanted {
            let place = ProgrammeGeometry.page
            let picture = try await StillSource.read(wanted, place)
            guard try await page.show(picture, at: place) else { return }
        } else {
            try page.hide()
            guard await page.drawn() else { return }
        }
        onAir = wanted
        board.change { $0.showing = ChildStatus.PageShown(page: wanted?.hash, since: clock.now()) }
    }

    private func turnReturns() async throws {
        for (room, back) in returns where plan.returns[room] == nil {
            returns[room] = nil
            await back.end()
        }
        for (room, endpoint) in plan.returns.sorted(by: { $0.key < $1.key }) {
            let own = plan.sites.contains { $0.room == room } ? slots[room] : nil
            let course = ProgrammeReturn.Course(endpoint: endpoint, own: own)
            if let back = returns[room] {
                try await back.turn(to: course)
            } else {
                let back = ProgrammeReturn(
                    "return-\(room)", course: course, description: try pipelines.text("return"), in: pipeline)
                try await back.start()
                returns[room] = back
            }
        }
    }

    /// The ground below everything: what a site without a picture shows is its name.
    private func drawPlate(withWords words: Bool) async throws {
        let tiles = ProgrammeGeometry.tiles(plan.layout, sites: plan.sites.count)
        let wanted = [plan.layout.rawValue] + plan.sites.map(\.label)
        guard drawnPlate != wanted + ["\(words)"], drawnPlate != wanted + ["true"] else { return }
        var canvas = Canvas(width: ProgrammeGeometry.frame.width, height: ProgrammeGeometry.frame.height, .ground)
        canvas.fill(ProgrammeGeometry.strip, .strip)
        canvas.fill(ProgrammeGeometry.code, .white)
        for tile in tiles { canvas.fill(tile, .tile) }
        for (site, tile) in zip(plan.sites, tiles) where words { await letter(site.label, on: &canvas, in: tile) }
        try await plate.show(canvas.picture, at: ProgrammeGeometry.frame, awaited: false)
        drawnPlate = wanted + ["\(words)"]
    }

    private func letter(_ label: String, on canvas: inout Canvas, in tile: Rectangle) async {
        let (width, height, size) = ((tile.width - 8) & ~7, 64, min(20, tile.width / 16))
        let lines = [OverlayLine.fit(label, width * 10 / (size * 7)), "belum ada gambar"]
        // Words that could not be drawn leave a plain tile; the picture itself does not depend on them.
        guard
            let picture = try? await Lettering(pipelines: pipelines).picture(
                of: lines, size: size, width: width, height: height, on: .tile)
        else { return }
        let (x, y) = (tile.x + (tile.width - width) / 2 & ~1, tile.y + (tile.height - height) / 2 & ~1)
        canvas.draw(picture, at: Rectangle(x, y, width, height))
    }
}
