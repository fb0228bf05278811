import Foundation
import Journal
import Offices
import Scheduling
import Testing

@testable import ControlRoom

/// Bookings in the journal: what was booked is there again, and holds look after themselves.
struct SchedulingDeskTests {
    private static let everybody = Service.everybody

    private func slot(_ service: Service, _ hours: Int) throws -> Slot {
        let cell = Cell(notBefore: service.now())
        return try Slot(start: cell.advanced(by: hours * 12).start, minutes: 60)
    }

    private func request() throws -> BookingRequest {
        BookingRequest(
            agenda: try line("Penerimaan turun"),
            sites: Service.rooms.map { Booking.Site(office: $0.office.id, room: $0.id) })
    }

    private func book(
        _ control: ControlRoom, _ slot: Slot, hold: Moment? = nil, key: String
    ) async throws -> BookingID {
        let key = try #require(IdempotencyKey(key))
        let id = BookingID(madeBy: key)
        try await control.scheduling.submit(
            .book(id, try request(), in: slot, holdUntil: hold), by: Self.everybody, key: key,
            request: Array(key.text.utf8))
        return id
    }

    @Test("Bookings are there again after a start, with the snapshot and without", arguments: [true, false])
    func restart(hasSnapshot: Bool) async throws {
        let service = try Service()
        let before = try await service.run { control in
            let first = try await book(control, try slot(service, 3), key: "satu")
            _ = try await book(control, try slot(service, 9), hold: service.now().advanced(bySeconds: 60), key: "dua")
            #expect(
                try await book(control, try slot(service, 3), key: "satu") == first, "the same key is the same booking")
            return control.scheduling.schedule
        }
        if !hasSnapshot { try FileManager.default.removeItem(atPath: service.folder.docket) }
        try await service.run { control in
            #expect(control.scheduling.schedule.bookings == before.bookings)
            #expect(control.scheduling.schedule.lastNumber == 2)
            await #expect(throws: ScheduleRefusal.self) {
                try await book(control, try slot(service, 3), key: "tiga")
            }
        }
    }

    @Test("A hold that nobody decides is extended by the service, and the journal says by whom")
    func tended() async throws {
        let service = try Service()
        try await service.run { control in
            let id = try await book(
                control, try slot(service, 30), hold: service.now().advanced(bySeconds: 600), key: "satu")
            try await control.tendSchedule()
            #expect(control.scheduling.schedule[id]?.changes == 0, "it still runs")
            service.pass(601)
            try await control.tendSchedule()
            let booking = try #require(control.scheduling.schedule[id])
            guard case .held(let until) = booking.state else { return #expect(Bool(false), "\(booking.state)") }
            #expect(until > service.now())
        }
    }
}
