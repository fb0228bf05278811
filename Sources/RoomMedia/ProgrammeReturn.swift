import GStreamer
import RoomLink

/// The programme on its way to one room: the picture's one encoding, and a mix that leaves out the room's own sound.
actor ProgrammeReturn {
    struct Course: Hashable, Sendable {
        var endpoint: Endpoint
        /// The sound input that is left out; `nil` for a room that is no site.
        var own: Int?
    }

    nonisolated let name: String
    private let description: String
    private let pipeline: Pipeline
    private var course: Course
    private var state = State.absent

    private enum State {
        case absent, changing, ended
        case playing(Branch)
    }

    init(_ name: String, course: Course, description: String, in pipeline: Pipeline) {
        (self.name, self.course, self.description, self.pipeline) = (name, course, description, pipeline)
    }

    func start() async throws(Pipeline.Failure) {
        guard case .absent = state else { return }
        state = .changing
        do {
            let branch = try await add()
            guard case .changing = state else { return await pipeline.remove(branch) }
            state = .playing(branch)
        } catch {
            if case .changing = state { state = .absent }
            throw error
        }
    }

    /// Sends elsewhere, or leaves out another sound.
    func turn(to course: Course) async throws(Pipeline.Failure) {
        guard course != self.course else { return }
        self.course = course
        await clear()
        try await start()
    }

    func end() async {
        let last = state
        state = .ended
        if case .playing(let branch) = last { await pipeline.remove(branch) }
    }

    /// An error in the branch: it is built anew at the next watch.
    func noticed(_ message: Message) async {
        if message.branch == name, case .error = message.content { await clear() }
    }

    /// To be called each second.
    func watch() async { try? await start() }

    private func clear() async {
        guard case .playing(let branch) = state else { return }
        state = .changing
        await pipeline.remove(branch)
        if case .changing = state { state = .absent }
    }

    private func add() async throws(Pipeline.Failure) -> Branch {
        let course = course
        let sounds = (1...SoundSlots.count).filter { $0 != course.own }.map { slot in
            Link.from("sound-\(slot)", into: "sound-\(slot)")
        }
        return try await pipeline.add(name, description, links: [.from("video", into: "picture")] + sounds) {
            branch throws(Pipeline.Failure) in
            let output = try branch.element("output")
            try output.set(["host": .text(course.endpoint.host), "port": .number(Int(course.endpoint.port))])
        }
    }
}
