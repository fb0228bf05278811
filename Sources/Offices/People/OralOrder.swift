import Digests

/// What a high official ordered orally and a subordinate records (AC-126).
package struct OralOrder: Hashable, Sendable, Codable {
    package let official: Official
    /// The SHA-256 of a scan of the disposition: 64 hexadecimal digits in lower case; `nil` when there is none.
    package let scan: String?

    /// Makes an order; `nil` when the scan is no SHA-256.
    package init?(official: Official, scan: String? = nil) {
        if let scan, !Hex.isSHA256(scan) { return nil }
        (self.official, self.scan) = (official, scan)
    }

    /// Who gave the order, in the post in which it was given.
    package struct Official: Hashable, Sendable, Codable {
        package let name: Line
        package let role: Role
        package let office: OfficeID
        /// The order by which the official stands in for the holder; `nil` for the regular holder.
        package let acting: Acting?

        package init(name: Line, role: Role, office: OfficeID, acting: Acting? = nil) {
            (self.name, self.role, self.office, self.acting) = (name, role, office, acting)
        }
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        official = try container.decode(Official.self, forKey: .official)
        scan = try container.decodeIfPresent(String.self, forKey: .scan)
        if let scan, !Hex.isSHA256(scan) {
            throw DecodingError.dataCorruptedError(
                forKey: .scan, in: container, debugDescription: "allowed: 64 hexadecimal digits in lower case")
        }
    }
}
