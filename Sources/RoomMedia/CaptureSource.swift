import GStreamer
import Offices

/// A camera or a microphone, made ready: which launch description it is and what is set in it.
struct CaptureSource: Hashable, Sendable {
    /// The description's name in the folder of pipelines.
    let launch: String
    /// Properties by element.
    let settings: [String: [String: PropertyValue]]
    /// What the room's file calls the device; `nil` for what is made here.
    let device: String?
    /// What people should know of it, one line each: what of a clip could not be used.
    let notes: [String]

    init(
        _ launch: String, _ settings: [String: [String: PropertyValue]] = [:], device: String? = nil,
        notes: [String] = []
    ) {
        (self.launch, self.settings, self.device, self.notes) = (launch, settings, device, notes)
    }

    func configure(_ branch: Branch) throws(Pipeline.Failure) {
        for (element, properties) in settings { try branch.element(element).set(properties) }
    }
}

extension CaptureSource {
    /// The room's picture; a clip without one gets the test picture.
    static func camera(of room: Room, in workFolder: String) async throws(MediaFailure) -> CaptureSource {
        switch room.camera {
        case .test: return try await testPicture(of: room, in: workFolder)
        case .clip(let path):
            let loop = try await ClipLoop(path: path, workFolder: workFolder).prepare()
            guard let files = loop.picture else { return try await testPicture(of: room, in: workFolder) }
            return CaptureSource(
                "camera-clip", ["files": ["location": .text(files)]], notes: loop.notes.map { "\(path): \($0)" })
        case .v4l2(let device):
            return CaptureSource("camera-v4l2", ["device": ["device": .text(device)]], device: device)
        case .pipewire(let node):
            return CaptureSource("camera-pipewire", ["device": ["target-object": .text(node)]], device: node)
        }
    }

    /// The room's sound; a clip without one gets a voice that says the room's name.
    static func microphone(of room: Room, in workFolder: String) async throws(MediaFailure) -> CaptureSource {
        switch room.microphone {
        case .test(let tone): return try await voice(of: room, tone: tone, in: workFolder)
        case .clip(let path):
            let loop = try await ClipLoop(path: path, workFolder: workFolder).prepare()
            guard let files = loop.sound else { return try await voice(of: room, tone: nil, in: workFolder) }
            return CaptureSource(
                "microphone-loop", ["files": ["location": .text(files)]], notes: loop.notes.map { "\(path): \($0)" })
        case .pulse(let source):
            return CaptureSource("microphone-pulse", ["device": ["device": .text(source)]], device: source)
        case .alsa(let device):
            return CaptureSource("microphone-alsa", ["device": ["device": .text(device)]], device: device)
        }
    }

    private static func testPicture(of room: Room, in workFolder: String) async throws(MediaFailure) -> CaptureSource {
        let code = workFolder + "/code.png"
        try await RoomCode.draw(room.id.description, to: code)
        let label = OverlayText.markup(room.name)
        return CaptureSource("camera-test", ["code": ["location": .text(code)], "label": ["text": .text(label)]])
    }

    private static func voice(
        of room: Room, tone: Int?, in workFolder: String
    ) async throws(MediaFailure) -> CaptureSource {
        let loop = try await TestVoice.prepare(saying: room.name, tone: tone, in: workFolder + "/voice")
        guard let files = loop.sound else {
            throw .program("espeak-ng gave no sound for \(room.name.debugDescription)")
        }
        return CaptureSource("microphone-loop", ["files": ["location": .text(files)]])
    }
}
