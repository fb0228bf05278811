package import Disk
import Foundation
package import Offices

/// Everybody who may act: the register of persons and posts, and their accounts.
package struct People: Sendable {
    package var register: PeopleRegister
    package var accounts: Accounts
    private let files: PeopleFiles
    /// The two files when they were read.
    private let registerStamp: FileStamp?
    private let accountsStamp: FileStamp?
    /// `people.json` still holds hashes of tokens.
    private let isEarly: Bool

    /// Reads the files; missing ones mean nobody yet. The accounts lie beside `people.json`.
    package init(path: String) throws(DiskFailure) { try self.init(PeopleFiles(people: path), else: nil) }

    /// What has not changed since is taken over, not read again.
    private init(_ files: PeopleFiles, else known: People?) throws(DiskFailure) {
        self.files = files
        (registerStamp, accountsStamp) = (FileStamp(files.people), FileStamp(files.accounts))
        if let known, known.registerStamp == registerStamp, !known.isEarly {
            (register, isEarly) = (known.register, false)
            accounts = try files.readAccounts()
            return
        }
        let (persons, early) = try files.register()
        (register, isEarly) = (PeopleRegister(persons), !early.isEmpty)
        accounts = try files.readAccounts()
        accounts.tokens.merge(early) { kept, _ in kept }
    }

    package var persons: [Person] { register.persons }

    /// Whether both were read from the same files.
    func isAsRead(with other: People) -> Bool {
        registerStamp == other.registerStamp && accountsStamp == other.accountsStamp
    }

    /// The same people, or those of the files when somebody has changed them since.
    package func renewed() throws(DiskFailure) -> People {
        let isSame = FileStamp(files.people) == registerStamp && FileStamp(files.accounts) == accountsStamp
        return isSame ? self : try People(files, else: self)
    }

    /// Changes the people on disk: reads them, lets `body` change register and accounts, writes what differs.
    ///
    /// What has not changed since `known` was read is not read again. Other processes wait meanwhile. It blocks; nothing
    /// is written when `body` throws. What changes of anybody's rights is noted first, for the audit, with its author.
    package static func change<Result>(
        at path: String, since known: People? = nil, by author: RightsAuthor = .localUser, now: Moment = Moment(Date()),
        _ body: (inout People) throws -> Result
    ) throws -> (people: People, result: Result) {
        let files = PeopleFiles(people: path)
        return try files.alone {
            var people = try People(files, else: known)
            try people.part()
            let before = people
            let result = try body(&people)
            try files.rights.add(RightsChange.all(from: before, to: people, by: author, at: now))
            // Persons first: a person without a token is harmless, a token without its person is not.
            if people.register != before.register { try files.write(people.register) }
            if people.accounts != before.accounts { try files.write(people.accounts) }
            return (try People(files, else: people), result)
        }
    }

    /// Moves the hashes of the earlier form to where they belong; a crash in between leaves both files readable.
    private func part() throws(DiskFailure) {
        guard isEarly else { return }
        try files.write(accounts)
        try files.write(register)
    }

    /// Adds a person with the posts as they stand, and a first token; the only time the token can be read.
    package mutating func add(_ person: Person, at now: Moment = Moment(Date())) throws -> String {
        let changed = try Self.change(at: files.people) { people in
            try people.register.enrol(person)
            return try people.addFirstToken(of: person.id, at: now).text
        }
        self = changed.people
        return changed.result
    }

    /// A token for a person who has just been added.
    package mutating func addFirstToken(
        of person: PersonID, at now: Moment
    ) throws -> (text: String, token: PersonalToken) {
        guard let name = Line("token pertama") else { throw ControlRoomFailure.work("a token without a name") }
        return try accounts.addToken(of: person, named: name, expires: nil, at: now)
    }

    /// Whether the proof is still good, and still that person's.
    func holds(_ proof: Accounts.Proof, of person: PersonID, at now: Moment, seen: [SessionID: Moment]) -> Bool {
        switch proof {
        case .token(let id): accounts.tokens(of: person).contains { $0.id == id && $0.isGood(at: now) }
        case .session(let id):
            accounts.session(id).map {
                $0.person == person && accounts.isGood($0, at: now, lastSeen: seen[id] ?? $0.seen)
            } ?? false
        }
    }

    /// The person whose token or session it is, and which of the two; `nil` for any other text.
    package func bearer(
        of token: String, at now: Moment, seen: [SessionID: Moment] = [:]
    ) -> (person: Person, proof: Accounts.Proof)? {
        guard let (id, proof) = accounts.bearer(of: token, at: now, seen: seen), let person = register[id] else {
            return nil
        }
        return (person, proof)
    }
}
