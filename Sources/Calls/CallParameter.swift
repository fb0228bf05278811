/// A parameter of a call that does not stand in its path.
package struct CallParameter: Hashable, Sendable {
    package let name: String
    package let place: Place
    package let kind: Kind
    package let isRequired: Bool

    package enum Place: String, Hashable, Sendable { case query, header }

    /// What may stand there.
    package enum Kind: Hashable, Sendable {
        /// The name of an office.
        case slug
        /// The id of an item of a list.
        case uuid
        /// A SHA-256 in lower-case hexadecimal digits.
        case hash
        case count(ClosedRange<Int>)
        /// 1 to 120 printable characters without a space.
        case key
        case text
    }

    package init(_ name: String, in place: Place, _ kind: Kind, isRequired: Bool = false) {
        (self.name, self.place, self.kind, self.isRequired) = (name, place, kind, isRequired)
    }
}

extension CallParameter {
    /// By it a repeated request is known.
    package static let key = CallParameter("Idempotency-Key", in: .header, .key)
    /// The most items of a page, and the item after which it begins.
    package static let page = [
        CallParameter("limit", in: .query, .count(1...200)), CallParameter("before", in: .query, .uuid),
    ]
}
