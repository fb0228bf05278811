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
    static let secretText = String(repeating: "0123456789abcdef", count: 4)

    static func id(_ text: String) throws -> RoomID { try #require(RoomID(text)) }

    static func room(_ name: String = "rko") throws -> Room {
        let slug = try #require(Slug(name))
        let office = Office(id: OfficeID(slug: slug), name: "Kantor \(name)", kind: .rko, zone: .wib, sections: [])
        return Room(
            id: RoomID(slug: slug), name: "Ruang \(name)", office: office, camera: .test,
            microphone: .test(tone: 440), screen: .headless, loudspeaker: .headless)
    }

    static func blob(_ text: String) -> BlobHash { FileDigest.hash(of: Data(text.utf8)) }

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

/// Waits until a condition holds; fails the test when it does not within the time.
func eventually(
    _ what: Comment, within seconds: Double = 10, sourceLocation: SourceLocation = #_sourceLocation,
    _ condition: @Sendable () async throws -> Bool
) async throws {
    let end = ContinuousClock.now + .seconds(seconds)
    while ContinuousClock.now < end {
        if try await condition() { return }
        try await Task.sleep(for: .milliseconds(20))
    }
    try #require(try await condition(), what, sourceLocation: sourceLocation)
}
