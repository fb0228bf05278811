import Documents
import Foundation
import Offices
import Scheduling

/// Who and what a booking is for, as people send it.
struct BookingParties: Codable, Sendable {
    let agenda: Line
    var kind: Booking.Kind?
    var urgency: Urgency?
    /// The host first; a room is needed only where an office has several.
    let offices: [Office]
    /// Sekretariat/Direktorat who sit in the host's room (A25).
    var guests: [OfficeID]?
    var people: [Booking.Attendee]?
    /// Minutes for setting up and for clearing away, multiples of 5 to 120; 15 and 10 unless they are said.
    var setup: Int?
    var teardown: Int?

    struct Office: Codable, Sendable {
        let office: OfficeID
        var room: RoomID?
        var need: Booking.Need?
    }

    /// The request, with each office's own room where none is named.
    func request(in directory: OfficeDirectory) throws(UnfitField) -> BookingRequest {
        guard offices.count <= 450 else {
            throw UnfitField("offices", "ada \(offices.count); boleh 450", "found \(offices.count); allowed: 450")
        }
        let rooms = Dictionary(directory.rooms.map { ($0.office.id, $0.id) }) { first, _ in first }
        var sites: [Booking.Site] = []
        for office in offices {
            guard let room = office.room ?? rooms[office.office] else {
                throw .noRoom("offices", office.office)
            }
            sites.append(Booking.Site(office: office.office, room: room, need: office.need ?? .required))
        }
        let usual = Margins.usual
        guard let margins = Margins(setup: setup ?? usual.setup, teardown: teardown ?? usual.teardown) else {
            throw UnfitField(
                "setup, teardown", "boleh 0 sampai 120 menit, kelipatan 5", "allowed: 0 to 120 minutes in steps of 5")
        }
        return BookingRequest(
            agenda: agenda, kind: kind ?? .meeting, urgency: urgency ?? .segera, margins: margins,
            sites: sites,
            guests: guests ?? [], people: people ?? [])
    }
}

/// A question for slots.
struct SlotForm: Codable, Sendable {
    let parties: BookingParties
    /// A multiple of 5, 5 to 480.
    let minutes: Int
    /// The meeting lies inside; moments are UTC, ending in Z.
    let from: Moment
    let until: Moment
    var aim: SlotQuery.Aim?
    var hours: SlotQuery.Hours?
    /// Offers that are wanted, 1 to 50.
    var count: Int?
    /// Starts lie on multiples of 5, 10, 15, 30 or 60 minutes.
    var step: Int?

    func query(in directory: OfficeDirectory) throws -> SlotQuery {
        guard from < until else {
            throw UnfitField("until", "sebelum from; boleh sesudahnya", "lies before from; allowed: a later moment")
        }
        do {
            return try SlotQuery(
                parties.request(in: directory), minutes: minutes, window: from..<until, aim: aim ?? .best,
                hours: hours ?? .inside, count: count ?? 5, step: step ?? 15)
        } catch let refusal as SlotQuery.Refusal {
            throw refusal.unfit
        }
    }
}

/// A booking that somebody asks for.
struct BookingForm: Codable, Sendable {
    let parties: BookingParties
    let start: Moment
    let minutes: Int
    /// Kept free until then for a meeting that waits for the decision; without it the booking is firm.
    var holdUntil: Moment?
    /// Less urgent bookings that make room, each with its new time; only for what is sangat-segera.
    var moving: [Move]?

    struct Move: Codable, Sendable {
        let booking: BookingID
        let start: Moment
        let minutes: Int
        /// The changes that the person knew of.
        let seen: Int
    }

    func command(_ id: BookingID, in directory: OfficeDirectory) throws -> ScheduleCommand {
        let (request, slot) = (try parties.request(in: directory), try Slot(start: start, minutes: minutes))
        guard let moving else { return .book(id, request, in: slot, holdUntil: holdUntil) }
        let moves = try moving.map {
            ScheduleCommand.Move(
                booking: $0.booking, slot: try Slot(start: $0.start, minutes: $0.minutes), seen: $0.seen)
        }
        return .preempt(id, request, in: slot, moving: moves)
    }
}

