import GStreamer
import Offices
import RoomLink

extension DisplayPipeline {
    /// Makes the screen what the plan says.
    func arrange(_ wanted: DisplayPlan) async throws {
        guard wanted.screen == plan.screen else { throw MediaFailure.needsRestart("the screen") }
        guard wanted.loudspeaker == plan.loudspeaker else { throw MediaFailure.needsRestart("the loudspeaker") }
        guard wanted.input == plan.input else { throw MediaFailure.needsRestart("the port of the programme") }
        plan = wanted
        try writeWords()
        try await input.draw(.init(place: DisplayGeometry.programme(plan.layout)))
        var failed: (any Error)?
        do { try await drawPage() } catch { failed = error }
        try await drawPlate()
        do { try await takePicture() } catch { failed = failed ?? error }
        if let failed { throw failed }
    }

    /// Caption and local time, where the layout has a place for them.
    func writeWords() throws(Pipeline.Failure) {
        let words = try pipeline.element("words")
        let (now, zone) = (clock.now(), plan.zone)
        switch plan.layout {
        case .page where plan.page != nil, .programme:
            try words.set("silent", true)
        case .idle, .page:
            let lines = [OverlayLine.fit(plan.caption, 48), "\(zone.day(now)) · \(zone.time(now, seconds: true))"]
            try words.set([
                "text": .text(Lettering.markup(lines, size: 40)), "valignment": "center", "halignment": "center",
                "line-alignment": "center", "silent": false,
            ])
        case .both:
            let lines = [OverlayLine.fit(plan.caption, 62), "\(zone.day(now)) · \(zone.time(now, seconds: true))"]
            try words.set([
                "text": .text(Lettering.markup(lines, size: 30)), "valignment": "bottom", "halignment": "left",
                "line-alignment": "left", "xpad": 40, "ypad": 46, "silent": false,
            ])
        }
    }

    private func drawPage() async throws {
        let place = DisplayGeometry.page(plan.layout)
        guard let file = plan.page, let place else {
            try page.hide()
            guard drawnPage != nil else { return }
            drawnPage = nil
            await screen.settled()
            return board.change { $0.showing = ChildStatus.PageShown(page: nil, since: clock.now()) }
        }
        guard drawnPage?.file.hash != file.hash || drawnPage?.place != place else { return }
        let picture = try await StillSource.read(file, place)
        guard try await page.show(picture, at: place) else { return }
        let changed = drawnPage?.file.hash != file.hash
        drawnPage = (file, place)
        await screen.settled()
        if changed { board.change { $0.showing = ChildStatus.PageShown(page: file.hash, since: clock.now()) } }
    }

    /// The ground below everything; it shows through where the programme has not come yet.
    private func drawPlate() async throws {
        guard drawnPlate != plan.layout else { return }
        let frame = DisplayGeometry.frame
        var canvas = Canvas(width: frame.width, height: frame.height, .ground)
        if plan.layout == .both {
            if let place = DisplayGeometry.page(.both) { canvas.fill(place, .tile) }
        }
        if let place = DisplayGeometry.programme(plan.layout) {
            canvas.fill(place, .tile)
            let (width, height) = (place.width / 2 & ~7, 64)
            let waiting = try await Lettering(pipelines: pipelines).picture(
                of: ["menunggu siaran"], size: 28, width: width, height: height, on: .tile)
            let (x, y) = (place.x + (place.width - width) / 2 & ~1, place.y + (place.height - height) / 2 & ~1)
            canvas.draw(waiting, at: Rectangle(x, y, width, height))
        }
        try await plate.show(canvas.picture, at: frame, awaited: false)
        drawnPlate = plan.layout
    }

    /// A picture of the screen that was asked for; each path is answered once.
    private func takePicture() async throws {
        guard let path = plan.take, board.status.taken?.path != path else { return }
        await screen.settled()
        let at = clock.now()
        try await DiskFile.write(try await screen.picture(), to: path)
        board.change { $0.taken = ChildStatus.PictureTaken(path: path, at: at) }
    }
}
