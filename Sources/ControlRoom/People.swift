import Crypto
import Foundation
package import Offices

/// The persons who may act, and the hashes of their tokens; kept in `people.json`, for the owner alone.
///
/// A token is 32 random bytes as 64 hexadecimal digits, shown once when it is made. Only its SHA-256 is kept: a token
/// has 256 bits of chance, so a slow hash would protect nothing more.
package struct People: Sendable {
    private var entries: [Entry]
    private let path: String
    /// When the file that was read had been written.
    private let written: Date?

    struct Entry: Codable, Sendable {
        var person: Person
        var tokenHash: String
    }

    /// Reads the file; a missing one means nobody yet.
    package init(path: String) throws(ControlRoomFailure) {
        self.path = path
        written = Self.modification(path)
        guard FileManager.default.fileExists(atPath: path) else {
            entries = []
            return
        }
        do {
            entries = try JSONDecoder().decode([Entry].self, from: Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw .file(path, "is not a list of persons; restore it from a backup or move it away")
        }
    }

    package var persons: [Person] { entries.map(\.person) }

    /// The same people, or those of the file when somebody has changed it since.
    package func renewed() throws(ControlRoomFailure) -> People {
        Self.modification(path) == written ? self : try People(path: path)
    }

    private static func modification(_ path: String) -> Date? {
        (try? FileManager.default.attributesOfItem(atPath: path))?[.modificationDate] as? Date
    }

    /// Adds a person, writes the file, and returns the token: the only time it can be read.
    package mutating func add(_ person: Person) throws(ControlRoomFailure) -> String {
        let token = Self.token()
        var changed = entries
        changed.append(Entry(person: person, tokenHash: Self.hash(token)))
        try Self.write(changed, to: path)
        entries = changed
        return token
    }

    /// The person whose token it is; compares hashes, so that the time taken tells nothing of the token.
    package func person(bearing token: String) -> Person? {
        guard token.utf8.count == 64 else { return nil }
        let hash = Self.hash(token)
        return entries.first { $0.tokenHash == hash }?.person
    }

    /// 32 random bytes as 64 hexadecimal digits.
    package static func token() -> String {
        SymmetricKey(size: .bits256).withUnsafeBytes { bytes in bytes.map { String(format: "%02x", $0) }.joined() }
    }

    private static func hash(_ token: String) -> String {
        SHA256.hash(data: Data(token.utf8)).map { String(format: "%02x", $0) }.joined()
    }

    private static func write(_ entries: [Entry], to path: String) throws(ControlRoomFailure) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        guard let bytes = try? encoder.encode(entries) else { throw .file(path, "cannot be encoded") }
        try DurableFile.write(bytes, to: path, mode: 0o600)
    }
}

/// The secrets by which rooms prove themselves: one file each, mode 0600, made at the first start.
package struct RoomSecrets: Sendable {
    private var hashes: [RoomID: SHA256Digest] = [:]

    package init(rooms: [Room], folder: StateFolder) throws(ControlRoomFailure) {
        for room in rooms {
            let path = folder.secret(of: room.id)
            if !FileManager.default.fileExists(atPath: path) {
                try DurableFile.write(Data((People.token() + "\n").utf8), to: path, mode: 0o600)
            }
            let text = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
            let secret = text.trimmingCharacters(in: .whitespacesAndNewlines)
            guard secret.utf8.count == 64 else { throw .file(path, "is not a secret of 64 hexadecimal digits") }
            hashes[room.id] = SHA256.hash(data: Data(secret.utf8))
        }
    }

    package func admits(_ secret: String, to room: RoomID) -> Bool {
        hashes[room].map { $0 == SHA256.hash(data: Data(secret.utf8)) } ?? false
    }
}
