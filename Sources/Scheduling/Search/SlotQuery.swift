package import Offices

/// What somebody looks for.
package struct SlotQuery: Hashable, Sendable {
    /// Who and what it is for.
    package var request: BookingRequest
    /// The length, one that a ``Slot`` may have.
    package var minutes: Int
    /// The meeting lies inside, from its start to its end.
    package var window: Range<Moment>
    package var aim: Aim
    package var hours: Hours
    /// How many offers are wanted.
    package var count: Int
    /// Starts lie on multiples of so many minutes of every wall: 5, 10, 15, 30 or 60.
    package var step: Int

    package static let countAllowed = 1...50
    package static let stepsAllowed = [5, 10, 15, 30, 60]
    /// The longest window, in seconds: a quarter of a year.
    package static let longestWindow = 92 * 86_400.0

    /// Refuses what cannot be searched for.
    package init(
        _ request: BookingRequest, minutes: Int, window: Range<Moment>, aim: Aim = .best, hours: Hours = .inside,
        count: Int = 5, step: Int = 15
    ) throws(Refusal) {
        guard Slot.minutesAllowed.contains(minutes), minutes % Cell.minutes == 0 else { throw .minutes(minutes) }
        guard Self.countAllowed.contains(count) else { throw .count(count) }
        guard Self.stepsAllowed.contains(step) else { throw .step(step) }
        let length = window.upperBound.seconds(since: window.lowerBound)
        guard length >= Double(minutes * 60), length <= Self.longestWindow else { throw .window }
        (self.request, self.minutes, self.window, self.aim, self.hours) = (request, minutes, window, aim, hours)
        (self.count, self.step) = (count, step)
    }

    /// Which of the slots that fit come first.
    package enum Aim: String, Hashable, Sendable, Codable, CaseIterable {
        /// Fewest offices outside their hours, then in their break, then fewest missing, then the earliest.
        case best = "terbaik"
        case earliest = "tercepat"
    }

    /// Whether a meeting may lie outside the working hours of an office.
    package enum Hours: String, Hashable, Sendable, Codable, CaseIterable {
        case inside = "jam-kerja"
        case anywhere = "kapan-saja"
    }

    /// Why nothing can be searched for.
    package enum Refusal: Error, Hashable, Sendable {
        case minutes(Int)
        case count(Int)
        case step(Int)
        /// Shorter than the meeting, or longer than a quarter of a year.
        case window
    }
}

/// What a search found.
package struct SlotAnswer: Hashable, Sendable {
    /// The best slots that do not overlap each other, the best first.
    package let offers: [SlotOffer]
    /// How many starts fit in all.
    package let fitting: Int
    /// Starts that do not fit and would otherwise come first, at most 20, each with its reasons.
    package let rejected: [SlotRejection]
    /// When there are fewer offers than wanted: the slots that would fit without the fewest.
    package let without: [SlotOmission]
}

/// A slot in which everybody who must be there can be.
package struct SlotOffer: Hashable, Sendable {
    package let slot: Slot
    /// Offices that would sit outside their working hours.
    package let closed: [OfficeID]
    /// Offices that would sit in their midday break.
    package let pausing: [OfficeID]
    /// Preferred offices and people that are bound by something else.
    package let missing: [Obstacle]
}

/// A slot that does not fit, and everything that stands in its way.
package struct SlotRejection: Hashable, Sendable {
    package let slot: Slot
    package let obstacles: [Obstacle]
}

/// A slot that would fit if some who must be there need not be.
package struct SlotOmission: Hashable, Sendable {
    package let slot: Slot
    /// Rooms and people of the required ones, never the host nor the chair.
    package let without: [Obstacle]
}
