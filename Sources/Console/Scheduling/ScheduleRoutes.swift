import Calls
import ControlRoom
import Engine
import Journal
import Offices
import Scheduling

/// Slots and bookings over the API.
struct ScheduleRoutes {
    let control: ControlRoom

    func add(to book: inout CallBook) {
        book.on(ScheduleCalls.search, use: search)
        book.on(ScheduleCalls.list, use: list)
        book.on(ScheduleCalls.show, use: show)
        book.on(ScheduleCalls.book, use: make)
        book.on(ScheduleCalls.act, use: act)
    }

    private var desk: SchedulingDesk { control.scheduling }

    @Sendable private func search(_ asked: Asked<SlotForm>) async throws -> SlotsAnswer {
        let person = try asked.person()
        let query = try await asked.form().query(in: control.directory)
        let answer = await control.slots(query)
        return SlotsAnswer(answer, of: desk.schedule, desk.names(for: person))
    }

    @Sendable private func list(_ asked: Asked<Nothing>) async throws -> [BookingAnswer] {
        let person = try asked.person()
        return desk.schedule.open.map { answer($0, to: person) }
    }

    @Sendable private func show(_ asked: Asked<Nothing>) async throws -> BookingAnswer {
        answer(try booking(asked), to: try asked.person())
    }

    @Sendable private func make(_ asked: Asked<BookingForm>) async throws -> BookingAnswer {
        let (person, now) = (try asked.person(), control.clock())
        let key = try asked.key(of: person)
        let (form, bytes) = try await asked.act(on: nil, by: person, key: key, at: control)
        guard let host = form.parties.offices.first.flatMap({ control.directory[$0.office] }) else {
            throw UnfitField(
                "offices", "tuan rumahnya tidak dikenal; boleh kantor yang punya ruang, tuan rumah lebih dahulu",
                "found no known host; allowed: an office with a room, the host first")
        }
        guard person.mayBook(hostedBy: host.id, kind: host.kind, at: now) else { throw Rejection.forbidden }
        guard form.moving == nil || person.mayPreempt(at: now) else { throw Rejection.forbidden }
        let id = BookingID(madeBy: key)
        try await submit(form.command(id, in: control.directory), by: person, key, bytes)
        return answer(try known(id), to: person)
    }

    @Sendable private func act(_ asked: Asked<BookingActForm>) async throws -> BookingAnswer {
        let (person, now) = (try asked.person(), control.clock())
        let key = try asked.key(of: person)
        let booking = try booking(asked)
        let (form, bytes) = try await asked.act(on: nil, by: person, key: key, at: control)
        guard let host = booking.host.flatMap({ control.directory[$0.office] }),
            person.mayBook(hostedBy: host.id, kind: host.kind, at: now)
        else { throw Rejection.forbidden }
        let command = try form.command(on: booking, in: control.directory)
        try await submit(command, by: person, key, Array("\(booking.id):".utf8) + bytes)
        return answer(try known(booking.id), to: person)
    }

    private func submit(
        _ command: ScheduleCommand, by person: Person, _ key: IdempotencyKey, _ bytes: [UInt8]
    ) async throws {
        try await control.audited(nil, act: nil, by: person, key: key) {
            try await desk.submit(command, by: person, key: key, request: bytes)
        }
    }

    private func booking<Body>(_ asked: Asked<Body>) throws -> Booking {
        try known(try asked.parameter("booking", BookingID.self))
    }

    private func known(_ id: BookingID) throws -> Booking {
        guard let booking = desk.schedule[id] else { throw UnknownBooking(id: id) }
        return booking
    }

    private func answer(_ booking: Booking, to person: Person) -> BookingAnswer {
        BookingAnswer(booking, to: person, zone: desk.names(for: person).zone, at: control.clock())
    }
}
