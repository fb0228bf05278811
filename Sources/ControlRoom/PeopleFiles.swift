import Disk
import Foundation
import Glibc
import Offices

/// The two files of the people: `people.json` with persons and posts, `accounts.json` with hashes of secrets.
///
/// Both are for their owner alone. The earlier form of `people.json` held a token's hash with each person; it is read,
/// and parted into the two files with the first change.
struct PeopleFiles: Sendable {
    let people: String

    var accounts: String { folder + "/accounts.json" }
    var rights: RightsShelf { RightsShelf(file: folder + "/rights.json") }
    private var lock: String { folder + "/people.lock" }
    private var folder: String { (people as NSString).deletingLastPathComponent }

    /// The persons of `people.json`, and the hashes that its earlier form held.
    func register() throws(DiskFailure) -> (persons: [Person], early: [TokenHash: PersonalToken]) {
        guard let bytes = try read(people) else { return ([], [:]) }
        let decoder = JSONDecoder()
        if let book = try? decoder.decode(Book.self, from: bytes), book.version == 2 { return (book.persons, [:]) }
        guard let entries = try? decoder.decode([EarlyEntry].self, from: bytes) else {
            throw .file(people, "is not a list of persons; restore it from a backup or move it away")
        }
        return (entries.map(\.person), Dictionary(entries.compactMap(\.token)) { first, _ in first })
    }

    func readAccounts() throws(DiskFailure) -> Accounts {
        guard let bytes = try read(accounts) else { return Accounts() }
        guard let found = try? JSONDecoder().decode(Accounts.self, from: bytes) else {
            throw .file(accounts, "is not a list of accounts; restore it from a backup or move it away")
        }
        return found
    }

    func write(_ register: PeopleRegister) throws(DiskFailure) {
        try write(Book(version: 2, persons: register.persons), to: people)
    }

    func write(_ found: Accounts) throws(DiskFailure) { try write(found, to: accounts) }

    /// Runs a change while no other process and no other thread changes the files; blocks until it is its turn.
    func alone<Result>(_ body: () throws -> Result) throws -> Result {
        try FileLock.hold(lock, body)
    }

    private func read(_ path: String) throws(DiskFailure) -> Data? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        return try DurableFile.read(path)
    }

    private func write(_ value: some Encodable, to path: String) throws(DiskFailure) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        guard let bytes = try? encoder.encode(value) else { throw .file(path, "cannot be encoded") }
        try DurableFile.write(bytes, to: path)
    }

    private struct Book: Codable {
        let version: Int
        let persons: [Person]
    }

    private struct EarlyEntry: Codable {
        let person: Person
        let tokenHash: TokenHash

        /// The token with an id that is the same whenever the entry is read: the first half of its hash.
        var token: (TokenHash, PersonalToken)? {
            let bytes = stride(from: 0, to: 32, by: 2).compactMap { place in
                UInt8(tokenHash.text.dropFirst(place).prefix(2), radix: 16)
            }
            guard bytes.count == 16, let name = Line("token pertama") else { return nil }
            let uuid = bytes.withUnsafeBytes { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
            let token = PersonalToken(
                id: PersonalTokenID(uuid: uuid), person: person.id, name: name, made: person.id.made, expires: nil)
            return (tokenHash, token)
        }
    }
}

extension Identifier {
    /// The moment stamped into the id, to the millisecond (RFC 9562).
    fileprivate var made: Moment {
        let bytes = withUnsafeBytes(of: uuid.uuid) { Array($0.prefix(6)) }
        return Moment(microseconds: bytes.reduce(Int64(0)) { $0 << 8 | Int64($1) } * 1000)
    }
}
