import Foundation
import Offices
import Testing

@testable import Documents

struct LetterNumberTests {
    @Test(arguments: [
        "S-214/PJ.08/2026", "LAP-1/PJ/2026", "ND-7/WPJ.15/KP.0103/2027", "UND-12/KPP-JAYAPURA/2026",
        "LHR-999999999/RKO/2026", "RK-3/KLIP/2026", "PEM-3/RKO/2026",
    ])
    func `a number is read as it is written`(_ text: String) throws {
        #expect(LetterNumber(text)?.description == text)
        let json = try JSONEncoder().encode([try #require(LetterNumber(text))])
        #expect(try JSONDecoder().decode([LetterNumber].self, from: json).map(\.description) == [text])
    }

    @Test(arguments: [
        "", "S", "S-/PJ/2026", "S-0/PJ/2026", "S-01/PJ/2026", "S-1/PJ/26", "S-1//2026", "S-1/2026", "X-1/PJ/2026",
        "s-1/PJ/2026", "S-1/pj/2026", "S-1/PJ/02026", "S-1/PJ/2026 ", "S-1/PJ./2026", "S-1/.PJ/2026", "S--1/PJ/2026",
        "S-+1/PJ/2026", "S-1/P..J/2026", "S-1/PJ/20261", "S-1000000000/PJ/2026", "S-1/PJ\u{301}/2026", "-1/PJ/2026",
        "/-/", "S-1/08.PJ/2026",
    ])
    func `anything else is no number`(_ text: String) {
        #expect(LetterNumber(text) == nil)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([LetterNumber].self, from: JSONEncoder().encode([text]))
        }
    }

    @Test func `a draft shows a gap, which is no number`() throws {
        let gap = LetterNumber.gap(.letter, code: try #require(OfficeCode("PJ.08")), year: 2026)
        #expect(gap == "S-          /PJ.08/2026" && LetterNumber(gap) == nil)
    }

    @Test func `every kind has a prefix and a name of its own`() {
        let kinds = DocumentKind.allCases
        #expect(Set(kinds.map(\.prefix)).count == kinds.count && Set(kinds.map(\.name)).count == kinds.count)
        #expect(kinds.allSatisfy { DocumentKind(prefix: $0.prefix) == $0 })
    }
}

struct NumberRegisterTests {
    private let makassar = Office(
        id: Sample.office("kpp-makassar"), name: "KPP Makassar", kind: .kpp, zone: .wita, sections: [])
    private let jayapura = Office(
        id: Sample.office("kpp-jayapura"), name: "KPP Jayapura", kind: .kpp, zone: .wit, sections: [])

    @Test func `numbers run without a gap, for each office and type`() throws {
        var register = NumberRegister()
        #expect(try (1...3).map { _ in try take(&register, .letter, makassar) } == [1, 2, 3])
        #expect(try take(&register, .report, makassar) == 1)
        #expect(try take(&register, .letter, jayapura) == 1)
        #expect(try take(&register, .letter, makassar) == 4)
    }

    @Test func `the year is that of the office's own wall`() throws {
        var register = NumberRegister()
        // 15.30 UTC: 23.30 WITA on 31 December, 00.30 WIT on 1 January.
        let midnight = Sample.moment("2026-12-31T15:30:00Z")
        #expect(number(register, .letter, makassar, midnight).description == "S-1/KPP-MAKASSAR/2026")
        #expect(number(register, .letter, jayapura, midnight).description == "S-1/KPP-JAYAPURA/2027")
        try register.record(number(register, .letter, jayapura), of: jayapura, at: Sample.start)
        #expect(number(register, .letter, jayapura, midnight).running == 1)
        let old = number(register, .letter, jayapura)
        #expect(throws: NumberRegister.Refusal.otherYear(old, allowed: 2027)) {
            try register.record(old, of: jayapura, at: midnight)
        }
    }

    @Test func `a number out of sequence is refused, and none is used twice`() throws {
        var register = NumberRegister()
        let first = number(register, .letter, makassar)
        try register.record(first, of: makassar, at: Sample.start)
        #expect(throws: NumberRegister.Refusal.taken(first, next: 2)) {
            try register.record(first, of: makassar, at: Sample.start)
        }
        let third = LetterNumber(kind: .letter, running: 3, code: first.code, year: first.year)
        let error = #expect(throws: NumberRegister.Refusal.gap(third, next: 2)) {
            try register.record(third, of: makassar, at: Sample.start)
        }
        #expect(
            error?.description == "S-3/KPP-MAKASSAR/2026 leaves out numbers; allowed: running number 2, "
                + "the numbering has no gaps")
        #expect(number(register, .letter, makassar).running == 2)
    }

    @Test func `a replay of the registrations gives the same register, which is read back as it was`() throws {
        var (register, replay) = (NumberRegister(), NumberRegister())
        for turn in 0..<200 {
            let office = turn.isMultiple(of: 3) ? makassar : jayapura
            let kind = DocumentKind.allCases[turn % DocumentKind.allCases.count]
            let number = number(register, kind, office)
            try register.record(number, of: office, at: Sample.start)
            try replay.record(#require(LetterNumber(number.description)), of: office, at: Sample.start)
        }
        #expect(replay == register)
        let json = try JSONEncoder().encode(register)
        #expect(try JSONDecoder().decode(NumberRegister.self, from: json) == register)
        #expect(
            String(decoding: json, as: UTF8.self).hasPrefix("{\"last\":{\"kpp-"),
            "an object, so that keys can be sorted")
    }

    @Test func `the register goes on above a number that another hand gave, and never below`() throws {
        var register = NumberRegister()
        let twelfth = try #require(LetterNumber("LHR-12/KPP-MAKASSAR/2026"))
        register.goOn(above: twelfth, of: makassar)
        #expect(number(register, .meetingReport, makassar).running == 13)
        try register.record(number(register, .meetingReport, makassar), of: makassar, at: Sample.start)
        register.goOn(above: twelfth, of: makassar)
        #expect(number(register, .meetingReport, makassar).running == 14)
        #expect(
            number(register, .letter, makassar).running == 1 && number(register, .meetingReport, jayapura).running == 1)
    }

    private func number(
        _ register: NumberRegister, _ kind: DocumentKind, _ office: Office, _ at: Moment = Sample.start
    ) -> LetterNumber {
        register.next(kind, of: office, code: OfficeCode(derivedFor: office.id), at: at)
    }

    private func take(_ register: inout NumberRegister, _ kind: DocumentKind, _ office: Office) throws -> Int {
        let number = number(register, kind, office)
        try register.record(number, of: office, at: Sample.start)
        return number.running
    }
}
