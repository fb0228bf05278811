package import Offices

extension Schedule {
    /// Why nothing changes.
    package enum Refusal: Error, Hashable, Sendable {
        /// There is no booking of that id.
        case unknown(BookingID)
        /// It has changed since the person looked.
        case stale(BookingID, seen: Int, now: Int)
        /// What it is now does not allow the act.
        case state(BookingID, Booking.State, allowed: String)
        case noSite
        case officeTwice(OfficeID)
        case roomTwice(RoomID)
        case personTwice(PersonID)
        case unknownRoom(RoomID)
        /// The room belongs to the other office.
        case roomOfAnother(RoomID, owner: OfficeID, named: OfficeID)
        case notSiteed(OfficeID)
        /// Without its host a meeting has no control room.
        case hostStays(OfficeID)
        case past(Slot, now: Moment)
        case tooFar(Slot, now: Moment)
        /// A hold ends after now and before the room is set up.
        case holdUntil(Moment, from: Moment, to: Moment)
        /// Something else has it.
        case taken(Slot, [Obstacle])
        /// Only what is less urgent makes room, and only for what is sangat segera.
        case notMoreUrgent(BookingID)
        /// The new end is not after the end as it stands.
        case notLonger(Slot)
        case length(Int?)
        /// A series has 2 to 60 meetings.
        case occurrences(Int)
        case idTaken(BookingID)
    }

    /// What the schedule needs of the world to decide.
    package struct Means: Sendable {
        package let now: Moment
        package let limits: MachineLimits
        /// Whose each room is.
        package let rooms: [RoomID: OfficeID]

        package init(now: Moment, limits: MachineLimits, rooms: [RoomID: OfficeID]) {
            (self.now, self.limits, self.rooms) = (now, limits, rooms)
        }
    }
}
