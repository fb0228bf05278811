import Calls

/// Slots and bookings: who, which rooms, when.
enum ScheduleCalls {
    static let search = Call(
        .post, "/api/slots", by: .person, "Slots that fit offices, people and a window, and why others do not",
        takes: SlotForm.self, gives: SlotsAnswer.self)
    static let list = Call(
        .get, "/api/bookings", by: .person, "The bookings that are to be, the earliest first",
        gives: [BookingAnswer].self)
    static let show = Call(.get, "/api/bookings/:booking", by: .person, "A booking", gives: BookingAnswer.self)
    static let book = Call(
        .post, "/api/bookings", by: .person, "Book a slot, hold it, or move what is less urgent",
        takes: BookingForm.self,
        gives: BookingAnswer.self, status: 201, with: [.key])
    static let act = Call(
        .post, "/api/bookings/:booking/acts", by: .person,
        "Confirm, extend, move, cancel, release, begin, prolong, adjourn, resume or end it; add or release an office",
        takes: BookingActForm.self, gives: BookingAnswer.self, with: [.key])
}
