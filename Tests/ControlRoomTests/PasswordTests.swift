import Crypto
import Foundation
import Offices
import Testing

@testable import ControlRoom

/// Passwords, and how often one may try.
struct PasswordTests {
    @Test("A password matches its hash alone; two hashes of it differ")
    func matches() throws {
        let hash = try PasswordHash.cheap("kuda benar baterai")
        #expect(hash.matches("kuda benar baterai"))
        for wrong in [
            "", "kuda benar batera", "kuda benar baterai ", "Kuda benar baterai", String(repeating: "a", count: 2000),
        ] {
            #expect(!hash.matches(wrong))
        }
        #expect(try PasswordHash.cheap("kuda benar baterai") != hash)
        let read = try JSONDecoder().decode(PasswordHash.self, from: JSONEncoder().encode(hash))
        #expect(read.matches("kuda benar baterai"))
    }

    @Test("The same letters from another keyboard are the same password")
    func composed() throws {
        #expect(try PasswordHash.cheap("caf\u{E9} di makassar").matches("cafe\u{301} di makassar"))
    }

    @Test("scrypt gives the key of RFC 7914, section 12")
    func vector() throws {
        let json = """
            {"cost":{"rounds":1024,"blockSize":8,"parallelism":16},"salt":"\(Data("NaCl".utf8).base64EncodedString())",
            "key":"\(Data("x".utf8).base64EncodedString())"}
            """
        let outside = try JSONDecoder().decode(PasswordHash.self, from: Data(json.utf8))
        #expect(!outside.matches("password"), "parallelism 16 is more than is borne")
        // The vector's first 32 bytes: PBKDF2 gives a shorter key as the beginning of a longer one.
        let key = "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
        let bytes = stride(from: 0, to: 64, by: 2).compactMap { UInt8(key.dropFirst($0).prefix(2), radix: 16) }
        let derived = PasswordHash.derive(
            Data("password".utf8), salt: Data("NaCl".utf8), .init(rounds: 1024, blockSize: 8, parallelism: 16))
        #expect(derived?.withUnsafeBytes { Array($0) } == bytes)
    }

    @Test("The standard cost is N = 2^15, r = 8, p = 1, and works")
    func standard() throws {
        #expect(PasswordHash.Cost.standard == .init(rounds: 32_768, blockSize: 8, parallelism: 1))
        let hash = try PasswordHash(of: Password("kuda benar baterai"))
        #expect(hash.cost == .standard)
        #expect(hash.matches("kuda benar baterai"))
    }

    @Test(
        "A password is 12 to 256 characters on one line",
        arguments: [
            ("", Password.Refusal.length(0)), ("sebelas1234", .length(11)),
            (String(repeating: "a", count: 257), .length(257)),
            ("dua belas\nbaris", .control),
        ])
    func refused(text: String, refusal: Password.Refusal) {
        #expect(throws: refusal) { try Password(text) }
        if text.count > 1 { #expect(!refusal.description.contains(text)) }
    }

    @Test("Five tries are free, then each waits longer, and an hour of rest forgets them")
    func throttle() throws {
        let now = Moment(microseconds: 1_795_000_000_000_000)
        var (throttle, time) = (SignInThrottle(), now)
        for _ in 0..<5 { try throttle.admit("ani", at: time) }
        var waits: [Int] = []
        for _ in 0..<9 {
            do {
                try throttle.admit("ani", at: time)
                Issue.record("no wait")
            } catch SignInRefusal.wait(let seconds) {
                waits.append(seconds)
                #expect(throws: SignInRefusal.wait(seconds: 1)) {
                    try throttle.admit("ani", at: time.advanced(bySeconds: Double(seconds) - 0.5))
                }
                time = time.advanced(bySeconds: Double(seconds))
                try throttle.admit("ani", at: time)
            }
        }
        #expect(waits == [15, 30, 60, 120, 240, 480, 900, 900, 900])
        try throttle.admit("baso", at: time)
        for _ in 0..<5 { try throttle.admit("ani", at: time.advanced(bySeconds: 3601)) }
    }

    @Test("A success forgets the failures")
    func cleared() throws {
        let now = Moment(microseconds: 0)
        var throttle = SignInThrottle()
        for _ in 0..<5 { try throttle.admit("ani", at: now) }
        throttle.clear("ani")
        for _ in 0..<5 { try throttle.admit("ani", at: now) }
        #expect(throws: SignInRefusal.self) { try throttle.admit("ani", at: now) }
    }

    @Test("A flood of names does not fill the memory, and the newest are remembered")
    func flood() throws {
        var throttle = SignInThrottle()
        for number in 0..<25_000 { try throttle.admit("\(number)", at: Moment(microseconds: Int64(number))) }
        #expect(throttle.count <= SignInThrottle.most)
        for _ in 0..<4 { try throttle.admit("24999", at: Moment(microseconds: 25_000)) }
        #expect(throws: SignInRefusal.self) { try throttle.admit("24999", at: Moment(microseconds: 25_000)) }
    }
}

extension PasswordHash {
    /// A hash that costs next to nothing, for tests.
    static func cheap(_ text: String) throws -> PasswordHash {
        try PasswordHash(of: Password(text), cost: Cost(rounds: 16, blockSize: 1, parallelism: 1))
    }
}
