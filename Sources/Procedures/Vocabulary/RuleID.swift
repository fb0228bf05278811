import Offices

/// The name of a derived rule in the policy: the acceptance statement it comes from, `AC-015`, or a name of its own,
/// `leadership-coordination`.
package struct RuleID: Hashable, Sendable, Comparable, LosslessStringConvertible {
    package let description: String

    /// Parses a name; `nil` for anything else.
    package init?(_ text: String) {
        let digits = text.dropFirst(3)
        let isStatement =
            text.hasPrefix("AC-") && digits.utf8.count == 3 && digits.utf8.allSatisfy { (48...57).contains($0) }
        guard isStatement || Slug(text) != nil else { return nil }
        description = text
    }

    package static func < (left: RuleID, right: RuleID) -> Bool { left.description < right.description }
}

extension RuleID: Codable {
    package init(from decoder: any Decoder) throws {
        self = try decoder.parse(allowed: "a rule such as AC-015")
    }

    package func encode(to encoder: any Encoder) throws { try encoder.write(description) }
}
