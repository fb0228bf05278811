import Offices

/// Every booking there is, and what it binds.
///
/// A value that `evolve` builds from the schedule's events and nothing else. Copies share what did not change.
package struct Schedule: Hashable, Sendable {
    package private(set) var bookings: [BookingID: Booking] = [:]
    /// The number of the booking made last.
    package private(set) var lastNumber = 0
    private(set) var chart = LoadChart()
    /// What the bookings that are to be, or are, will write, in bytes; what has ended is on the disk and counted there.
    private(set) var bytesBooked: Int64 = 0
    private var busy: [Resource: CellSet] = [:]
    /// Which bookings bind anything on a day of UTC, so that a reason is found without looking at all of them.
    private var days: [Int: Set<BookingID>] = [:]

    package init() {}

    /// A schedule of bookings as they stand.
    package init(_ bookings: [Booking]) { for booking in bookings { put(booking) } }

    /// The bookings without which the schedule would decide otherwise: those that are open, those whose rooms are still being
    /// cleared, and the one with the last number.
    package var awake: [Booking] {
        // Recent is what ended within a day before the last end of all; the schedule knows no clock.
        let day = bookings.values.compactMap(\.endedAt).max()?.advanced(bySeconds: -86_400)
        return bookings.values.filter { booking in
            booking.state.isOpen || booking.number == lastNumber || booking.ended(after: day)
        }.sorted { $0.number < $1.number }
    }

    package subscript(_ id: BookingID) -> Booking? { bookings[id] }

    /// The open bookings, the earliest first.
    package var open: [Booking] { bookings.values.filter(\.state.isOpen).sorted(by: Self.before) }

    func busy(_ resource: Resource) -> CellSet? { busy[resource] }

    /// The bytes that a meeting at some cells cannot have, since they are promised to others.
    func bytesPromised(beside cells: Range<Cell>, _ limits: MachineLimits) -> Int64 {
        guard let promised = limits.promised else { return bytesBooked }
        // To a meeting beyond the week nothing is promised, and it is refused nothing.
        guard promised.contains(cells.lowerBound.start) else { return 0 }
        let week = Cell(containing: promised.lowerBound)..<Cell(notBefore: promised.upperBound)
        return binding(week).reduce(0) { sum, booking in
            sum + (booking.state.isOpen && promised.contains(booking.slot.start) ? booking.load.bytes : 0)
        }
    }

    /// Puts a booking in the place of the one with its id.
    mutating func put(_ booking: Booking) {
        if let old = bookings[booking.id] { bind(old, false) }
        bookings[booking.id] = booking
        lastNumber = max(lastNumber, booking.number)
        bind(booking, true)
    }

    /// Takes a booking out, for looking at what stands without it.
    mutating func lift(_ id: BookingID) {
        guard let old = bookings.removeValue(forKey: id) else { return }
        bind(old, false)
    }

    /// The first booking of all that has a resource in some of the cells.
    func holder(of resource: Resource, in cells: Range<Cell>) -> Booking? {
        guard let set = busy[resource], set.intersects(cells) else { return nil }
        return binding(cells).first { booking in
            booking.resources.contains(resource) && (booking.cells(of: resource)?.overlaps(cells) ?? false)
        }
    }

    /// Whether some room or person of a request is bound in a slot; quicker than asking by whom.
    package func isTaken(_ request: BookingRequest, _ slot: Slot) -> Bool {
        let (cells, around) = (slot.cells, request.margins.around(slot.cells))
        return request.sites.contains { busy[.room($0.room)]?.intersects(around) ?? false }
            || request.people.contains { busy[.person($0.person)]?.intersects(cells) ?? false }
    }

    /// The bookings that bind something in the cells, the earliest first.
    func binding(_ cells: Range<Cell>) -> [Booking] {
        Set(Self.days(of: cells).flatMap { days[$0] ?? [] }).compactMap { bookings[$0] }.sorted(by: Self.before)
    }

    private mutating func bind(_ booking: Booking, _ isBound: Bool) {
        if booking.state.isOpen { bytesBooked += isBound ? booking.load.bytes : -booking.load.bytes }
        guard let cells = booking.cells else { return }
        for resource in booking.resources {
            guard let cells = booking.cells(of: resource) else { continue }
            if isBound { busy[resource, default: CellSet()].insert(cells) } else { busy[resource]?.remove(cells) }
        }
        chart.add(booking.load, cells, sign: isBound ? 1 : -1)
        for day in Self.days(of: booking.margins.around(cells)) {
            if isBound { days[day, default: []].insert(booking.id) } else { days[day]?.remove(booking.id) }
        }
        if !isBound { rebind(booking, booking.margins.around(cells)) }
    }

    /// Binds again what others have of the cells that a booking has just left.
    ///
    /// Of two that change places one is for a moment where the other still is; and an old journal is believed.
    private mutating func rebind(_ gone: Booking, _ cells: Range<Cell>) {
        let others = binding(cells)
        guard !others.isEmpty else { return }
        let resources = Set(gone.resources)
        for other in others {
            for resource in other.resources where resources.contains(resource) {
                if let cells = other.cells(of: resource) { busy[resource]?.insert(cells) }
            }
        }
    }

    private static func days(of cells: Range<Cell>) -> ClosedRange<Int> {
        day(cells.lowerBound.index)...day(max(cells.lowerBound.index, cells.upperBound.index - 1))
    }

    private static func day(_ cell: Int) -> Int { Int((Double(cell) / Double(Cell.perDay)).rounded(.down)) }

    static func before(_ left: Booking, _ right: Booking) -> Bool {
        (left.slot, left.number) < (right.slot, right.number)
    }
}
