import Calls
import ControlRoom
import Foundation
import Hummingbird
import Offices
import RoomLink

/// Which machines speak for the rooms: seen, and chosen between, by whoever runs the control room.
struct MachineRoutes {
    let control: ControlRoom

    func add(to book: inout CallBook) {
        book.on(MachineCalls.list, use: list)
        book.on(MachineCalls.choose, use: choose)
    }

    @Sendable private func list(_ asked: Asked<Nothing>) async throws -> [MachineAnswer] {
        let seats = await control.machines()
        return seats.sorted { $0.key < $1.key }.map(MachineAnswer.init)
    }

    /// Chosen again, the same changes nothing.
    @Sendable private func choose(_ asked: Asked<MachineForm>) async throws -> MachineAnswer {
        let person = try asked.person()
        let room = try asked.parameter("room", RoomID.self)
        let form = try await asked.form()
        let seat = try await control.choose(form.boot, for: room, by: .person(person.id))
        return MachineAnswer(room, seat)
    }
}
