/// A calendar day without a zone, written `2026-12-01`.
package struct CivilDay: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
    package let isoDate: String

    /// Parses `2026-12-01`; `nil` for a day that does not exist.
    package init?(_ text: String) {
        guard CivilTime(isoDate: Substring(text), clock: "00:00") != nil else { return nil }
        isoDate = text
    }

    package var description: String { isoDate }

    /// `1 Desember 2026`.
    package var inWords: String {
        guard let civil = CivilTime(isoDate: Substring(isoDate), clock: "00:00") else { return isoDate }
        return Zone.wib.date(Zone.wib.moment(civil))
    }

    /// Whether an act of now may name the day: from 30 years before to 10 years after.
    ///
    /// It is asked where an act is taken in, never where one is read again.
    package func isActable(at now: Moment) -> Bool { Zone.wib.start(of: self).isActable(at: now) }

    /// The days that `isActable` allows, in words.
    package static let actableWords = (
        id: "30 tahun lalu sampai 10 tahun lagi", en: "30 years ago to 10 years ahead"
    )

    package static func < (left: CivilDay, right: CivilDay) -> Bool { left.isoDate < right.isoDate }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let day = CivilDay(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "allowed: a day such as 2026-12-01")
        }
        self = day
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(isoDate)
    }
}
