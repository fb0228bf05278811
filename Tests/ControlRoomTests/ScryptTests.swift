import Crypto
import CryptoExtras
import Foundation
import Testing

@testable import ControlRoom

/// The hash of passwords, against what is known of it.
struct ScryptTests {
    private func hexadecimal(_ key: SymmetricKey) -> String {
        key.withUnsafeBytes { bytes in
            bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        }
    }

    @Test(
        "The vectors of RFC 7914, section 12",
        arguments: [
            (
                "password", "NaCl", PasswordHash.Cost(rounds: 1024, blockSize: 8, parallelism: 16),
                "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
                    + "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640"
            ),
            (
                "pleaseletmein", "SodiumChloride", PasswordHash.Cost(rounds: 16384, blockSize: 8, parallelism: 1),
                "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
                    + "d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887"
            ),
        ])
    func vectors(password: String, salt: String, cost: PasswordHash.Cost, key: String) {
        let found = Scrypt.key(of: Data(password.utf8), salt: Data(salt.utf8), bytes: 64, cost)
        #expect(hexadecimal(found) == key)
    }

    @Test("The library's hashes of any password, salt and cost are the same", arguments: 1...24)
    func library(number: Int) throws {
        let cost = PasswordHash.Cost(
            rounds: 1 << (1 + number % 9), blockSize: 1 + number % 8, parallelism: 1 + number % 3)
        let password = Data((0..<number * 7).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ number) })
        let salt = Data((0..<number).map { UInt8(truncatingIfNeeded: $0 &* 91 &+ number) })
        let theirs = try KDF.Scrypt.deriveKey(
            from: password, salt: salt, outputByteCount: 32, rounds: cost.rounds, blockSize: cost.blockSize,
            parallelism: cost.parallelism)
        #expect(Scrypt.key(of: password, salt: salt, bytes: 32, cost) == theirs)
    }
}
