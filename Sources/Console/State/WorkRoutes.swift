import ControlRoom
import Foundation
import Hummingbird
import Offices

/// What the service does by itself and has not done: seen and repeated by whoever runs the control room.
struct WorkRoutes {
    let control: ControlRoom

    func add(to router: Router<ConsoleContext>) {
        router.get("/api/work", use: list)
        router.post("/api/work/:work/retry", use: retry)
    }

    @Sendable private func list(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        _ = try context.keeper(at: control.clock())
        return try .json(await control.work())
    }

    @Sendable private func retry(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        let person = try context.keeper(at: control.clock())
        let id = try context.parameter("work", Int64.self)
        guard let work = try await control.retryWork(id, by: person) else {
            throw Rejection.notFound("work \(id) that was set aside")
        }
        let control = control
        Task { await control.workOffOutbox() }
        return try .json(work, status: .accepted)
    }
}
