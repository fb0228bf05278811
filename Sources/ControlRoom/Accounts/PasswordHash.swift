import Crypto
import CryptoExtras
import Foundation

/// A password that may be set: 12 to 256 characters without control characters.
package struct Password: Sendable {
    fileprivate let bytes: Data

    package init(_ text: String) throws(Refusal) {
        guard (12...256).contains(text.count), text.utf8.count <= 1024 else { throw .length(text.count) }
        guard text.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control }) else { throw .control }
        bytes = Self.bytes(of: text)
    }

    /// Composed (NFC), so that two keyboards which write é differently give the same password.
    fileprivate static func bytes(of text: String) -> Data { Data(text.precomposedStringWithCanonicalMapping.utf8) }

    /// Why a text is no password; the text itself is never repeated.
    package enum Refusal: Error, Hashable, Sendable, CustomStringConvertible {
        case length(Int)
        case control

        package var description: String {
            switch self {
            case .length(let count):
                "the password has \(count) characters; allowed: 12 to 256, such as four words that do not belong together"
            case .control: "the password holds a control character; allowed: what can be typed on one line"
            }
        }
    }
}

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

        /// N = 2^15, r = 8, p = 1: 32 MiB, the parameters for sign-ins in the documentation of golang.org/x/crypto/scrypt.
        package static let standard = Cost(rounds: 1 << 15, blockSize: 8, parallelism: 1)

        /// Whether a kept cost may be paid: a changed file must not make the service take gigabytes.
        fileprivate var isBearable: Bool {
            rounds > 1 && rounds <= 1 << 17 && rounds.nonzeroBitCount == 1 && (1...16).contains(blockSize)
                && (1...8).contains(parallelism)
        }
    }

    /// Hashes with a fresh salt of 16 bytes; blocks for as long as the cost asks.
    package init(of password: Password, cost: Cost = .standard) throws(ControlRoomFailure) {
        self.cost = cost
        salt = SymmetricKey(size: .bits128).withUnsafeBytes { Data($0) }
        guard let derived = Self.derive(password.bytes, salt: salt, cost) else {
            throw .work("scrypt refused its parameters; the password is not set")
        }
        key = derived.withUnsafeBytes { Data($0) }
    }

    /// A hash that no password has, so that an unknown name takes as long as a wrong password.
    static let decoy = PasswordHash(cost: .standard, salt: Data(count: 16), key: Data(count: 32))

    private init(cost: Cost, salt: Data, key: Data) { (self.cost, self.salt, self.key) = (cost, salt, key) }

    /// Whether it is the hash of that text; blocks for as long as the cost asks, compares in constant time.
    package func matches(_ text: String) -> Bool {
        guard text.utf8.count <= 1024, cost.isBearable else { return false }
        guard let derived = Self.derive(Password.bytes(of: text), salt: salt, cost) else { return false }
        return derived == SymmetricKey(data: key)
    }

    static func derive(_ bytes: Data, salt: Data, _ cost: Cost) -> SymmetricKey? {
        // An empty password has no address that the library could be given.
        guard !bytes.isEmpty, !salt.isEmpty else { return nil }
        return try? KDF.Scrypt.deriveKey(
            from: bytes, salt: salt, outputByteCount: 32, rounds: cost.rounds, blockSize: cost.blockSize,
            parallelism: cost.parallelism)
    }
}