/// An act on a booking; which of the other fields it needs, its name says.
struct BookingActForm: Codable, Sendable {
    let act: Act
    /// The changes that the person knew of: an order given on an older state changes nothing.
    let seen: Int
    /// The new time of `move` and `resume`, the new length of `prolong`.
    var start: Moment?
    var minutes: Int?
    /// The new end of the hold, for `extend`.
    var until: Moment?
    /// For `move`, `cancel`, `release`, `join` and `leave`.
    var reason: Line?
    /// For `join` and `leave`.
    var office: OfficeID?
    var room: RoomID?

    enum Act: String, Codable, Sendable, CaseIterable {
        case confirm, extend, move, cancel, release, begin, prolong, adjourn, resume, end, join, leave
    }

    func command(on booking: Booking, in directory: OfficeDirectory) throws -> ScheduleCommand {
        switch act {
        case .confirm: .confirm(booking.id, seen: seen)
        case .extend: .extend(booking.id, until: try needed(until, "until"), seen: seen)
        case .move: .move(booking.id, to: try slot(booking.slot), reason: try needed(reason, "reason"), seen: seen)
        case .cancel: .cancel(booking.id, reason: try needed(reason, "reason"), seen: seen)
        case .release: .release(booking.id, reason: try needed(reason, "reason"))
        case .begin: .begin(booking.id)
        case .end: .end(booking.id)
        case .prolong: .prolong(booking.id, to: try longer(booking.slot), seen: seen)
        case .adjourn: .adjourn(booking.id, seen: seen)
        case .resume: .resume(booking.id, in: try slot(booking.slot), seen: seen)
        case .join: .join(booking.id, try site(in: directory), reason: try needed(reason, "reason"), seen: seen)
        case .leave:
            .leave(booking.id, try needed(office, "office"), reason: try needed(reason, "reason"), seen: seen)
        }
    }

    private func slot(_ old: Slot) throws -> Slot {
        try Slot(start: needed(start, "start"), minutes: minutes ?? old.minutes)
    }

    private func longer(_ old: Slot) throws -> Slot {
        try Slot(start: old.start, prolongedTo: needed(minutes, "minutes"))
    }

    private func site(in directory: OfficeDirectory) throws -> Booking.Site {
        let office = try needed(office, "office")
        guard let room = room ?? directory.room(of: office)?.id else {
            throw UnfitField.noRoom("office", office)
        }
        return Booking.Site(office: office, room: room)
    }

    private func needed<Value>(_ value: Value?, _ name: String) throws(UnfitField) -> Value {
        guard let value else {
            throw UnfitField(name, "kosong; diperlukan oleh \(act.rawValue)", "found nothing; \(act.rawValue) needs it")
        }
        return value
    }
}

extension SlotQuery.Refusal {
    /// What was found and what is allowed, naming the field.
    var unfit: UnfitField {
        switch self {
        case .minutes(let found):
            UnfitField(
                "minutes", "\(found); boleh 5 sampai 480, kelipatan 5",
                "found \(found); allowed: 5 to 480 in steps of 5")
        case .count(let found): UnfitField("count", "\(found); boleh 1 sampai 50", "found \(found); allowed: 1 to 50")
        case .step(let found):
            UnfitField("step", "\(found); boleh 5, 10, 15, 30, 60", "found \(found); allowed: 5, 10, 15, 30, 60")
        case .window:
            UnfitField(
                "until", "jangka waktunya lebih pendek daripada rapat, atau lebih dari 92 hari",
                "the window is shorter than the meeting, or longer than 92 days")
        }
    }
}

extension UnfitField {
    static func noRoom(_ field: String, _ office: OfficeID) -> UnfitField {
        UnfitField(
            field, "\(office) tidak punya ruang; boleh kantor yang punya",
            "\(office) has no room; allowed: an office with one")
    }
}
