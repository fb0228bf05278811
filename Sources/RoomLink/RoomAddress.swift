package import Digests
package import Offices

/// An address of the service that rooms call; both sides take its path from here.
package enum RoomAddress: Hashable, Sendable {
    /// GET: server-sent events, one `RoomPlan` each.
    case plan
    /// POST: a JSON array of at most `factsPerBatch` `FactEnvelope`, all of one boot → `FactReceipt`.
    case facts
    /// POST: `Telemetry` → `ServiceClock`.
    case telemetry
    /// PUT: the newest picture of the room as `image/jpeg`.
    case preview
    /// GET and PUT: a file by its hash.
    case blob(ContentHash)
    /// GET → `UploadState`.
    case recording(RecordingPart)
    /// PUT: one chunk, its SHA-256 in the header `chunkHashHeader`.
    case chunk(RecordingPart, index: Int)
    /// POST: `UploadSeal` → `UploadState`.
    case seal(RecordingPart)

    /// A router's pattern of an address, each parameter as `:name`.
    package enum Pattern: String, Hashable, Sendable, CaseIterable {
        case plan = "/api/rooms/:room/plan"
        case facts = "/api/rooms/:room/facts"
        case telemetry = "/api/rooms/:room/telemetry"
        case preview = "/api/rooms/:room/preview"
        case blob = "/api/rooms/:room/blobs/:sha256"
        case recording = "/api/rooms/:room/recordings/:meeting/:track/:part"
        case chunk = "/api/rooms/:room/recordings/:meeting/:track/:part/chunks/:index"
        case seal = "/api/rooms/:room/recordings/:meeting/:track/:part/complete"
    }

    /// The most facts in one request.
    package static let factsPerBatch = 200
    /// Names the SHA-256 of a chunk's bytes.
    package static let chunkHashHeader = "X-Chunk-SHA256"
    /// The name of the server-sent event that carries a plan.
    package static let planEvent = "plan"
    /// Seconds after which the service says something on a plan's stream, if only a comment.
    package static let planHeartbeat = 5.0
    /// Seconds of silence after which a room gives a plan's stream up.
    package static let planSilence = 12.0

    package var pattern: Pattern {
        switch self {
        case .plan: .plan
        case .facts: .facts
        case .telemetry: .telemetry
        case .preview: .preview
        case .blob: .blob
        case .recording: .recording
        case .chunk: .chunk
        case .seal: .seal
        }
    }

    /// The address's path for one room, ready to be put behind the service's URL.
    package func path(of room: RoomID) -> String {
        var parameters = parameters
        parameters["room"] = room.description
        return pattern.rawValue.split(separator: "/").map { part in
            part.hasPrefix(":") ? "/" + (parameters[String(part.dropFirst())] ?? "") : "/" + part
        }.joined()
    }

    private var parameters: [String: String] {
        switch self {
        case .plan, .facts, .telemetry, .preview: [:]
        case .blob(let hash): ["sha256": hash.hex]
        case .recording(let part), .seal(let part): Self.parameters(of: part)
        case .chunk(let part, let index):
            Self.parameters(of: part).merging(["index": String(index)]) { first, _ in first }
        }
    }

    private static func parameters(of part: RecordingPart) -> [String: String] {
        ["meeting": part.meeting.description, "track": part.track.rawValue, "part": part.name.description]
    }
}
