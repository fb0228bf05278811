import Documents
import Offices
import Scheduling

/// A sentence in both languages.
struct Words: Codable, Sendable {
    let message: String
    let english: String

    init(_ sentence: Sentence) { (message, english) = (sentence.indonesian, sentence.english) }
}

/// A booking as the API tells it: what it binds to everybody, what it is for to those who take part.
struct BookingAnswer: Codable, Sendable {
    let id: BookingID
    /// `PJ-7`.
    let label: String
    let start: Moment
    let minutes: Int
    /// The time on the wall of the office that asks.
    let time: String
    let state: String
    let stateWords: Words
    let changes: Int
    /// The end of the hold.
    let until: Moment?
    let offices: [Booking.Site]
    /// What follows is told to those who take part, to the RKO, and to nobody else.
    let agenda: Line?
    let kind: Booking.Kind?
    let urgency: Urgency?
    let guests: [OfficeID]?
    let people: [Booking.Attendee]?
    let series: SeriesID?

    init(_ booking: Booking, to person: Person, zone: Zone, at now: Moment) {
        let isOpen = booking.mayRead(person, at: now)
        (id, label, changes) = (booking.id, booking.label, booking.changes)
        (start, minutes, time) = (booking.slot.start, booking.slot.minutes, booking.slot.words(in: zone))
        (state, stateWords) = (booking.state.name, Words(booking.state.words))
        if case .held(let end) = booking.state { until = end } else { until = nil }
        offices = booking.sites
        (agenda, kind) = isOpen ? (booking.agenda, booking.kind) : (nil, nil)
        (urgency, guests) = isOpen ? (booking.urgency, booking.guests) : (nil, nil)
        (people, series) = isOpen ? (booking.people, booking.series) : (nil, nil)
    }
}

/// What a search found.
struct SlotsAnswer: Codable, Sendable {
    let offers: [Offer]
    /// How many starts fit in all.
    let fitting: Int
    let rejected: [Rejected]
    /// Slots that would fit without those named, when there are fewer offers than wanted.
    let without: [Rejected]

    struct Offer: Codable, Sendable {
        let start: Moment
        let minutes: Int
        let time: String
        /// Offices outside their working hours.
        let closed: [OfficeID]
        /// Offices in their midday break.
        let pausing: [OfficeID]
        let missing: [Words]
    }

    struct Rejected: Codable, Sendable {
        let start: Moment
        let time: String
        let reasons: [Words]
    }

    init(_ answer: SlotAnswer, of schedule: Schedule, _ names: ScheduleNames) {
        func words(_ obstacles: [Obstacle], _ slot: Slot) -> [Words] {
            obstacles.map { Words(schedule.words($0, for: slot, names)) }
        }
        func rejected(_ slot: Slot, _ obstacles: [Obstacle]) -> Rejected {
            Rejected(start: slot.start, time: slot.words(in: names.zone), reasons: words(obstacles, slot))
        }
        offers = answer.offers.map { offer in
            Offer(
                start: offer.slot.start, minutes: offer.slot.minutes, time: offer.slot.words(in: names.zone),
                closed: offer.closed, pausing: offer.pausing, missing: words(offer.missing, offer.slot))
        }
        fitting = answer.fitting
        self.rejected = answer.rejected.map { rejected($0.slot, $0.obstacles) }
        without = answer.without.map { rejected($0.slot, $0.without) }
    }
}

extension Booking.State {
    /// The name of the state in the API.
    var name: String {
        switch self {
        case .held: "held"
        case .booked: "booked"
        case .running: "running"
        case .adjourned: "adjourned"
        case .ended: "ended"
        case .cancelled: "cancelled"
        case .released: "released"
        case .lapsed: "lapsed"
        }
    }
}
