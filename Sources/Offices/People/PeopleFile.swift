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
    package enum Column: String, Hashable, Sendable, CaseIterable {
        case name, nip, role, office, section, from, until, acting, order
        case holder = "for"

        /// The header must have it.
        package var isNeeded: Bool { [.name, .nip, .role, .office].contains(self) }
    }

    /// Reads the cells of every row; only a header that does not fit is thrown here, the rest with the import.
    package init(_ table: CSVTable, in directory: OfficeDirectory) throws(FileRefusal) {
        let log = ProblemLog(file: table.file)
        let places = Self.places(table, log)
        guard log.problems.isEmpty else { throw FileRefusal(log.problems) }
        rows = table.rows.compactMap { PeopleFileRow($0, places, directory, log).row() }
        (problems, file) = (log.problems, table.file)
    }

    private static func places(_ table: CSVTable, _ log: ProblemLog) -> [Column: Int] {
        var places: [Column: Int] = [:]
        let allowed = Column.allCases.map(\.rawValue).joined(separator: ", ")
        for (index, name) in table.header.enumerated() {
            guard let column = Column(rawValue: name) else {
                log.report("found the column \(name.quoted.marked); allowed: \(allowed)", line: table.headerLine)
                continue
            }
            if places.updateValue(index, forKey: column) != nil {
                log.report("the column \"\(name)\" stands twice; allowed: each column once", line: table.headerLine)
            }
        }
        for column in Column.allCases where column.isNeeded && places[column] == nil {
            log.report("the column \"\(column.rawValue)\" is missing; allowed: \(allowed)", line: table.headerLine)
        }
        return places
    }
}

/// Reads the cells of one row; all of its problems are reported, each with its column.
private struct PeopleFileRow {
    let line: Int
    let log: ProblemLog
    private let cells: [PeopleFile.Column: String]
    private let directory: OfficeDirectory

    init(
        _ row: CSVTable.Row, _ places: [PeopleFile.Column: Int], _ directory: OfficeDirectory, _ log: ProblemLog
    ) {
        (line, self.log, self.directory) = (row.line, log, directory)
        cells = places.compactMapValues { place in
            // Pages and word processors bring blanks that do not break; the same person has one spelling.
            let words = row.cells[place].replacing("\u{A0}", with: " ").trimmingBlanks()
            return words.isEmpty ? nil : words
        }
    }

    func row() -> PeopleFile.Row? {
        let before = log.problems.count
        let name = name()
        let nip = number()
        let role = needed(.role, Role.allCases.map(\.rawValue).joined(separator: ", ")) { Role(rawValue: $0) }
        let office = needed(.office, "an office's id such as kpp-makassar") { OfficeID($0) }
        let section = optional(.section, "a section's id such as pelayanan") { SectionID($0) }
        let zone = office.flatMap { directory[$0]?.zone } ?? .wib
        let days = "a day such as 2026-12-01"
        let from = optional(.from, days) { CivilDay($0) }.map { zone.start(of: $0) }
        let until = optional(.until, days) { CivilDay($0) }.map { zone.end(of: $0) }
        let acting = acting()
        guard log.problems.count == before, let name, let nip, let role, let office else { return nil }
        let post = Post(role: role, office: office, section: section, from: from, until: until, acting: acting)
        return PeopleFile.Row(line: line, name: name, nip: nip, post: post)
    }

    /// A formula would be worked out wherever the name is written into a spreadsheet again.
    private func name() -> Line? {
        if let text = cells[.name], let reason = Person.objection(to: text) {
            report(.name, "found \(text.quoted.marked), \(reason)")
            return nil
        }
        return needed(.name, "1 to 200 characters on one line") { Line($0) }
    }

    /// The NIP is never repeated in a message.
    private func number() -> NIP? {
        guard let text = cells[.nip] else {
            report(.nip, "found nothing; allowed: 18 or 9 digits, by which the person is known again")
            return nil
        }
        do {
            return try NIP(parsing: text)
        } catch {
            report(.nip, error.description)
            return nil
        }
    }

    private func acting() -> Acting? {
        let kind = optional(.acting, "plh, plt or nothing") { Acting.Kind(rawValue: $0.lowercased()) }
        let order = optional(.order, "the number of the order, 1 to 200 characters") { Line($0) }
        let holder = optional(.holder, "the name of the office holder, 1 to 200 characters") { Line($0) }
        guard let kind else {
            if cells[.acting] == nil {
                for column in [PeopleFile.Column.order, .holder] where cells[column] != nil {
                    report(
                        column,
                        "found a text in a row that is not acting; allowed: nothing, or plh or plt in \"acting\"")
                }
            }
            return nil
        }
        guard let order else {
            if cells[.order] == nil { report(.order, "found nothing; allowed: the number of the written order") }
            return nil
        }
        return Acting(kind: kind, order: order, holder: holder)
    }

    private func needed<Value>(_ column: PeopleFile.Column, _ allowed: String, _ parse: (String) -> Value?) -> Value? {
        if cells[column] == nil { report(column, "found nothing; allowed: \(allowed)") }
        return optional(column, allowed, parse)
    }

    private func optional<Value>(_ column: PeopleFile.Column, _ allowed: String, _ parse: (String) -> Value?) -> Value?
    {
        guard let text = cells[column] else { return nil }
        guard let value = parse(text) else {
            let unseen = Line.unseen(in: text).map { " with the unseen character \($0.code)" } ?? ""
            report(column, "found \(text.quoted.marked)\(unseen); allowed: \(allowed)")
            return nil
        }
        return value
    }

    private func report(_ column: PeopleFile.Column, _ text: String) {
        log.report("column \"\(column.rawValue)\": \(text)", line: line)
    }
}
