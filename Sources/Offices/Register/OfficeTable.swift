/// A table of offices as a spreadsheet writes it: one row for each office, its columns found by name.
package struct OfficeTable: Sendable {
    let rows: [Row]
    /// What is wrong with the cells of the other rows.
    let problems: [FileProblem]
    let file: String

    struct Row: Sendable {
        let line: Int
        let office: Office
    }

    /// The columns, in any order; the first four must be there.
    package enum Column: String, CSVColumn {
        case id, name, kind, zone, short, parent, contact, sections

        package var isNeeded: Bool { [.id, .name, .kind, .zone].contains(self) }
    }

    /// The kinds that a table may bring; Kantor Pusat itself and the RKO come with the program and with a room.
    package static let kindsAllowed: [OfficeKind] = [.rko, .direktorat, .kanwil, .kpp, .ppddp, .kpddp, .kpde, .klip]

    /// Reads the cells of every row; only a header that does not fit is thrown here, the rest with the import.
    package init(_ table: CSVTable) throws(FileRefusal) {
        let log = ProblemLog(file: table.file)
        rows = try CSVCells<Column>.of(table, log).compactMap { cells in
            Self.office(cells).map { Row(line: cells.line, office: $0) }
        }
        (problems, file) = (log.problems, table.file)
    }

    private static func office(_ cells: CSVCells<Column>) -> Office? {
        let before = cells.problemCount
        let id = cells.needed(.id, "a-z, 0-9 and single hyphens, as kpp-makassar") { OfficeID($0) }
        let name = name(cells)
        let kinds = kindsAllowed.map(\.rawValue).joined(separator: ", ")
        let kind = cells.needed(.kind, kinds) { text in kindsAllowed.first { $0.rawValue == text.lowercased() } }
        let zone = cells.needed(.zone, "WIB, WITA, WIT") { Zone(rawValue: $0.uppercased()) }
        let short = cells.optional(.short, "1 to 40 characters on one line") { $0.count <= 40 ? Line($0) : nil }
        let parent = cells.optional(.parent, "the id of a Kanwil") { OfficeID($0) }
        let contact = cells.optional(.contact, "1 to 200 characters on one line") { Line($0) }
        let sections = sections(cells)
        if parent != nil, kind != .kpp {
            cells.report(.parent, "stands beside a kind that has none; allowed: kind kpp")
        }
        guard cells.problemCount == before, let id, let name, let kind, let zone, let sections else { return nil }
        return Office(
            id: id, name: name.text, kind: kind, zone: zone, sections: sections, parent: parent, short: short?.text,
            contact: contact?.text)
    }

    /// A formula would be worked out wherever the name is written into a spreadsheet again.
    private static func name(_ cells: CSVCells<Column>) -> Line? {
        if let text = cells[.name], let first = text.unicodeScalars.first, "=+-@".unicodeScalars.contains(first) {
            cells.report(.name, "found \(text.quoted.marked), which a spreadsheet would take for a formula")
            return nil
        }
        return cells.needed(.name, "1 to 80 characters on one line") { $0.count <= 80 ? Line($0) : nil }
    }

    /// `pdi=Seksi PDI; pelayanan=Seksi Pelayanan`.
    private static func sections(_ cells: CSVCells<Column>) -> [Section]? {
        guard let text = cells[.sections] else { return [] }
        var sections: [Section] = []
        for part in text.split(separator: ";") {
            let halves = part.split(separator: "=", maxSplits: 1).map { String($0).trimmingBlanks() }
            guard halves.count == 2, let id = SectionID(halves[0]), let name = Line(halves[1]), name.text.count <= 80
            else {
                cells.report(
                    .sections, "found \(String(part).quoted.marked); allowed: pdi=Seksi PDI; pelayanan=Seksi Pelayanan")
                return nil
            }
            guard !sections.contains(where: { $0.id == id }) else {
                cells.report(.sections, "names \"\(id)\" a second time; allowed: each section once")
                return nil
            }
            sections.append(Section(id: id, name: name.text))
        }
        return sections
    }
}

/// A table of offices brought into a register: every row, or none.
package struct OfficeImport: Sendable {
    /// The register with the rows in it.
    package let register: OfficeRegister
    package let changes: [OfficeChange]
    /// Rows that the register said already.
    package let unchanged: Int

    /// Brings the rows in; everything that is wrong with them is thrown together.
    ///
    /// The same row again is no change: a table can be imported twice. `known` are the offices that come with the program
    /// or a room: they may stand in the table as they are, and a parent may be one of them.
    package init(
        _ table: OfficeTable, into register: OfficeRegister, known: [Office] = []
    ) throws(FileRefusal) {
        let log = ProblemLog(file: table.file)
        let fixed = OfficeRegister(known)
        var rows: [OfficeID: OfficeTable.Row] = [:]
        for row in table.rows {
            if let first = rows.updateValue(row, forKey: row.office.id) {
                log.report(
                    "column \"id\": \"\(row.office.id)\" stands in line \(first.line) too; allowed: each office once",
                    line: row.line)
            }
        }
        let all = register.with(table.rows.map(\.office))
        for row in table.rows { Self.check(row, all, register, fixed, log) }
        if all.offices.count > OfficeRegister.most {
            log.report("there would be \(all.offices.count) offices; allowed: \(OfficeRegister.most)")
        }
        let problems = table.problems + log.problems
        guard problems.isEmpty else { throw FileRefusal(problems) }
        self.register = all
        changes = all.changes(since: register)
        unchanged = table.rows.count - changes.count
    }

    private static func check(
        _ row: OfficeTable.Row, _ all: OfficeRegister, _ old: OfficeRegister, _ fixed: OfficeRegister, _ log: ProblemLog
    ) {
        let office = row.office
        if let parent = office.parent, (all[parent] ?? fixed[parent])?.kind != .kanwil {
            log.report(
                "column \"parent\": found \"\(parent)\"; allowed: the id of a Kanwil, here or known", line: row.line)
        }
        // Zone and kind are what bookings, procedures and times were worked out with.
        if let before = old[office.id] ?? fixed[office.id], before.kind != office.kind {
            log.report(
                "column \"kind\": found \(office.kind.rawValue) for \"\(office.id)\"; allowed: \(before.kind.rawValue), as it is known",
                line: row.line)
        }
        let double = all.offices.first { $0.id != office.id && $0.name.lowercased() == office.name.lowercased() }
        if let double {
            log.report(
                "column \"name\": \(office.name.quoted.marked) is the name of \"\(double.id)\" too; allowed: a name of its own",
                line: row.line)
        }
    }
}
