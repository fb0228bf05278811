import AsyncAlgorithms
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceLifecycle

/// Server-sent events (the `text/event-stream` of the HTML standard).
enum EventStream {
    /// One event; `data` must hold no line break.
    struct Event: Sendable {
        var id: String?
        var name: String
        var data: [UInt8]
    }

    /// Seconds between comment lines, which keep connections open and find dead ones.
    private static let heartbeat = Duration.seconds(3)

    /// Nobody on the way keeps, changes or gathers what is sent: a proxy that buffers would deliver nothing.
    private static var headers: HTTPFields {
        var headers: HTTPFields = [
            .contentType: "text/event-stream", .cacheControl: "no-cache, no-transform, no-store",
        ]
        if let buffering = HTTPField.Name("X-Accel-Buffering") { headers[buffering] = "no" }
        return headers
    }

    /// A response that sends every event of the sequence until the client or the service goes, or what allowed it ends:
    /// that is asked before each event and at each heartbeat. The first comment line goes out at once.
    static func response<Events: AsyncSequence & Sendable>(
        _ events: Events, heartbeat: Duration = heartbeat, while isAllowed: @escaping @Sendable () async -> Bool
    ) -> Response
    where Events.Element == Event, Events.AsyncIterator: SendableMetatype {
        Response(
            status: .ok,
            headers: headers,
            body: ResponseBody { writer in
                let beats = AsyncTimerSequence(interval: heartbeat, clock: ContinuousClock()).map { _ in Event?.none }
                let all = merge(events.map { Event?.some($0) }, beats).cancelOnGracefulShutdown()
                try await writer.write(ByteBuffer(string: ": halo\n\n"))
                for try await event in all {
                    guard await isAllowed() else { break }
                    try await writer.write(event.map(text) ?? ByteBuffer(string: ": \n\n"))
                }
                try await writer.finish(nil)
            })
    }

    private static func text(_ event: Event) -> ByteBuffer {
        var buffer = ByteBuffer()
        if let id = event.id { buffer.writeString("id: \(id)\n") }
        buffer.writeString("event: \(event.name)\ndata: ")
        buffer.writeBytes(event.data)
        buffer.writeString("\n\n")
        return buffer
    }
}
