import Foundation
import Offices
import Testing

@testable import ControlRoom

/// Passwords and tokens as values; no clock but the one given.
struct AccountsTests {
    let now = Moment(microseconds: 1_795_000_000_000_000)
    let ani = PersonID(at: Moment(microseconds: 0))
    let baso = PersonID(at: Moment(microseconds: 1000))

    private func later(_ seconds: Double) -> Moment { now.advanced(bySeconds: seconds) }

    @Test("A personal token is its owner's, until it expires or is revoked")
    func tokens() throws {
        var accounts = Accounts()
        let open = try accounts.addToken(of: ani, named: line("layar"), expires: nil, at: now)
        let brief = try accounts.addToken(of: baso, named: line("uji"), expires: later(60), at: now)
        #expect(accounts.bearer(of: open.text, at: later(7_775_999))?.person == ani)
        #expect(accounts.bearer(of: open.text, at: later(7_776_000)) == nil, "90 days are over")
        #expect(accounts.bearer(of: open.text, at: now)?.proof == .token(open.token.id))
        #expect(accounts.bearer(of: brief.text, at: later(59.999))?.person == baso)
        #expect(accounts.bearer(of: brief.text, at: later(60)) == nil)
        try accounts.revokeToken(open.token.id, of: ani)
        #expect(accounts.bearer(of: open.text, at: now) == nil)
        #expect(accounts.tokens(of: ani).isEmpty)
        #expect(accounts.tokens(of: baso).map(\.name.text) == ["uji"])
    }

