/// A table of persons and posts brought into a register: every row, or none.
package struct PeopleImport: Sendable {
    /// The register with the rows in it.
    package private(set) var register: PeopleRegister
    package private(set) var newPersons = 0
    package private(set) var newPosts = 0
    /// Rows that the register said already.
    package private(set) var unchanged = 0
    /// What is odd and was taken all the same.
    package private(set) var warnings: [FileProblem] = []

    /// Brings the rows in; everything that the cells or the register refuse is thrown together.
    ///
    /// The same NIP is the same person, and the same post again is no change: a file can be imported twice.
    package init(
        _ file: PeopleFile, into register: PeopleRegister, directory: OfficeDirectory, at now: Moment
    ) throws(FileRefusal) {
        self.register = register
        let log = ProblemLog(file: file.file)
        // Regular holders first: whoever stands in for one is then known by the holder's name.
        for row in file.rows.filter({ $0.post.acting == nil }) + file.rows.filter({ $0.post.acting != nil }) {
            do {
                try take(row, file: file.file, directory, at: now)
            } catch let error as Misfit {
                log.report("column \"\(error.column.rawValue)\": \(error.text)", line: row.line)
            } catch {
                log.report("\(error)", line: row.line)
            }
        }
        let problems = file.problems + log.problems
        guard problems.isEmpty else { throw FileRefusal(problems) }
        warnings.sort { ($0.line ?? 0) < ($1.line ?? 0) }
    }

    private struct Misfit: Error {
        let column: PeopleFile.Column
        let text: String
    }

    private mutating func take(
        _ row: PeopleFile.Row, file: String, _ directory: OfficeDirectory, at now: Moment
    ) throws {
        let known = register[row.nip]
        if let known, known.name != row.name.text {
            let text = "found \(row.name.text.quoted.marked); allowed: \(known.name.quoted.marked), whose NIP that is"
            throw Misfit(column: .name, text: text)
        }
        if let known, known.posts.contains(where: { Self.says($0, row.post) }) {
            unchanged += 1
            return
        }
        if known == nil, row.nip.hasUnusualAppointment {
            let text = "column \"nip\": digits 13 and 14 name no month, as with contract staff (PPPK); taken as it is"
            warnings.append(FileProblem(file: file, line: row.line, text: text))
        }
        try appoint(row, known?.id, directory, at: now)
    }

    private mutating func appoint(
        _ row: PeopleFile.Row, _ known: PersonID?, _ directory: OfficeDirectory, at now: Moment
    ) throws {
        let id = known ?? PersonID(at: now)
        do {
            if known == nil {
                try register.enrol(Person(id: id, name: row.name.text, nip: row.nip, posts: []))
            }
            try register.appoint(id, to: row.post, in: directory)
        } catch {
            throw Misfit(column: error.column, text: error.description)
        }
        if known == nil { newPersons += 1 }
        newPosts += 1
    }

    /// Whether a post in the register is what a row says; a row may leave out the name that the register found.
    private static func says(_ post: Post, _ row: Post) -> Bool {
        guard let acting = post.acting, let wanted = row.acting, wanted.holder == nil else { return post == row }
        return post.held(by: Acting(kind: acting.kind, order: acting.order)) == row
    }
}

extension PeopleRegister.Refusal {
    /// The column of a table in which the refused thing stands.
    fileprivate var column: PeopleFile.Column {
        switch self {
        case .nobody, .known, .numberTaken: .nip
        case .office: .office
        case .section, .severalSections: .section
        case .period: .until
        case .actingDates: .from
        case .actingHolder: .holder
        case .himself: .acting
        case .role, .overlap, .held, .notHeld, .severalHolders: .role
        }
    }
}
