/// One thing that a form asks for.
package struct Field: Hashable, Sendable {
    /// The name in requests and events; never changes once it was written.
    package let name: String
    package let label: Label
    package let kind: Kind
    package let isRequired: Bool

    package init(_ name: String, _ kind: Kind, id: String, en: String, required: Bool = true) {
        (self.name, self.kind, isRequired) = (name, kind, required)
        label = Label(id: id, en: en)
    }

    /// What may stand in a field.
    package indirect enum Kind: Hashable, Sendable {
        /// One line, 1 to 200 characters.
        case line
        /// Several lines, 1 to 2000 characters.
        case passage
        /// One of these words.
        case choice([Choice])
        /// A whole number in a range: counts, and amounts in rupiah.
        case number(ClosedRange<Int64>)
        case flag
        /// A calendar day, `2026-12-01`.
        case day
        /// A moment with its zone, ISO 8601.
        case moment
        /// A lower-case name of letters, digits and hyphens, such as `bank-mandiri`.
        case slug
        /// The SHA-256 of a file handed in before.
        case file
        /// A list of rows, each with these fields; as many as the range allows.
        case rows([Field], ClosedRange<Int>)
        /// A list of single values.
        case list(Kind, ClosedRange<Int>)
    }

    /// One word of a choice.
    package struct Choice: Hashable, Sendable {
        package let word: String
        package let label: Label

        package init(_ word: String, id: String, en: String) {
            self.word = word
            label = Label(id: id, en: en)
        }
    }
}
