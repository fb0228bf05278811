import Digests
import Foundation
import Offices
import RoomLink
import RoomMedia
import Testing

@testable import RoomAgent

/// Values that several tests need.
enum Fixtures {
    static let now = Moment(microseconds: 1_795_000_000_000_000)
    static let meeting = MeetingID(at: now)
    static let boot = BootID(at: now)
    static let secretText = String(repeating: "0123456789abcdef", count: 4)

    static func id(_ text: String) throws -> RoomID { try #require(RoomID(text)) }

    static func room(_ name: String = "rko") throws -> Room {
        let slug = try #require(Slug(name))
        let office = Office(id: OfficeID(slug: slug), name: "Kantor \(name)", kind: .rko, zone: .wib, sections: [])
        return Room(
            id: RoomID(slug: slug), name: "Ruang \(name)", office: office, camera: .test,
            microphone: .test(tone: 440), screen: .headless, loudspeaker: .headless)
    }

    static func blob(_ text: String) -> ContentHash { ContentHash(of: Data(text.utf8)) }

    static func fact(_ number: Int = 1) -> RoomFact {
        .shown(Showing(surface: .screen, page: blob("\(number)"), since: now))
    }

    /// A red picture of 64×36 as PNG.
    static var page: Data {
        Data(
            base64Encoded: """
                iVBORw0KGgoAAAANSUhEUgAAAEAAAAAkCAIAAAC2bqvFAAAAU0lEQVR4nO3PQQkAMAzAwCqpfymTNRF7HINABFzm7H7dcEEDWtCAFjSgBQ1oQQNa0IAWNKAFDWhBA1rQgBY0oAUNaEEDWtCAFjSgBQ1oQQNa8NgF4n0kiFWLomsAAAAASUVORK5CYII=
                """) ?? Data()
    }

    static func part(_ number: Int = 1, _ track: Track = .room) -> RecordingPart {
        RecordingPart(meeting: meeting, track: track, number: number)
    }

    static func client(port: Int, patience: RoomClient.Patience = quick) throws -> RoomClient {
        RoomClient(
            room: try id("rko"), service: try ServiceURL("http://127.0.0.1:\(port)"),
            secret: try #require(Secret(secretText)), patience: patience)
    }

    static var quick: RoomClient.Patience {
        var patience = RoomClient.Patience()
        (patience.connect, patience.answer, patience.transfer, patience.planSilence) = (1, 1, 5, 0.6)
        return patience
    }
}

/// A folder that is gone after the test.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("room-agent-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var state: StateFolder { StateFolder(path) }
}

/// How often a condition of these tests is looked at.
private let interval = Duration.milliseconds(20)

/// Waits for a value; fails the test when there is none within the time.
func awaited<Value: Sendable>(
    _ what: Comment, within seconds: Double = 10, sourceLocation: SourceLocation = #_sourceLocation,
    _ value: @Sendable () async throws -> Value?
) async throws -> Value {
    let end = ContinuousClock.now + .seconds(seconds)
    while ContinuousClock.now < end {
        if let value = try await value() { return value }
        try await Task.sleep(for: interval)
    }
    return try #require(try await value(), what, sourceLocation: sourceLocation)
}

/// Waits until a condition holds; fails the test when it does not within the time.
func eventually(
    _ what: Comment, within seconds: Double = 10, sourceLocation: SourceLocation = #_sourceLocation,
    _ condition: @Sendable () async throws -> Bool
) async throws {
    _ = try await awaited(what, within: seconds, sourceLocation: sourceLocation) { try await condition() ? true : nil }
}

/// Processes that have a path of a test's own folder in their command line, also those that were only just started.
func processes(naming folder: String) -> [pid_t] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.compactMap { pid_t($0) }.filter { process in
        guard process != getpid(), let words = FileManager.default.contents(atPath: "/proc/\(process)/cmdline") else {
            return false
        }
        return String(decoding: words, as: UTF8.self).contains(folder)
    }
}
