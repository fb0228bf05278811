package import Calls
import Offices

/// What rooms call: each with its own secret, each for itself alone.
package enum RoomCalls {
    package static let plan = Call(
        .get, "/api/rooms/:room/plan", by: .room, "The room's plan, as it changes", gives: Events<RoomPlan>.self,
        typed: "text/event-stream")
    /// At most `factsPerBatch` facts, all of one boot.
    package static let facts = Call(
        .post, "/api/rooms/:room/facts", by: .room, "Tell facts", takes: [FactEnvelope].self, gives: FactReceipt.self)
    package static let telemetry = Call(
        .post, "/api/rooms/:room/telemetry", by: .room, "Tell levels", takes: Telemetry.self, gives: ServiceClock.self)
    /// 320×180 is far below the limit.
    package static let preview = Call(
        .put, "/api/rooms/:room/preview", by: .room, "Give a small picture", takes: File.self, as: ["image/jpeg"],
        atMost: 256 << 10)
    package static let blob = Call(
        .get, "/api/rooms/:room/blobs/:sha256", by: .room, "A page to show", gives: File.self,
        typed: "application/octet-stream")
    /// A 1280×720 PNG of noise is under 4 MiB.
    package static let screen = Call(
        .put, "/api/rooms/:room/blobs/:sha256", by: .room, "Give a picture of the screen", takes: File.self,
        as: ["image/png"], atMost: 8 << 20)
    package static let recording = Call(
        .get, "/api/rooms/:room/recordings/:meeting/:track/:part", by: .room, "What has arrived",
        gives: UploadState.self)
    package static let chunk = Call(
        .put, "/api/rooms/:room/recordings/:meeting/:track/:part/chunks/:index", by: .room, "Give a piece",
        takes: File.self, as: ["application/octet-stream"], atMost: UploadSeal.chunkSize,
        with: [CallParameter(chunkHashHeader, in: .header, .hash, isRequired: true)])
    package static let seal = Call(
        .post, "/api/rooms/:room/recordings/:meeting/:track/:part/complete", by: .room, "All pieces are there",
        takes: UploadSeal.self, gives: UploadState.self)

    /// The most facts in one request.
    package static let factsPerBatch = 200
    /// Names the SHA-256 of a chunk's bytes.
    package static let chunkHashHeader = "X-Chunk-SHA256"
    /// The name of the server-sent event that carries a plan.
    package static let planEvent = "plan"
    /// Seconds of silence after which a room gives a plan's stream up.
    package static let planSilence = 12.0
}

extension RecordingPart {
    /// The parameters of a path that names the part.
    package var pathValues: [String: String] {
        ["meeting": meeting.description, "track": track.rawValue, "part": name.description]
    }
}
