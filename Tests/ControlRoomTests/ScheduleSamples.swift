import Documents
import Engine
import Foundation
import Journal
import Offices
import Scheduling
import Testing

@testable import ControlRoom

/// One event of every name that the schedule keeps.
enum ScheduleSamples {
    static func all(_ moment: Moment) throws -> [(name: String, draft: EventDraft)] {
        try events(moment).map { ($0.form, try EventCodec.draft($0, by: nil, at: moment)) }
    }

    private static func events(_ moment: Moment) throws -> [ScheduleEvent] {
        let id = BookingID(uuid: try #require(UUID(uuidString: "01a1ee56-5e05-7000-8000-000000000007")))
        let start = Cell(notBefore: moment).start
        let (slot, later) = (
            try Slot(start: start, minutes: 90), try Slot(start: start.advanced(bySeconds: 86_400), minutes: 90)
        )
        let load = Load.of(sites: 2, minutes: 90, within: .measured(freeBytes: 1 << 40, at: moment))
        let (reason, far) = (try line("diminta pimpinan"), Booking.Site(office: Service.far.id, room: Service.farRoom))
        return [
            .made(try booking(id, slot, load, far)), .confirmed(id), .extended(id, until: moment),
            .moved(id, to: later, load: load, reason: .preempted(by: id)), .cancelled(id, reason: reason),
            .released(id, reason: reason), .lapsed(id), .began(id, at: moment), .ended(id, at: moment),
            .prolonged(id, to: slot, load: load), .adjourned(id, at: moment), .resumed(id, in: later, load: load),
            .joined(id, far, load: load, reason: reason), .left(id, far.office, load: load, reason: reason),
        ]
    }

    private static func booking(
        _ id: BookingID, _ slot: Slot, _ load: Load, _ far: Booking.Site
    ) throws -> Booking {
        let person = PersonID(uuid: try #require(UUID(uuidString: "01a1ee56-5e05-7000-8000-000000000008")))
        return Booking(
            id: id, number: 7, agenda: try line("Penerimaan turun"), kind: .meeting, urgency: .sangatSegera, slot: slot,
            margins: .usual, sites: [Booking.Site(office: Service.host.id, room: Service.hostRoom), far],
            guests: [Service.proposer], people: [Booking.Attendee(person: person, part: .chair)], load: load,
            series: SeriesID(uuid: id.uuid), state: .held(until: slot.start))
    }
}
