import Documents
import Foundation
import Offices
import Scheduling

/// Times the schedule of a whole directorate for a year, and prints one JSON object of seconds of processor time.
///
/// 400 rooms with 1,044 bookings each, 417,600 in all; the questions are those that a booking and a search ask.
@main
struct SlotLoad {
    static func main() throws {
        let town = try Directorate()
        var schedule = Schedule()
        for event in try town.year() { schedule.evolve(event) }
        var figures: [String: Double] = ["bookings": Double(schedule.bookings.count)]
        figures["check-one"] = try town.time(1000) { try town.isRefused(schedule, rooms: 1, weeks: 1) }
        figures["check-series"] = try town.time(5) { try town.isRefused(schedule, rooms: 400, weeks: 52) }
        for count in [40, 386] {
            let query = try town.query(offices: count)
            figures["first-\(count)"] = try town.time(200) {
                schedule.firstSlot(query, hours: town.hours, limits: town.limits, now: town.now) != nil
            }
            figures["answer-\(count)"] = try town.time(20) {
                schedule.search(query, hours: town.hours, limits: town.limits, now: town.now).rejected.count > 0
            }
        }
        let empty = Schedule()
        figures["book-386"] = try town.time(20) { try town.isBooked(empty) }
        let json = try JSONSerialization.data(withJSONObject: figures, options: [.sortedKeys])
        print(String(decoding: json, as: UTF8.self))
    }
}

/// 400 offices in three zones, each with a room.
struct Directorate {
    let now: Moment
    let offices: [OfficeID]
    let rooms: [RoomID: OfficeID]
    let hours: OfficeHours
    let limits = MachineLimits(recordings: 100_000, receivers: 100_000, bytes: .max)
    private let sites: [Booking.Site]

    init() throws {
        guard let now = Moment("2026-12-31T17:00:00Z") else { throw Missing() }
        self.now = now
        offices = (0..<400).compactMap { OfficeID("kantor-\($0)") }
        sites = offices.compactMap { office in
            RoomID("ruang-\(office)").map { Booking.Site(office: office, room: $0) }
        }
        rooms = Dictionary(uniqueKeysWithValues: sites.map { ($0.room, $0.office) })
        let calendar = try CalendarBook.load().calendar(of: .kpp)
        let offices = offices
        hours = OfficeHours(
            Zone.allCases.enumerated().map { index, zone in
                OfficeHours.Calendar(
                    offices: offices.indices.filter { $0 % 3 == index }.map { offices[$0] }, zone: zone,
                    calendar: calendar)
            }, over: now..<now.advanced(bySeconds: 60 * 86_400))
    }

    struct Missing: Error {}

    /// Three bookings of an hour on each of 348 days in each room, none of them at the hours that a search looks at first.
    func year() throws -> [ScheduleEvent] {
        guard let agenda = Line("Rapat") else { throw Missing() }
        var (events, number) = ([ScheduleEvent](), 0)
        events.reserveCapacity(417_600)
        for day in 0..<348 {
            for hour in [1, 3, 6] {
                let slot = try Slot(start: start(day, hour), minutes: 60)
                for site in sites {
                    number += 1
                    events.append(.made(booking(number, agenda, slot, site)))
                }
            }
        }
        return events
    }

    private func booking(_ number: Int, _ agenda: Line, _ slot: Slot, _ site: Booking.Site) -> Booking {
        Booking(
            id: BookingID(at: now), number: number, agenda: agenda, kind: .meeting, urgency: .biasa, slot: slot,
            margins: .usual, sites: [site], guests: [], people: [],
            load: Load(recordings: 0, receivers: 0, bytes: 0), series: nil, state: .booked)
    }

    private func start(_ day: Int, _ hour: Int) -> Moment {
        now.advanced(bySeconds: Double(day * 86_400 + hour * 3600))
    }

    private func request(_ count: Int) throws -> BookingRequest {
        guard let agenda = Line("Rapat") else { throw Missing() }
        return BookingRequest(agenda: agenda, sites: Array(sites.prefix(count)))
    }

    /// Whether a booking in each of so many weeks meets others; at six in the evening of UTC nobody is there.
    func isRefused(_ schedule: Schedule, rooms count: Int, weeks: Int) throws -> Bool {
        let request = try request(count)
        for week in 0..<weeks where try schedule.isTaken(request, Slot(start: start(week * 7, 18), minutes: 60)) {
            return true
        }
        return false
    }

    func isBooked(_ schedule: Schedule) throws -> Bool {
        let means = Schedule.Means(now: now, limits: limits, rooms: rooms)
        var schedule = schedule
        let command = ScheduleCommand.book(
            BookingID(at: now), try request(386), in: try Slot(start: start(1, 1), minutes: 90), holdUntil: nil)
        for event in try schedule.decide(command, with: means) { schedule.evolve(event) }
        return schedule.bookings.count == 1
    }

    func query(offices count: Int) throws -> SlotQuery {
        try SlotQuery(
            try request(count), minutes: 60, window: now..<now.advanced(bySeconds: 14 * 86_400), aim: .best, count: 5)
    }

    /// Median seconds of processor time of one round.
    func time(_ rounds: Int, _ body: () throws -> Bool) throws -> Double {
        var times: [Double] = []
        for _ in 0..<5 {
            let before = clock()
            var isTrue = false
            for _ in 0..<rounds where try body() { isTrue = true }
            times.append(Double(clock() - before) / Double(CLOCKS_PER_SEC) / Double(rounds) + (isTrue ? 0 : 1e-12))
        }
        return times.sorted()[2]
    }
}
