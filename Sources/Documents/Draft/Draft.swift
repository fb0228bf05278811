package import Digests
package import Offices

/// What a paper says, in one of its versions; everything that a mark on it vouches for.
package struct Draft: Hashable, Sendable, Codable {
    /// *Hal*.
    package let subject: Line
    /// The text, 1 to 40 paragraphs.
    package let paragraphs: [Passage]
    package let urgency: Urgency
    package let security: SecurityClass
    /// *Yth.*, at most 500: a notice goes to every office of the directorate general at once.
    package let addressees: [Line]
    /// *Tembusan*, at most 500.
    package let copies: [Line]
    /// The files that go with it, at most 20, each once.
    package let attachments: [ContentHash]
    /// The figures of a monitoring report, at most 40.
    package let figures: [Figure]

    /// Checks the counts; the single values are checked by their types.
    package init(
        subject: Line, paragraphs: [Passage], urgency: Urgency, security: SecurityClass, addressees: [Line] = [],
        copies: [Line] = [], attachments: [ContentHash] = [], figures: [Figure] = []
    ) throws(Refusal) {
        try Refusal.check("paragraphs", paragraphs.count, 1...40)
        try Refusal.check("addressees", addressees.count, 0...500)
        try Refusal.check("copies", copies.count, 0...500)
        try Refusal.check("attachments", attachments.count, 0...20)
        try Refusal.check("figures", figures.count, 0...40)
        guard Set(attachments).count == attachments.count else { throw .attachmentTwice }
        (self.subject, self.paragraphs, self.urgency, self.security) = (subject, paragraphs, urgency, security)
        (self.addressees, self.copies, self.attachments, self.figures) = (addressees, copies, attachments, figures)
    }

    package init(from decoder: any Decoder) throws {
        let table = try decoder.container(keyedBy: CodingKeys.self)
        do {
            try self.init(
                subject: table.decode(Line.self, forKey: .subject),
                paragraphs: table.decode([Passage].self, forKey: .paragraphs),
                urgency: table.decode(Urgency.self, forKey: .urgency),
                security: table.decode(SecurityClass.self, forKey: .security),
                addressees: table.decode([Line].self, forKey: .addressees),
                copies: table.decode([Line].self, forKey: .copies),
                attachments: table.decode([ContentHash].self, forKey: .attachments),
                figures: table.decode([Figure].self, forKey: .figures))
        } catch let refusal as Refusal {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: refusal.description))
        }
    }

    /// A figure of a monitoring report, with where it comes from (AC-001).
    package struct Figure: Hashable, Sendable, Codable {
        package let name: Line
        package let value: Line
        /// The feed, as it is printed: `Penerimaan (MPN)`.
        package let feed: Line
        package let asOf: Moment
        /// MPN data that is held back is missing from it (AC-020).
        package let heldMissing: Bool

        package init(name: Line, value: Line, feed: Line, asOf: Moment, heldMissing: Bool) {
            (self.name, self.value, self.feed) = (name, value, feed)
            (self.asOf, self.heldMissing) = (asOf, heldMissing)
        }
    }

    /// Why values make no draft.
    package enum Refusal: Error, Hashable, CustomStringConvertible {
        case count(of: String, found: Int, allowed: ClosedRange<Int>)
        case attachmentTwice

        package var description: String {
            switch self {
            case .count(let field, let found, let allowed):
                "the draft has \(found) \(field); allowed: \(allowed.lowerBound) to \(allowed.upperBound)"
            case .attachmentTwice:
                "the draft has the same file attached twice; attach each file once"
            }
        }

        fileprivate static func check(
            _ field: String, _ found: Int, _ allowed: ClosedRange<Int>
        ) throws(Refusal) {
            guard allowed.contains(found) else { throw .count(of: field, found: found, allowed: allowed) }
        }
    }
}
