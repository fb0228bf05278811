package import Offices

/// The code of an office in its letter numbers: `PJ.08`, `WPJ.15/KP.01`.
package struct OfficeCode: Hashable, Sendable, CustomStringConvertible {
    package let text: String

    /// Parses capitals and digits, parted by single full stops, hyphens or slashes, 1 to 48 characters, the first a
    /// capital; `nil` for anything else.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard (1...48).contains(bytes.count), (65...90).contains(bytes[0]), Self.isPlain(bytes[bytes.count - 1])
        else { return nil }
        let parts = zip(bytes, bytes.dropFirst())
        guard parts.allSatisfy({ Self.isPlain($0) || Self.isPlain($1) }),
            bytes.allSatisfy({ Self.isPlain($0) || "./-".utf8.contains($0) })
        else { return nil }
        self.text = text
    }

    /// The code that an office without one of its own gets: its id in capitals, `KPP-JAYAPURA`.
    ///
    /// The codes of the table need a full stop, but for `PJ` alone; an office of the id `pj` becomes `PJ.X`, a form
    /// that the table refuses. So no two offices share a code.
    package init(derivedFor office: OfficeID) {
        let capitals = office.slug.text.uppercased()
        text = capitals == Self.root ? "\(capitals).X" : capitals
    }

    static let root = "PJ"

    /// Whether the code may stand in the table of codes.
    var fitsTable: Bool { text == Self.root || text.contains(".") && !text.hasSuffix(".X") }

    package var description: String { text }

    private static func isPlain(_ byte: UInt8) -> Bool { (65...90).contains(byte) || (48...57).contains(byte) }
}
