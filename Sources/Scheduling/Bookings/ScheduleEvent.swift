package import Offices

/// What happened to the schedule; the journal keeps each for ever.
package enum ScheduleEvent: Hashable, Sendable, Codable {
    /// A booking was made, held or fixed.
    case made(Booking)
    /// A held slot became a meeting.
    case confirmed(BookingID)
    /// A hold was extended until then.
    case extended(BookingID, until: Moment)
    /// It is at another time.
    case moved(BookingID, to: Slot, load: Load, reason: Reason)
    case cancelled(BookingID, reason: Line)
    /// No meeting is needed: the hold is given up at once.
    case released(BookingID, reason: Line)
    /// Nobody decided in time.
    case lapsed(BookingID)
    case began(BookingID, at: Moment)
    case ended(BookingID, at: Moment)
    /// The running meeting goes on until the end of that slot.
    case prolonged(BookingID, to: Slot, load: Load)
    case adjourned(BookingID, at: Moment)
    /// An adjourned meeting goes on in that slot.
    case resumed(BookingID, in: Slot, load: Load)
    case joined(BookingID, Booking.Site, load: Load, reason: Line)
    case left(BookingID, OfficeID, load: Load, reason: Line)

    /// Why a booking has another time.
    package enum Reason: Hashable, Sendable, Codable {
        case asked(Line)
        /// A meeting that is more urgent took its place.
        case preempted(by: BookingID)
        /// The decision was not there in time.
        case undecided
    }

    package var booking: BookingID {
        switch self {
        case .made(let booking): booking.id
        case .confirmed(let id), .extended(let id, _), .moved(let id, _, _, _), .cancelled(let id, _),
            .released(let id, _),
            .lapsed(let id), .began(let id, _), .ended(let id, _), .prolonged(let id, _, _), .adjourned(let id, _),
            .resumed(let id, _, _), .joined(let id, _, _, _), .left(let id, _, _, _):
            id
        }
    }

    /// The form in which the journal keeps it: a name that never changes once written, and its version.
    package var form: String {
        switch self {
        case .made: "booking.made@1"
        case .confirmed: "booking.confirmed@1"
        case .extended: "booking.extended@1"
        case .moved: "booking.moved@1"
        case .cancelled: "booking.cancelled@1"
        case .released: "booking.released@1"
        case .lapsed: "booking.lapsed@1"
        case .began: "booking.began@1"
        case .ended: "booking.ended@1"
        case .prolonged: "booking.prolonged@1"
        case .adjourned: "booking.adjourned@1"
        case .resumed: "booking.resumed@1"
        case .joined: "booking.joined@1"
        case .left: "booking.left@1"
        }
    }

    /// Every form that this version of the project writes and reads.
    package static let forms: Set<String> = [
        "booking.made@1", "booking.confirmed@1", "booking.extended@1", "booking.moved@1", "booking.cancelled@1",
        "booking.released@1",
        "booking.lapsed@1", "booking.began@1", "booking.ended@1", "booking.prolonged@1", "booking.adjourned@1",
        "booking.resumed@1",
        "booking.joined@1", "booking.left@1",
    ]
}
