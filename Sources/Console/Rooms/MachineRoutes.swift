import ControlRoom
import Foundation
import Hummingbird
import Offices
import RoomLink

/// Which machines speak for the rooms: seen, and chosen between, by whoever runs the control room.
struct MachineRoutes {
    let control: ControlRoom

    func add(to router: Router<ConsoleContext>) {
        router.get("/api/machines", use: list)
        router.post("/api/machines/:room", use: choose)
    }

    @Sendable private func list(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        _ = try context.keeper(at: control.clock())
        let seats = await control.machines()
        return try .json(seats.sorted { $0.key < $1.key }.map(MachineAnswer.init))
    }

    /// Chosen again, the same changes nothing.
    @Sendable private func choose(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        let person = try context.keeper(at: control.clock())
        let room = try context.parameter("room", RoomID.self)
        let form = try await request.form(MachineForm.self).form
        let seat = try await control.choose(form.boot, for: room, by: .person(person.id))
        return try .json(MachineAnswer(room, seat))
    }
}
