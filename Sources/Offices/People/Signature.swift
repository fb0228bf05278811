/// How a mark names who made it, in both languages.
package struct Signature: Hashable, Sendable {
    package let id: String
    package let en: String
}

extension Actor {
    /// Both names where one stands in for another, and who ordered where it was done on oral order:
    /// `Plh. Kepala KPP Pratama Jayapura: Ani (menggantikan Yohana, ND-12/WPJ.18/2026)`.
    ///
    /// An office that the directory does not know stands with its id.
    package func signature(in directory: OfficeDirectory) -> Signature {
        let own = Self.line(name, role.title(in: office, section: section, directory), acting)
        guard let order else { return own }
        let official = order.official
        let above = Self.line(
            official.name.text, official.role.title(in: official.office, directory), official.acting)
        return Signature(
            id: "dicatat oleh \(own.id) atas perintah \(above.id)",
            en: "recorded by \(own.en) on the order of \(above.en)"
        )
    }

    private static func line(_ name: String, _ title: String, _ acting: Acting?) -> Signature {
        guard let acting else { return Signature(id: "\(title): \(name)", en: "\(title): \(name)") }
        let head = "\(acting.kind.term) \(title): \(name)"
        guard let holder = acting.holder else {
            return Signature(id: "\(head) (\(acting.order))", en: "\(head) (order \(acting.order))")
        }
        return Signature(
            id: "\(head) (menggantikan \(holder), \(acting.order))",
            en: "\(head) (in place of \(holder), order \(acting.order))")
    }
}
