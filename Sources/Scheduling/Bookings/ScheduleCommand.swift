package import Documents
package import Offices

/// What may be asked of the schedule.
package enum ScheduleCommand: Hashable, Sendable {
    /// Books a slot, or holds it until then.
    case book(BookingID, BookingRequest, in: Slot, holdUntil: Moment?)
    /// Books every slot of a series, or none: each is a booking of its own from then on.
    case bookSeries(SeriesID, BookingRequest, [Occurrence])
    /// Books a slot by moving what is less urgent, each to the slot named; the office of each chair has agreed.
    case preempt(BookingID, BookingRequest, in: Slot, moving: [Move])
    case confirm(BookingID, seen: Int)
    case extend(BookingID, until: Moment, seen: Int)
    case move(BookingID, to: Slot, reason: Line, seen: Int)
    case cancel(BookingID, reason: Line, seen: Int)
    /// The decision is no.
    case release(BookingID, reason: Line)
    case begin(BookingID)
    case end(BookingID)
    case prolong(BookingID, to: Slot, seen: Int)
    case adjourn(BookingID, seen: Int)
    case resume(BookingID, in: Slot, seen: Int)
    case join(BookingID, Booking.Site, reason: Line, seen: Int)
    case leave(BookingID, OfficeID, reason: Line, seen: Int)

    /// One meeting of a series.
    package struct Occurrence: Hashable, Sendable {
        package let booking: BookingID
        package let slot: Slot

        package init(booking: BookingID, slot: Slot) { (self.booking, self.slot) = (booking, slot) }
    }

    /// One booking that makes room.
    package struct Move: Hashable, Sendable, Codable {
        package let booking: BookingID
        package let slot: Slot
        package let seen: Int

        package init(booking: BookingID, slot: Slot, seen: Int) {
            (self.booking, self.slot, self.seen) = (booking, slot, seen)
        }
    }
}

/// Who and what a booking is for, without its time.
package struct BookingRequest: Hashable, Sendable {
    package var agenda: Line
    package var kind: Booking.Kind
    package var urgency: Urgency
    package var margins: Margins
    /// The host first.
    package var sites: [Booking.Site]
    package var guests: [OfficeID]
    package var people: [Booking.Attendee]

    package init(
        agenda: Line, kind: Booking.Kind = .meeting, urgency: Urgency = .segera, margins: Margins = .usual,
        sites: [Booking.Site], guests: [OfficeID] = [], people: [Booking.Attendee] = []
    ) {
        (self.agenda, self.kind, self.urgency, self.margins) = (agenda, kind, urgency, margins)
        (self.sites, self.guests, self.people) = (sites, guests, people)
    }
}
