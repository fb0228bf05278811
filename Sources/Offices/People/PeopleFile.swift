/// A table of persons and posts as offices send it: one row for each post, its columns found by name.
package struct PeopleFile: Sendable {
    let rows: [Row]
    /// What is wrong with the cells of the other rows.
    let problems: [FileProblem]
    let file: String

    /// A row whose cells are what they should be; whether the post can be given is the register's to say.
    struct Row: Sendable {
        let line: Int
        let name: Line
        let nip: NIP
        let post: Post
    }

    /// The columns, in any order; the first four must be there.
    package enum Column: String, CSVColumn {
        case name, nip, role, office, section, from, until, acting, order
        case holder = "for"

        /// The header must have it.
        package var isNeeded: Bool { [.name, .nip, .role, .office].contains(self) }
    }

    /// Reads the cells of every row; only a header that does not fit is thrown here, the rest with the import.
    package init(_ table: CSVTable, in directory: OfficeDirectory) throws(FileRefusal) {
        let log = ProblemLog(file: table.file)
        rows = try CSVCells<Column>.of(table, log).compactMap { PeopleFileRow(cells: $0, directory: directory).row() }
        (problems, file) = (log.problems, table.file)
    }
}

/// Reads the cells of one row; all of its problems are reported, each with its column.
private struct PeopleFileRow {
    let cells: CSVCells<PeopleFile.Column>
    let directory: OfficeDirectory

    func row() -> PeopleFile.Row? {
        let before = cells.problemCount
        let name = name()
        let nip = number()
        let role = cells.needed(.role, Role.allCases.map(\.rawValue).joined(separator: ", ")) { Role(rawValue: $0) }
        let office = cells.needed(.office, "an office's id such as kpp-makassar") { OfficeID($0) }
        let section = cells.optional(.section, "a section's id such as pelayanan") { SectionID($0) }
        let zone = office.flatMap { directory[$0]?.zone } ?? .wib
        let days = "a day such as 2026-12-01"
        let from = cells.optional(.from, days) { CivilDay($0) }.map { zone.start(of: $0) }
        let until = cells.optional(.until, days) { CivilDay($0) }.map { zone.end(of: $0) }
        let acting = acting()
        guard cells.problemCount == before, let name, let nip, let role, let office else { return nil }
        let post = Post(role: role, office: office, section: section, from: from, until: until, acting: acting)
        return PeopleFile.Row(line: cells.line, name: name, nip: nip, post: post)
    }

    /// A formula would be worked out wherever the name is written into a spreadsheet again.
    private func name() -> Line? {
        if let text = cells[.name], let reason = Person.objection(to: text) {
            cells.report(.name, "found \(text.quoted.marked), \(reason)")
            return nil
        }
        return cells.needed(.name, "1 to 200 characters on one line") { Line($0) }
    }

    /// The NIP is never repeated in a message.
    private func number() -> NIP? {
        guard let text = cells[.nip] else {
            cells.report(.nip, "found nothing; allowed: 18 or 9 digits, by which the person is known again")
            return nil
        }
        do {
            return try NIP(parsing: text)
        } catch {
            cells.report(.nip, error.description)
            return nil
        }
    }

    private func acting() -> Acting? {
        let kind = cells.optional(.acting, "plh, plt or nothing") { Acting.Kind(rawValue: $0.lowercased()) }
        let order = cells.optional(.order, "the number of the order, 1 to 200 characters") { Line($0) }
        let holder = cells.optional(.holder, "the name of the office holder, 1 to 200 characters") { Line($0) }
        guard let kind else {
            if cells[.acting] == nil {
                for column in [PeopleFile.Column.order, .holder] where cells[column] != nil {
                    cells.report(
                        column,
                        "found a text in a row that is not acting; allowed: nothing, or plh or plt in \"acting\"")
                }
            }
            return nil
        }
        guard let order else {
            if cells[.order] == nil { cells.report(.order, "found nothing; allowed: the number of the written order") }
            return nil
        }
        return Acting(kind: kind, order: order, holder: holder)
    }
}
