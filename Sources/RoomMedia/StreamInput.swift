import GStreamer
import RoomLink

/// One stream that comes in as MPEG-TS over RTP: received, decoded, put into a mixer's picture and a sound input.
///
/// It may be absent, die and come back at any time. When its branch fails, or takes packets but gives no picture for
/// three seconds, the branch is built anew; everything else plays on.
actor StreamInput {
    /// How the stream is drawn.
    struct Look: Hashable, Sendable {
        /// `nil`: not drawn, though heard.
        var place: Rectangle?
        /// Drawn into the picture, literally.
        var label: String = ""
    }

    nonisolated let name: String
    nonisolated let port: UInt16
    private let pipeline: Pipeline
    private let description: String
    private let sound: String
    private var look: Look
    private var state = State.absent
    private var built = ContinuousClock.now
    private var arrivals = ArrivalWatch()

    private enum State {
        case absent
        /// Being added or taken off.
        case changing
        case playing(Branch, packets: FrameCounter, frames: FrameCounter, sound: FrameCounter)
        case ended
    }

    /// Packets without a picture for so long mean a broken branch.
    private static let patience = Duration.seconds(3)

    init(_ name: String, port: UInt16, sound: String, look: Look, description: String, in pipeline: Pipeline) {
        (self.name, self.port, self.sound, self.look) = (name, port, sound, look)
        (self.description, self.pipeline) = (description, pipeline)
    }

    /// Adds the branch; throws when the port is taken.
    func start() async throws(Pipeline.Failure) {
        guard case .absent = state else { return }
        (state, built) = (.changing, .now)
        let begun = look
        do {
            let branch = try await add(begun)
            guard case .changing = state else { return await pipeline.remove(branch) }
            let packets = try branch.element("input").pad("src").countFrames()
            let frames = try branch.element("decoder").pad("src").countFrames()
            let sound = try branch.element("sound").pad("sink").countFrames()
            state = .playing(branch, packets: packets, frames: frames, sound: sound)
            if look != begun { try apply(to: branch) }
        } catch {
            if case .changing = state { state = .absent }
            throw error
        }
    }

    /// Changes place and label while playing.
    func draw(_ look: Look) throws(Pipeline.Failure) {
        guard look != self.look else { return }
        self.look = look
        if case .playing(let branch, _, _, _) = state { try apply(to: branch) }
    }

    /// Takes the branch off for good.
    func end() async {
        let last = state
        state = .ended
        if case .playing(let branch, _, _, _) = last { await pipeline.remove(branch) }
    }

    /// An error in the branch: it is built anew.
    func noticed(_ message: Message) async {
        guard message.branch == name, case .error = message.content else { return }
        await rebuild()
    }

    /// To be called each second: builds anew what is broken.
    func watch() async {
        seeArrivals()
        switch state {
        case .absent: await rebuild()
        case .playing(_, let packets, let frames, _) where ContinuousClock.now - built > Self.patience * 2:
            if (packets.rate(over: Self.patience) ?? 0) > 0, frames.rate(over: Self.patience) == 0 { await rebuild() }
        default: break
        }
    }

    /// What does not arrive, and since when; `nil` when all of it does.
    var lack: (kind: Disturbance.Kind, since: SteadyMoment)? { arrivals.lack }

    private func seeArrivals() {
        guard case .playing(_, let packets, let frames, let sound) = state else { return arrivals.look(at: .now) }
        arrivals.look(
            packets: packets.reading.frames, pictures: frames.reading.frames, sound: sound.reading.frames, at: .now)
    }

    private func rebuild() async {
        if case .playing(let branch, _, _, _) = state {
            state = .changing
            await pipeline.remove(branch)
            if case .changing = state { state = .absent }
        }
        // A failure is tried again at the next watch.
        try? await start()
    }

    private func add(_ look: Look) async throws(Pipeline.Failure) -> Branch {
        let (port, settings) = (port, Self.settings(look))
        return try await pipeline.add(
            name, description,
            links: [.into("picture", from: "picture", settings: settings), .into(sound, from: "sound")]
        ) { branch throws(Pipeline.Failure) in
            try branch.element("input").set("port", .number(Int(port)))
            try Self.dress(branch, look)
        }
    }

    private func apply(to branch: Branch) throws(Pipeline.Failure) {
        try Self.dress(branch, look)
        try branch.pad(at: "picture")?.set(Self.settings(look))
    }

    private static func dress(_ branch: Branch, _ look: Look) throws(Pipeline.Failure) {
        try branch.element("size").set("caps", .text(caps(look)))
        let label = try branch.element("label")
        try label.set(["text": .text(OverlayText.markup(look.label)), "silent": .flag(look.label.isEmpty)])
    }

    private static func caps(_ look: Look) -> String {
        let place = look.place ?? Rectangle(0, 0, 64, 36)
        return "video/x-raw,format=\(Canvas.format),width=\(place.width),height=\(place.height),"
            + "pixel-aspect-ratio=1/1"
    }

    /// A stream that ends is blanked after 1.5 s; until then its last picture stands.
    private static func settings(_ look: Look) -> [String: PropertyValue] {
        let place = look.place ?? Rectangle(0, 0, 64, 36)
        return [
            "xpos": .number(place.x), "ypos": .number(place.y), "width": .number(place.width),
            "height": .number(place.height), "alpha": .real(look.place == nil ? 0 : 1), "zorder": 2,
            "max-last-buffer-repeat": 1_500_000_000,
        ]
    }
}
