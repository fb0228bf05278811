import BoundedProcess
import Digests
import Foundation
import Glibc
import Offices
import Testing

@testable import RoomMedia

/// A site as the network knows it: a process of its own that sends picture and sound to a port.
///
/// `@unchecked Sendable` holds because one test alone, one step after the other, starts and kills it.
final class SimulatedSite: @unchecked Sendable {
    let code: String
    let tone: Int
    let port: UInt16
    private let folder: URL
    private var process: Process?

    init(code: String, tone: Int, port: UInt16, folder: URL) async throws {
        (self.code, self.tone, self.port, self.folder) = (code, tone, port, folder)
        let png = try await Program.qrencode.run(["-t", "PNG", "-s", "10", "-m", "3", "-o", "-", code])
        try Data(png.standardOutput).write(to: folder.appending(path: "\(code).png"))
    }

    func start() throws {
        let picture = folder.appending(path: "\(code).png").path
        process = try Self.launch(
            """
            videotestsrc is-live=true pattern=ball ! video/x-raw,format=I420,width=640,height=360,framerate=25/1
            ! gdkpixbufoverlay location=\(picture) offset-x=40 offset-y=20
            ! x264enc tune=zerolatency speed-preset=ultrafast key-int-max=12 bitrate=800 threads=1
            ! h264parse config-interval=-1 ! queue ! mux.
            audiotestsrc is-live=true freq=\(tone) volume=0.2 samplesperbuffer=960 ! audio/x-raw,rate=48000,channels=1
            ! opusenc ! opusparse ! queue ! mux.
            mpegtsmux name=mux alignment=7 latency=0 ! rtpmp2tpay ! udpsink host=127.0.0.1 port=\(port) sync=false
            """)
    }

    /// SIGKILL: nothing is said to anybody.
    func kill() {
        guard let process else { return }
        Glibc.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        self.process = nil
    }

    deinit { kill() }

    static func launch(_ description: String) throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/gst-launch-1.0")
        process.arguments = ["-q"] + description.split(whereSeparator: \.isWhitespace).map(String.init)
        (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
        try process.run()
        return process
    }
}

/// A room that takes the programme's return and keeps it as a file.
final class SimulatedRoom: Sendable {
    let port: UInt16
    let file: URL
    private let process: Process

    init(port: UInt16, file: URL) throws {
        (self.port, self.file) = (port, file)
        process = try SimulatedSite.launch(
            """
            udpsrc port=\(port) buffer-size=1000000
            caps=application/x-rtp,media=video,clock-rate=90000,encoding-name=MP2T
            ! rtpjitterbuffer latency=60 ! rtpmp2tdepay ! filesink location=\(file.path) buffer-mode=unbuffered
            """)
    }

    func end() {
        guard process.isRunning else { return }
        Glibc.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    deinit { end() }
}

enum Stage {
    /// UDP ports of this machine that were free a moment ago.
    static func ports(_ count: Int) -> [UInt16] {
        let sockets = (0..<count).map { _ in socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0) }
        defer { for socket in sockets { close(socket) } }
        return sockets.map { socket in
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_addr.s_addr = inet_addr("127.0.0.1")
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            return withUnsafeMutablePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                    bind(socket, generic, length)
                    getsockname(socket, generic, &length)
                }
                return UInt16(bigEndian: pointer.pointee.sin_port)
            }
        }
    }

    /// How often a condition of this target is looked at.
    private static let interval = Duration.milliseconds(50)

    /// Waits until a condition holds; `false` when it did not within the limit.
    static func until(_ limit: Duration = .seconds(10), _ condition: () async -> Bool) async -> Bool {
        let end = ContinuousClock.now + limit
        while ContinuousClock.now < end {
            if await condition() { return true }
            try? await Task.sleep(for: interval)
        }
        return await condition()
    }

    /// Lets media play that nobody counts: what comes over the network until it is shown, or a description in which an error
    /// would show within that time. No condition tells of either, so it is a stretch of real time.
    static func play(_ seconds: Double) async { try? await Task.sleep(for: .seconds(seconds)) }

    /// Waits until so many more seconds of picture are in the recording, by its own count of frames.
    static func record(
        _ seconds: Double, by programme: ProgrammePipeline, sourceLocation: SourceLocation = #_sourceLocation
    ) async {
        let frames = { @Sendable in
            await programme.report()
            return programme.board.status.recording?.frames ?? 0
        }
        let wanted = await frames() + Int(seconds * 25)
        let isThere = await until(.seconds(seconds * 2 + 10)) { await frames() >= wanted }
        let found = await frames()
        #expect(isThere, "\(found) of \(wanted) frames", sourceLocation: sourceLocation)
    }

    static func room(_ name: String) throws -> RoomID {
        guard let id = RoomID(name) else { throw Missing(what: "room id \(name)") }
        return id
    }

    struct Missing: Error { let what: String }

    /// A page of an unusual shape, as PNG.
    static func page(_ name: String, _ source: String, in folder: URL) async throws -> PageFile {
        let path = folder.appending(path: name).path
        _ = try await Program.ffmpeg.run(["-v", "error", "-f", "lavfi", "-i", source, "-frames:v", "1", path])
        return PageFile(hash: try hash(name.prefix(1)), path: path)
    }

    static func hash(_ digit: some StringProtocol) throws -> ContentHash {
        guard let hash = ContentHash(String(repeating: digit == "p" || digit == "o" ? "0" : String(digit), count: 64))
        else {
            throw Missing(what: "hash of \(digit)")
        }
        return hash
    }
}
