package import Foundation

/// A point in time in UTC, to the microsecond; written as ISO 8601 (`2026-11-21T02:15:04.250000Z`).
///
/// The domain never asks what time it is: every function that needs the time is given one.
package struct Moment: Hashable, Sendable, Comparable, Codable, CustomStringConvertible {
    /// Microseconds since 1970-01-01T00:00:00Z.
    package let microseconds: Int64

    package init(microseconds: Int64) { self.microseconds = microseconds }

    package init(_ date: Date) { microseconds = Int64((date.timeIntervalSince1970 * 1_000_000).rounded()) }

    /// The same moment for Foundation, which keeps it to about a microsecond.
    package var date: Date { Date(timeIntervalSince1970: Double(microseconds) / 1_000_000) }

    package static func < (left: Moment, right: Moment) -> Bool { left.microseconds < right.microseconds }

    /// Seconds from `other` to this moment; negative when this one is earlier.
    package func seconds(since other: Moment) -> Double { Double(microseconds - other.microseconds) / 1_000_000 }

    /// The moment so many seconds later; earlier for a negative number.
    package func advanced(bySeconds seconds: Double) -> Moment {
        Moment(microseconds: microseconds + Int64((seconds * 1_000_000).rounded()))
    }

    package var description: String {
        let (seconds, rest) = microseconds.quotientAndRemainder(dividingBy: 1_000_000)
        let whole = rest < 0 ? seconds - 1 : seconds
        let fraction = rest < 0 ? rest + 1_000_000 : rest
        let civil = CivilTime(epochSeconds: whole)
        let digits = String(fraction)
        let padded = String(repeating: "0", count: 6 - digits.count) + digits
        return "\(civil.isoDate)T\(civil.clock(separator: ":", seconds: true)).\(padded)Z"
    }

    /// Parses the form that `description` writes, with or without a fraction; `nil` for anything else.
    package init?(_ text: String) {
        guard text.hasSuffix("Z"), let cut = text.firstIndex(of: "T") else { return nil }
        let clock = text[text.index(after: cut)..<text.index(before: text.endIndex)]
        let parts = clock.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let seconds = CivilTime(isoDate: text[..<cut], clock: parts[0])?.epochSeconds else { return nil }
        var fraction: Int64 = 0
        if parts.count == 2 {
            guard (1...6).contains(parts[1].utf8.count), let value = Int64(parts[1]), value >= 0 else { return nil }
            fraction = (0..<(6 - parts[1].utf8.count)).reduce(value) { sum, _ in sum * 10 }
        }
        microseconds = seconds * 1_000_000 + fraction
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let moment = Moment(text) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "found \"\(text.prefix(60))\"; allowed: UTC such as 2026-11-21T02:15:04Z"
            )
        }
        self = moment
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
