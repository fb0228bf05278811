import Foundation
import Offices

/// How accounts stand in `accounts.json`: lists in a fixed order, so that the same accounts are the same bytes.
extension Accounts: Codable {
    private enum Key: String, CodingKey { case version, passwords, tokens, sessions, devices }

    private struct Held<Value: Codable>: Codable {
        let hash: TokenHash
        let value: Value
    }

    private struct Kept: Codable {
        let person: PersonID
        let password: PasswordHash
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        guard try container.decode(Int.self, forKey: .version) == 1 else {
            throw DecodingError.dataCorruptedError(
                forKey: .version, in: container, debugDescription: "allowed: version 1; run a newer program")
        }
        let passwords = try container.decode([Kept].self, forKey: .passwords)
        self.passwords = Dictionary(passwords.map { ($0.person, $0.password) }) { $1 }
        tokens = Self.table(try container.decode([Held<PersonalToken>].self, forKey: .tokens))
        sessions = Self.table(try container.decode([Held<Session>].self, forKey: .sessions))
        devices = Self.table(try container.decodeIfPresent([Held<KnownDevice>].self, forKey: .devices) ?? [])
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(1, forKey: .version)
        let kept = passwords.sorted { $0.key < $1.key }.map { Kept(person: $0, password: $1) }
        try container.encode(kept, forKey: .passwords)
        try container.encode(Self.list(tokens) { $0.id.description }, forKey: .tokens)
        try container.encode(Self.list(sessions) { $0.id.description }, forKey: .sessions)
        try container.encode(Self.list(devices) { $0.id.description }, forKey: .devices)
    }

    private static func table<Value>(_ list: [Held<Value>]) -> [TokenHash: Value] {
        Dictionary(list.map { ($0.hash, $0.value) }) { $1 }
    }

    private static func list<Value: Codable>(
        _ table: [TokenHash: Value], by order: (Value) -> String
    ) -> [Held<Value>] {
        table.map { Held(hash: $0, value: $1) }.sorted { order($0.value) < order($1.value) }
    }
}