    @Test("Nobody revokes another's token, ends another's session, or makes a token that is over")
    func refusals() throws {
        var accounts = Accounts()
        let token = try accounts.addToken(of: ani, named: line("layar"), expires: nil, at: now)
        let session = accounts.openSession(of: ani, at: now)
        let before = accounts
        #expect(throws: Accounts.Refusal.noToken(token.token.id)) { try accounts.revokeToken(token.token.id, of: baso) }
        #expect(throws: Accounts.Refusal.noSession(session.session.id)) {
            try accounts.endSession(session.session.id, of: baso)
        }
        #expect(throws: Accounts.Refusal.expired(now)) {
            try accounts.addToken(of: ani, named: line("uji"), expires: now, at: now)
        }
        #expect(accounts == before)
    }

    @Test("A token is made for 366 days at most; one of an earlier program without an end is given one")
    func tokensEnd() throws {
        var accounts = Accounts()
        let year = later(31_622_400)
        #expect(try accounts.addToken(of: ani, named: line("a"), expires: year, at: now).token.expires == year)
        #expect(throws: Accounts.Refusal.tooLong(later(31_622_401))) {
            try accounts.addToken(of: ani, named: line("a"), expires: later(31_622_401), at: now)
        }
        let text = BearerToken.make()
        let early = PersonalToken(
            id: PersonalTokenID(at: now), person: baso, name: try line("token pertama"), made: now, expires: nil)
        accounts.tokens[try #require(TokenHash(of: text))] = early
        accounts.tidy(at: later(1e8))
        #expect(accounts.bearer(of: text, at: later(1e8 + 7_775_999))?.person == baso)
        #expect(accounts.bearer(of: text, at: later(1e8 + 7_776_000)) == nil)
    }

    @Test("A changed password ends the tokens and devices made under the earlier one; the first password ends none")
    func newPasswordEndsTokens() throws {
        var accounts = Accounts()
        let (own, other) = (
            try accounts.addToken(of: ani, named: line("a"), expires: nil, at: now).text,
            try accounts.addToken(of: baso, named: line("a"), expires: nil, at: now).text
        )
        accounts.set(try .cheap("kata sandi yang baru"), of: ani)
        #expect(accounts.bearer(of: own, at: now) != nil, "the first password")
        let device = accounts.recognise(nil, of: ani, at: now)
        _ = accounts.openSession(of: ani, at: now)
        let ended = accounts.set(try .cheap("kata sandi yang lain"), of: ani)
        #expect(ended.sessions == 1 && ended.tokens == 1)
        #expect(accounts.bearer(of: own, at: now) == nil && accounts.device(device, of: ani, at: now) == nil)
        #expect(accounts.bearer(of: other, at: now) != nil)
    }

    @Test("One person has at most fifty tokens")
    func manyTokens() throws {
        var accounts = Accounts()
        for _ in 0..<50 { _ = try accounts.addToken(of: ani, named: line("a"), expires: nil, at: now) }
        #expect(throws: Accounts.Refusal.tooMany(50)) {
            try accounts.addToken(of: ani, named: line("a"), expires: nil, at: now)
        }
        #expect(throws: Never.self) { try accounts.addToken(of: baso, named: line("a"), expires: nil, at: now) }
    }

    @Test(
        "A session ends 12 hours after it began, or after an hour of silence",
        arguments: [
            (3599.0, 0.0, true), (3600, 0, false), (7000, 3600, true), (7200, 3600, false), (43_199, 43_000, true),
            (43_200, 43_199, false),
        ])
    func sessionEnds(after seconds: Double, lastSeen: Double, isOpen: Bool) {
        var accounts = Accounts()
        let (text, session) = accounts.openSession(of: ani, at: now)
        let bearer = accounts.bearer(of: text, at: later(seconds), seen: [session.id: later(lastSeen)])
        #expect((bearer?.person == ani) == isOpen)
        #expect(session.expires == later(43_200))
    }

    @Test("The longest unused of twenty sessions gives way to a new one")
    func manySessions() {
        var accounts = Accounts()
        let texts = (0..<21).map { accounts.openSession(of: ani, at: later(Double($0))).text }
        let other = accounts.openSession(of: baso, at: now).text
        #expect(accounts.sessions(of: ani).count == 20)
        #expect(accounts.bearer(of: texts[0], at: later(30)) == nil)
        for text in texts.dropFirst() { #expect(accounts.bearer(of: text, at: later(30)) != nil) }
        #expect(accounts.bearer(of: other, at: now)?.person == baso)
    }

    @Test("A new password ends the sessions that an earlier one opened, and those of nobody else")
    func newPassword() throws {
        var accounts = Accounts()
        let (own, other) = (accounts.openSession(of: ani, at: now).text, accounts.openSession(of: baso, at: now).text)
        accounts.set(try .cheap("kata sandi yang baru"), of: ani)
        #expect(accounts.hasPassword(ani) && !accounts.hasPassword(baso))
        #expect(accounts.bearer(of: own, at: now) == nil)
        #expect(accounts.bearer(of: other, at: now) != nil)
    }

    @Test("Tidying keeps what is open and forgets what has ended")
    func tidy() throws {
        var accounts = Accounts()
        let (kept, seen) = accounts.openSession(of: ani, at: now)
        let lost = accounts.openSession(of: ani, at: now).text
        let old = try accounts.addToken(of: ani, named: line("uji"), expires: later(60), at: now)
        accounts.tidy(at: later(4000), seen: [seen.id: later(3000)])
        #expect(accounts.sessions(of: ani).map(\.seen) == [later(3000)])
        #expect(accounts.bearer(of: kept, at: later(4000)) != nil)
        #expect(accounts.bearer(of: lost, at: now) == nil)
        #expect(accounts.tokens(of: ani).map(\.id) == [old.token.id], "for a day it can be seen that it expired")
        accounts.tidy(at: later(60 + 86_400))
        #expect(accounts.tokens(of: ani).isEmpty)
    }

    @Test("Accounts are read as they were written, to the same bytes")
    func file() throws {
        var accounts = Accounts()
        for person in [ani, baso] {
            _ = try accounts.addToken(of: person, named: line("a"), expires: later(60), at: now)
            accounts.set(try .cheap("kata sandi yang baru"), of: person)
            _ = accounts.openSession(of: person, at: now)
            _ = accounts.recognise(nil, of: person, at: now)
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let bytes = try encoder.encode(accounts)
        let read = try JSONDecoder().decode(Accounts.self, from: bytes)
        #expect(read == accounts)
        #expect(try encoder.encode(read) == bytes)
        let early = Data(#"{"version":1,"passwords":[],"tokens":[],"sessions":[]}"#.utf8)
        #expect(try JSONDecoder().decode(Accounts.self, from: early) == Accounts(), "before there were devices")
    }

    @Test("Whose a token is takes as long among twenty thousand as among twenty")
    func lookup() throws {
        func time(_ count: Int) throws -> Duration {
            var accounts = Accounts()
            let stranger = Session(id: SessionID(at: now), person: baso, began: now, seen: now)
            for _ in 0..<count {
                if let hash = TokenHash(of: BearerToken.make()) { accounts.sessions[hash] = stranger }
            }
            let (text, clock) = (accounts.openSession(of: ani, at: now).text, ContinuousClock())
            let times = (0..<41).map { _ in clock.measure { _ = accounts.bearer(of: text, at: now) } }
            return times.sorted()[20]
        }
        let (few, many) = (try time(20), try time(20_000))
        #expect(many < few * 4 + .microseconds(100), "\(few) \(many)")
    }
}
