import BoundedProcess
import Foundation
import Glibc
import Offices
import RoomLink
import Testing

@testable import RoomMedia

/// The capture side's tests on real media: one at a time, so that each has the machine to itself.
@Suite(.serialized)
enum CaptureMedia {}

/// A folder for one test, with the room and the plans that belong to it.
final class CaptureStage: Sendable {
    let folder: URL
    let pipelines: PipelineFolder

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "capture-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        pipelines = try PipelineFolder(Self.pipelinesPath)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    static var pipelinesPath: String {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Pipelines").path
    }

    func file(_ name: String) -> URL { folder.appending(path: name) }

    func room(
        _ camera: Camera = .test, _ microphone: Microphone = .test(tone: 700), name: String = "Ruang Rapat Makassar"
    ) throws -> Room {
        let office = Office(
            id: try #require(OfficeID("kpp-makassar")), name: "KPP Makassar", kind: .kpp, zone: .wita, sections: [])
        return Room(
            id: try #require(RoomID("kpp-makassar")), name: name, office: office, camera: camera,
            microphone: microphone, screen: .headless, loudspeaker: .headless)
    }

    func plan(_ room: Room, outputs: [Endpoint] = [], record: URL? = nil) -> CapturePlan {
        CapturePlan(room: room, outputs: outputs, record: record?.path, workFolder: file("work").path)
    }

    func capture(_ room: Room, outputs: [Endpoint] = [], record: URL? = nil) async throws -> CapturePipeline {
        try await CapturePipeline(plan(room, outputs: outputs, record: record), pipelines: pipelines)
    }

    /// A clip made by ffmpeg from its test sources.
    func clip(_ name: String, _ arguments: [String]) async throws -> String {
        let path = file(name).path
        _ = try await Program.ffmpeg.run(["-nostdin", "-v", "error"] + arguments + [path])
        return path
    }

    /// A UDP port that is free now.
    static func freePort() throws -> UInt16 {
        let socket = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, length) == 0 && getsockname(socket, $0, &length) == 0
            }
        }
        try #require(bound)
        return UInt16(bigEndian: address.sin_port)
    }
}

extension MediaPipeline {
    /// The first status that fits, or the last one seen when none does in time.
    nonisolated func status(
        within limit: Duration = .seconds(12), _ fits: @escaping @Sendable (ChildStatus) -> Bool
    ) async -> ChildStatus? {
        let statuses = statuses
        return await withTaskGroup(of: ChildStatus?.self) { group in
            group.addTask { await statuses.first(where: fits) }
            group.addTask {
                try? await Task.sleep(for: limit)
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
    }
}

extension Measured {
    /// Codec, width and length of a file as ffprobe tells them.
    static func streams(_ file: URL) async throws -> String {
        try await Program.ffprobe.run([
            "-v", "error", "-show_entries", "stream=codec_name,width,height,sample_rate,channels:format=duration",
            "-of", "compact=p=0", file.path,
        ]).text
    }

    /// Length in seconds by the file's own word; 0 when it has none.
    static func duration(_ file: URL) async throws -> Double {
        let text = try await Program.ffprobe.run([
            "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", file.path,
        ]).text
        return Double(text.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0
    }
}
