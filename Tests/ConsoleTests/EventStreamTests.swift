import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Synchronization
import Testing

@testable import Console

/// A stream lives as long as what allowed it.
struct EventStreamTests {
    /// Answers `true` so many times.
    private final class Permit: Sendable {
        private let left: Mutex<Int>
        init(_ times: Int) { left = Mutex(times) }

        func ask() -> Bool {
            left.withLock { left in
                left -= 1
                return left >= 0
            }
        }
    }

    private func text(_ answer: @escaping @Sendable () -> Response) async throws -> String {
        let router = Router(context: ConsoleContext.self)
        router.get("/events") { _, _ in answer() }
        return try await Application(router: router, logger: House.logger).test(.router) { client in
            try await client.json(.get, "/events").text
        }
    }

    @Test("It ends at the next heartbeat when it is allowed no longer, though nothing happens")
    func endsInSilence() async throws {
        let permit = Permit(3)
        let text = try await text {
            EventStream.response(AsyncStream<EventStream.Event> { _ in }, heartbeat: .milliseconds(2)) { permit.ask() }
        }
        #expect(text.components(separatedBy: ": \n\n").count == 4, "three heartbeats: \(text)")
    }

    @Test("What happens after it is allowed no longer is not told")
    func tellsNothingMore() async throws {
        let permit = Permit(2)
        let text = try await text {
            let events = AsyncStream { continuation in
                for number in 1...5 {
                    continuation.yield(EventStream.Event(id: "\(number)", name: "wall", data: Array("x".utf8)))
                }
            }
            return EventStream.response(events, heartbeat: .seconds(60)) { permit.ask() }
        }
        #expect(text.contains("id: 2") && !text.contains("id: 3"), "\(text)")
    }
}
