import Crypto
import Foundation

/// A password as it is kept: salted and hashed with scrypt (RFC 7914).
package struct PasswordHash: Hashable, Sendable, Codable {
    let cost: Cost
    let salt: Data
    let key: Data

    /// What a hash costs: 128 × `rounds` × `blockSize` bytes of memory.
    package struct Cost: Hashable, Sendable, Codable {
        package let rounds: Int
        package let blockSize: Int
        package let parallelism: Int

        package init(rounds: Int, blockSize: Int, parallelism: Int) {
            (self.rounds, self.blockSize, self.parallelism) = (rounds, blockSize, parallelism)
        }

        /// N = 2^17, r = 8, p = 1: 128 MiB, the first of the parameters in OWASP's Password Storage Cheat Sheet.
        package static let standard = Cost(rounds: 1 << 17, blockSize: 8, parallelism: 1)

        /// Whether scrypt knows such a cost: a power of two of rounds from 2, and at least one of the others.
        fileprivate var isPossible: Bool {
            rounds > 1 && rounds.nonzeroBitCount == 1 && blockSize > 0 && parallelism > 0
        }

        /// Whether a kept cost may be paid: a changed file must not make the service take gigabytes.
        fileprivate var isBearable: Bool {
            rounds > 1 && rounds <= 1 << 17 && rounds.nonzeroBitCount == 1 && (1...16).contains(blockSize)
                && (1...8).contains(parallelism)
        }
    }

    /// Hashes with a fresh salt of 16 bytes; blocks for as long as the cost asks.
    package init(of password: Password, cost: Cost = .standard) throws(ControlRoomFailure) {
        let salt = SymmetricKey(size: .bits128).withUnsafeBytes { Data($0) }
        try self.init(bytes: password.bytes, salt: salt, cost: cost)
    }

    /// Hashes a text that is the person's password already, whatever is asked of new ones today.
    ///
    /// It keeps the salt, by which it is known for the same password.
    init(ofProved text: String, as earlier: PasswordHash, cost: Cost) throws(ControlRoomFailure) {
        try self.init(bytes: Password.bytes(of: text), salt: earlier.salt, cost: cost)
    }

    private init(bytes: Data, salt: Data, cost: Cost) throws(ControlRoomFailure) {
        (self.cost, self.salt) = (cost, salt)
        guard let derived = Self.derive(bytes, salt: salt, cost) else {
            throw .work("scrypt refused its parameters; the password is not set")
        }
        key = derived.withUnsafeBytes { Data($0) }
    }

    /// The other one is of a password that was set anew.
    func isReplaced(by other: PasswordHash) -> Bool { other.salt != salt }

    /// It asks less memory than that cost: an earlier program made it.
    func isCheaper(than other: Cost) -> Bool { cost.rounds * cost.blockSize < other.rounds * other.blockSize }

    /// A hash that no password has, so that an unknown name takes as long as a wrong password.
    static func decoy(_ cost: Cost) -> PasswordHash {
        PasswordHash(cost: cost, salt: Data(count: 16), key: Data(count: 32))
    }

    private init(cost: Cost, salt: Data, key: Data) { (self.cost, self.salt, self.key) = (cost, salt, key) }

    /// Whether it is the hash of that text; blocks for as long as the cost asks, compares in constant time.
    package func matches(_ text: String) -> Bool {
        guard text.utf8.count <= 1024, cost.isBearable else { return false }
        guard let derived = Self.derive(Password.bytes(of: text), salt: salt, cost) else { return false }
        return derived == SymmetricKey(data: key)
    }

    static func derive(_ bytes: Data, salt: Data, _ cost: Cost) -> SymmetricKey? {
        guard !bytes.isEmpty, !salt.isEmpty, cost.isPossible else { return nil }
        return Scrypt.key(of: bytes, salt: salt, bytes: 32, cost)
    }
}
