import Yams

/// Reads and writes `offices.yaml`, the register of offices in the state folder.
package enum OfficeFile {
    /// Bytes: twice the most offices, each with sections and a contact.
    private static let limit = 2 << 20

    /// Reads a file; every problem of it is thrown at once, each with file, line and column.
    package static func read(_ path: String) throws(FileRefusal) -> OfficeRegister {
        try StrictFile.read(path, atMost: limit, register)
    }

    /// Reads a text; `file` stands in the problems only.
    package static func parse(text: String, file: String) throws(FileRefusal) -> OfficeRegister {
        try StrictFile.parse(text: text, file: file, atMost: limit, register)
    }

    /// The text of a register, which `parse` reads again as the same.
    package static func text(_ register: OfficeRegister) throws -> String {
        let encoder = YAMLEncoder()
        encoder.options.allowUnicode = true
        encoder.options.width = -1
        return try encoder.encode(Book(offices: register.offices.map(Entry.init)))
    }

    private struct Book: Encodable { let offices: [Entry] }

    /// One office as the file writes it; what is empty is left out.
    private struct Entry: Encodable {
        let id: OfficeID
        let name: String
        let kind: OfficeKind
        let zone: Zone
        let short: String?
        let parent: OfficeID?
        let contact: String?
        let sections: [Section]?

        init(_ office: Office) {
            (id, name, kind, zone) = (office.id, office.name, office.kind, office.zone)
            (short, parent, contact) = (office.short, office.parent, office.contact)
            sections = office.sections.isEmpty ? nil : office.sections
        }
    }

    private static func register(_ node: FileNode) -> OfficeRegister? {
        guard let list = node.table(["offices"])?["offices"] else { return nil }
        var offices: [Office] = []
        var known: Set<OfficeID> = []
        for item in list.list(upTo: OfficeRegister.most) {
            guard let office = office(item) else { continue }
            if !known.insert(office.id).inserted {
                item.report("has the id \"\(office.id)\" a second time; allowed: each office once")
            }
            offices.append(office)
        }
        return OfficeRegister(offices)
    }

    private static func office(_ node: FileNode) -> Office? {
        guard
            let table = node.table(
                ["id", "name", "kind", "zone"], optional: ["short", "parent", "contact", "sections"])
        else { return nil }
        let id = table["id"]?.slug(OfficeID.self)
        let name = table["name"]?.text()
        let kind = table["kind"]?.word(of: OfficeTable.kindsAllowed)
        let zone = table["zone"]?.word(Zone.self)
        let (short, contact) = (table["short"]?.text(upTo: 40), table["contact"]?.text(upTo: 200))
        let parent = table["parent"]?.slug(OfficeID.self)
        let sections = table["sections"].map(RoomFile.sections) ?? []
        guard let id, let name, let kind, let zone else { return nil }
        return Office(
            id: id, name: name, kind: kind, zone: zone, sections: sections, parent: parent, short: short,
            contact: contact)
    }
}
