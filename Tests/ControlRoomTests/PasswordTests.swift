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

    @Test("The standard cost is the one of OWASP, N = 2^17, r = 8, p = 1, and works")
    func standard() throws {
        #expect(PasswordHash.Cost.standard == .init(rounds: 131_072, blockSize: 8, parallelism: 1))
        let hash = try PasswordHash(of: Password("kuda benar baterai"))
        #expect(hash.cost == .standard)
        #expect(hash.matches("kuda benar baterai"))
    }

    @Test(
        "Common passwords are refused, in capitals too",
        arguments: ["123qweasdzxc", "q1w2e3r4t5y6", "Q1W2e3r4t5y6u7i8o9p0", "nemvxyheqdd5oqxyxyzi"])
    func common(text: String) {
        #expect(throws: Password.Refusal.common) { try Password(text) }
    }

    @Test(
        "What repeats itself, follows the keyboard or is made of what everybody tries is refused",
        arguments: [
            "aaaaaaaaaaaa", "123456789012", "abcabcabcabc", "abcdefghijkl", "qwertyuiopas", "passwordpassword",
            "P@ssw0rd12345", "rahasia12345", "Jakarta2026!!", "indonesiamerdeka", "pajakpajakpajak", "djprahasia2026",
            "Desember2026!", "1qaz2wsx3edc4rfv",
        ])
    func guessable(text: String) throws {
        let refusal = try #require(throws: Password.Refusal.self) { try Password(text) }
        #expect([.guessable, .common].contains(refusal) && !refusal.description.contains(text))
    }

    @Test(
        "The person's own name, number, office and post make no password, alone or with a year",
        arguments: [
            "Sari Puspitaningrum 2026", "saripuspitaningrum", "198402292006042003", "sari19840229", "KPPMakassar2026!",
            "operator-rko-123", "makassar makassar", "Puspitaningrum84",
        ])
    func ownWords(text: String) throws {
        let office = try #require(OfficeID("kpp-makassar"))
        let sari = Person(
            id: PersonID(at: Moment(microseconds: 0)), name: "Sari Puspitaningrum",
            nip: try NIP(parsing: "198402292006042003"),
            posts: [Post(role: .ocKpp, office: office), Post(role: .operatorRko, office: office)])
        #expect(throws: Password.Refusal.guessable) { try Password(text, of: sari) }
    }

    @Test(
        "Words that do not belong together, and what a generator makes, are taken",
        arguments: ["kuda benar baterai", "correct horse battery staple", "hXk29fPqLw01", "caf\u{E9} di makassar"])
    func taken(text: String) {
        #expect(throws: Never.self) { try Password(text) }
    }

    @Test("The longest password is judged in well under a second")
    func longest() throws {
        let text = String((0..<256).map { Character(UnicodeScalar(UInt8(33 + ($0 * 37) % 90))) })
        let took = try ContinuousClock().measure { _ = try Password(text) }
        #expect(took < .seconds(2), "\(took)")
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

    private let now = Moment(microseconds: 1_795_000_000_000_000)

    private func attempt(
        _ account: String, at address: String = "10.0.0.1", device: DeviceID? = nil
    ) throws -> SignInAttempt {
        SignInAttempt(account: account, address: try #require(PeerAddress(address)), device: device)
    }

    @Test("Five tries are free, then each waits longer, and an hour of rest forgets them")
    func throttle() throws {
        let (ani, baso) = (try attempt("ani"), try attempt("baso"))
        var (throttle, time) = (SignInThrottle(), now)
        for _ in 0..<5 { try throttle.admit(ani, at: time) }
        var waits: [Int] = []
        for _ in 0..<9 {
            do {
                try throttle.admit(ani, at: time)
                Issue.record("no wait")
            } catch SignInRefusal.wait(let seconds) {
                waits.append(seconds)
                #expect(throws: SignInRefusal.wait(seconds: 1)) {
                    try throttle.admit(ani, at: time.advanced(bySeconds: Double(seconds) - 0.5))
                }
                time = time.advanced(bySeconds: Double(seconds))
                try throttle.admit(ani, at: time)
            }
        }
        #expect(waits == [15, 30, 60, 120, 240, 480, 900, 900, 900])
        try throttle.admit(baso, at: time)
        for _ in 0..<5 { try throttle.admit(ani, at: time.advanced(bySeconds: 3601)) }
    }

    @Test("A success forgets the failures at that place, not those of the address")
    func cleared() throws {
        var throttle = SignInThrottle()
        for _ in 0..<5 { try throttle.admit(attempt("ani"), at: now) }
        throttle.succeed(try attempt("ani"))
        for _ in 0..<5 { try throttle.admit(attempt("ani"), at: now) }
        #expect(throws: SignInRefusal.self) { try throttle.admit(attempt("ani"), at: now) }
        for number in 0..<21 { try throttle.admit(attempt("\(number)"), at: now) }
        #expect(throws: SignInRefusal.wait(seconds: 15)) { try throttle.admit(attempt("another"), at: now) }
        try throttle.admit(attempt("another", at: "10.0.0.2"), at: now)
    }

    @Test("A refused try counts against nobody, and one device's tries against no other subject")
    func counted() throws {
        var throttle = SignInThrottle()
        let device = DeviceID(at: now)
        for _ in 0..<5 { try throttle.admit(attempt("ani", device: device), at: now) }
        for _ in 0..<90 {
            #expect(throws: SignInRefusal.self) { try throttle.admit(attempt("ani", device: device), at: now) }
        }
        for _ in 0..<5 { try throttle.admit(attempt("ani"), at: now) }
        #expect(throws: SignInRefusal.wait(seconds: 15)) { try throttle.admit(attempt("ani"), at: now) }
    }

    @Test("A flood of names does not fill the memory, and the newest are remembered")
    func flood() throws {
        var throttle = SignInThrottle()
        for number in 0..<25_000 {
            let address = "10.\(number / 65_536).\(number / 256 % 256).\(number % 256)"
            try throttle.admit(attempt("\(number)", at: address), at: Moment(microseconds: Int64(number)))
        }
        #expect(throttle.count <= SignInThrottle.most + 3)
        let newest = try attempt("24999", at: "10.0.97.167")
        for _ in 0..<4 { try throttle.admit(newest, at: Moment(microseconds: 25_000)) }
        #expect(throws: SignInRefusal.self) { try throttle.admit(newest, at: Moment(microseconds: 25_000)) }
    }

    @Test("One address has few of the strangers' places, strangers leave those of known devices free")
    func places() throws {
        var queue = HashingQueue()
        for _ in 0..<HashingQueue.mostOfAnAddress { try queue.enter(attempt("a")) }
        #expect(throws: SignInRefusal.busy) { try queue.enter(attempt("a")) }
        for number in 0..<(HashingQueue.mostStrangers - HashingQueue.mostOfAnAddress) {
            try queue.enter(attempt("a", at: "10.1.0.\(number)"))
        }
        #expect(throws: SignInRefusal.busy) { try queue.enter(attempt("a", at: "10.2.0.1")) }
        let known = try attempt("a", device: DeviceID(at: now))
        for _ in 0..<HashingQueue.mostKnown { try queue.enter(known) }
        #expect(throws: SignInRefusal.busy) { try queue.enter(known) }
        queue.leave(known)
        try queue.enter(known)
        queue.leave(try attempt("a"))
        try queue.enter(attempt("b", at: "10.2.0.1"))
    }

    @Test(
        "Addresses are told apart as networks give them out",
        arguments: [
            ("10.1.2.3", "10.1.2.3"), ("::ffff:10.1.2.3", "10.1.2.3"), ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
            ("fe80::1%eth0", "fe80:0:0:0::/64"), ("10.1.2", nil), ("", nil), ("host", nil),
        ] as [(String, String?)])
    func addresses(text: String, shown: String?) { #expect(PeerAddress(text)?.description == shown) }
}

extension PasswordHash {
    /// A hash that costs next to nothing, for tests.
    static func cheap(_ text: String) throws -> PasswordHash {
        try PasswordHash(of: Password(text), cost: Cost(rounds: 16, blockSize: 1, parallelism: 1))
    }
}
