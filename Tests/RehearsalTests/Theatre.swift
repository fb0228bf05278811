import BoundedProcess
import Console
import ControlRoom
import Foundation
import Logging
import Offices
import Rehearsal

/// A service with its HTTP server and puppets for rooms, on a state folder of its own.
final class Theatre: Sendable {
    let folder: String
    let control: ControlRoom
    let client: ServiceClient
    let player: Player
    private let running: [Task<Void, any Error>]

    /// Opens the service on a folder that the playbill prepared, with the tokens made there.
    init(
        _ bill: Playbill, folder: String, tokens: [(member: Cast.Member, token: String)], props: Props,
        patience: Double
    ) async throws {
        self.folder = folder
        let control = try await ControlRoom.open(
            folder: StateFolder(path: folder), rooms: bill.rooms, clock: { Moment(Date()) })
        self.control = control
        let (ports, told) = AsyncStream<Int>.makeStream()
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let console = Console(control, logger: logger)
        let server = Task {
            try await console.run(Console.Listener(host: "127.0.0.1", port: 0)) { told.yield($0) }
        }
        let puppets = bill.rooms.map { room in
            let puppet = RoomPuppet(room: room.id, control: control, recording: props.recording)
            return Task { try await puppet.run() }
        }
        running = puppets + [server]
        let port = await ports.first { _ in true } ?? 0
        client = ServiceClient(base: "http://127.0.0.1:\(port)")
        player = Player(
            client: client, cast: tokens,
            offices: control.directory.offices, pace: 0, patience: patience, insists: true,
            clock: { Moment(Date()) }, sleep: { try await Task.sleep(for: .seconds(min($0, 0.02))) },
            materials: { _ in props.deck })
    }

    func close() async throws {
        for task in running { task.cancel() }
        for task in running { _ = await task.result }
        try await control.close()
    }
}

/// What the plays need from outside: a short real recording and a PDF of two pages.
struct Props: Sendable {
    let recording: Data
    let deck: Data

    static func make() async throws -> Props {
        try await Scratch.folder { folder in
            let recording = folder.appending(path: "r.mkv")
            _ = try await Program.ffmpeg.run(
                [
                    "-v", "error", "-f", "lavfi", "-i", "testsrc=size=128x72:rate=5:duration=400", "-f", "lavfi", "-i",
                    "sine=frequency=440:sample_rate=48000:duration=400", "-c:v", "libx264", "-g", "12", "-pix_fmt",
                    "yuv420p",
                    "-c:a", "libopus", recording.path,
                ], within: .document)
            let page = "<p>1</p><p style='break-before:page'>2</p>"
            try Data("<style>@page{size:320px 180px;margin:0}</style>\(page)".utf8).write(
                to: folder.appending(path: "d.html"))
            _ = try await Program.weasyprint.run(["d.html", "d.pdf"], within: .document, in: folder)
            return Props(
                recording: try Data(contentsOf: recording), deck: try Data(contentsOf: folder.appending(path: "d.pdf")))
        }
    }
}
