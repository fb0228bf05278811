import Calls
import ControlRoom
import Foundation
import Hummingbird
import Offices

/// What the service does by itself and has not done: seen and repeated by whoever runs the control room.
struct WorkRoutes {
    let control: ControlRoom

    func add(to book: inout CallBook) {
        book.on(WorkCalls.list, use: list)
        book.on(WorkCalls.retry, use: retry)
    }

    @Sendable private func list(_ asked: Asked<Nothing>) async throws -> [Work] {
        return try await control.work()
    }

    @Sendable private func retry(_ asked: Asked<Nothing>) async throws -> Work {
        let person = try asked.person()
        let id = try asked.parameter("work", Int64.self)
        guard let work = try await control.retryWork(id, by: person) else {
            throw Rejection.notFound("work \(id) that was set aside")
        }
        let control = control
        Task { await control.workOffOutbox() }
        return work
    }
}
