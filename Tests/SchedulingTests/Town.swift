import Documents
import Foundation
import Offices
import Testing

@testable import Scheduling

/// A small directorate: an RKO and offices in three zones, each with one room, and a few people.
struct Town {
    let offices: [OfficeID]
    let rooms: [RoomID: OfficeID]
    let zones: [OfficeID: Zone]
    let people: [PersonID]
    let hours: OfficeHours
    var limits = MachineLimits(recordings: 40, receivers: 420, bytes: 1 << 50)

    /// Monday, 23 November 2026, 06.00 WIB.
    static let now = Moment(microseconds: 1_795_388_400_000_000)
    static let horizon = now.advanced(bySeconds: -86_400)..<now.advanced(bySeconds: 120 * 86_400)

    init(offices count: Int = 6, people: Int = 4) throws {
        let ids = try (0..<count).map { try #require(OfficeID($0 == 0 ? "rko" : "kpp-\($0)")) }
        offices = ids
        var zones: [OfficeID: Zone] = [:]
        for (index, id) in ids.enumerated() { zones[id] = Zone.allCases[index % 3] }
        self.zones = zones
        rooms = Dictionary(uniqueKeysWithValues: try ids.map { (try #require(RoomID("ruang-\($0)")), $0) })
        self.people = (0..<people).map { PersonID(uuid: UUID(uuid: Self.bytes($0))) }
        let calendar = try CalendarBook.load().calendar(of: .kpp)
        hours = OfficeHours(
            Zone.allCases.map { zone in
                OfficeHours.Calendar(offices: ids.filter { zones[$0] == zone }, zone: zone, calendar: calendar)
            }, over: Self.horizon)
    }

    private static func bytes(_ number: Int) -> uuid_t {
        (0, 0, 0, 0, 0, 0, 0x70, 0, 0x80, 0, 0, 0, 0, 0, UInt8(number >> 8), UInt8(number & 255))
    }

    func means(_ now: Moment = Town.now) -> Schedule.Means { Schedule.Means(now: now, limits: limits, rooms: rooms) }

    func site(_ index: Int, _ need: Booking.Need = .required) throws -> Booking.Site {
        Booking.Site(office: offices[index], room: try #require(RoomID("ruang-\(offices[index])")), need: need)
    }

    func request(
        _ sites: [Int], _ people: [Int] = [], urgency: Urgency = .segera, margins: Margins = .usual
    ) throws -> BookingRequest {
        BookingRequest(
            agenda: try #require(Line("Penerimaan turun")), urgency: urgency, margins: margins,
            sites: try sites.map { try site($0) },
            people: people.enumerated().map { index, person in
                Booking.Attendee(person: self.people[person], part: index == 0 ? .chair : .head)
            })
    }

    /// A slot so many minutes after Monday, 08.00 WIB.
    static func slot(_ minutes: Int, _ length: Int = 60) throws -> Slot {
        try Slot(start: now.advanced(bySeconds: Double(7200 + minutes * 60)), minutes: length)
    }
}

extension Schedule {
    /// Decides and becomes what has happened.
    mutating func run(_ command: ScheduleCommand, _ means: Schedule.Means) throws {
        for event in try decide(command, with: means) { evolve(event) }
    }

    /// Books and gives the id back.
    mutating func book(
        _ request: BookingRequest, _ slot: Slot, hold: Moment? = nil, _ means: Schedule.Means
    ) throws
        -> BookingID
    {
        let id = BookingID(at: means.now)
        try run(.book(id, request, in: slot, holdUntil: hold), means)
        return id
    }
}

/// Why somebody changes a booking.
let reason: Line = {
    guard let line = Line("diminta pimpinan") else { preconditionFailure("it is a line") }
    return line
}()
