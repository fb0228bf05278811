/// A name that is safe in a path, an address and a launch description: `a-z`, `0-9` and single hyphens, at most 48
/// characters, beginning with a letter.
package struct Slug: Hashable, Sendable {
    package let text: String

    /// Parses hostile text; `nil` when it is no slug.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard (1...48).contains(bytes.count), let first = bytes.first, (97...122).contains(first) else { return nil }
        guard bytes.last != UInt8(ascii: "-"), !text.contains("--") else { return nil }
        guard bytes.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }) else { return nil }
        self.text = text
    }
}

/// An identifier that is a slug: an office or a room.
package protocol SlugIdentifier: Hashable, Sendable, Codable, Comparable, CustomStringConvertible,
    LosslessStringConvertible,
    CodingKeyRepresentable
{
    var slug: Slug { get }
    init(slug: Slug)
}

extension SlugIdentifier {
    package init?(_ text: String) {
        guard let slug = Slug(text) else { return nil }
        self.init(slug: slug)
    }

    package var description: String { slug.text }

    package static func < (left: Self, right: Self) -> Bool { left.slug.text < right.slug.text }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let value = Self(text) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription:
                    "found \"\(text.prefix(60))\"; allowed: a-z, 0-9 and single hyphens, 1 to 48 characters"
            )
        }
        self = value
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(slug.text)
    }

    package var codingKey: any CodingKey { TextKey(slug.text) }

    package init?<Key: CodingKey>(codingKey: Key) { self.init(codingKey.stringValue) }
}

/// A coding key of any text, so that dictionaries keyed by our identifiers are written as JSON objects.
package struct TextKey: CodingKey {
    package let stringValue: String
    package var intValue: Int? { nil }
    package init(_ text: String) { stringValue = text }
    package init?(stringValue: String) { self.init(stringValue) }
    package init?(intValue: Int) { nil }
}

/// An office of the directorate, by the slug under which the project knows it (`kpp-makassar`).
package struct OfficeID: SlugIdentifier {
    package let slug: Slug
    package init(slug: Slug) { self.slug = slug }
}

/// A meeting room, by the base name of its file in `Rooms/`.
package struct RoomID: SlugIdentifier {
    package let slug: Slug
    package init(slug: Slug) { self.slug = slug }
}

/// A Bagian, Bidang or Seksi within one office.
package struct SectionID: SlugIdentifier {
    package let slug: Slug
    package init(slug: Slug) { self.slug = slug }
}

extension Slug {
    /// The slug of Kantor Pusat DJP.
    static let kantorPusat = Slug(literal: "kantor-pusat")

    /// Takes a literal of this module that is known to be a slug; a test parses each of them.
    private init(literal: String) { text = literal }
}
