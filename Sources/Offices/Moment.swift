package import Foundation

/// A point in time in UTC, to the microsecond; written as ISO 8601 (`2026-11-21T02:15:04.250000Z`).
///
/// The domain never asks what time it is: every function that needs the time is given one. A moment lies in the years 0
/// to 9999, which are the ones that its written form can say; what would lie beyond, whatever clock or file gave it,
/// stops at the border. So no arithmetic on moments can overflow, and each one is read back as it was written.
package struct Moment: Hashable, Sendable, Comparable, Codable, CustomStringConvertible {
    /// Microseconds since 1970-01-01T00:00:00Z.
    package let microseconds: Int64

    package init(microseconds: Int64) {
        self.microseconds = min(max(microseconds, Self.earliest), Self.latest)
    }

    package init(_ date: Date) {
        self.init(microseconds: Int64(saturating: (date.timeIntervalSince1970 * 1_000_000).rounded()))
    }

    /// The first microsecond of the year 0 and the last of the year 9999.
    private static let (earliest, latest): (Int64, Int64) = (-62_167_219_200_000_000, 253_402_300_799_999_999)

    /// The same moment for Foundation, which keeps it to about a microsecond.
    package var date: Date { Date(timeIntervalSince1970: Double(microseconds) / 1_000_000) }

    package static func < (left: Moment, right: Moment) -> Bool { left.microseconds < right.microseconds }

    /// Seconds from `other` to this moment; negative when this one is earlier.
    package func seconds(since other: Moment) -> Double { Double(microseconds - other.microseconds) / 1_000_000 }

    /// The moment so many seconds later; earlier for a negative number, the same for what is no number.
    package func advanced(bySeconds seconds: Double) -> Moment {
        let (sum, overflows) = microseconds.addingReportingOverflow(Int64(saturating: (seconds * 1_000_000).rounded()))
        return Moment(microseconds: overflows ? (seconds < 0 ? .min : .max) : sum)
    }

    /// Whether an act of now may name this moment: from 30 years before to 10 years after.
    ///
    /// It is asked where an act is taken in, never where one is read again.
    package func isActable(at now: Moment) -> Bool {
        let years = seconds(since: now) / (366 * 86_400)
        return (-30...10).contains(years)
    }

    package var description: String {
        let (seconds, fraction) = microseconds.floored(by: 1_000_000)
        let civil = CivilTime(epochSeconds: seconds)
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
