import Foundation
import Offices
import Testing

struct NIPTests {
    @Test(arguments: ["198402292006042003", "19840229 200604 2 003", " 19840229 200604 2 003 "])
    func keepsTheDigitsAlone(text: String) throws {
        let nip = try NIP(parsing: text)
        #expect(nip.digits == "198402292006042003")
        #expect(!nip.hasUnusualAppointment)
    }

    @Test(arguments: [
        ("", NIP.Refusal.length(0)), ("06009055", .length(8)), ("0600905551", .length(10)),
        ("1984022920060420031", .length(19)), ("06009o555", .notDigits),
        ("19840229-200604-2-003", .notDigits), ("19840229\t200604 2 003", .notDigits),
        ("١٩٨٤٠٢٢٩٢٠٠٦٠٤٢٠٠٣", .notDigits),
        ("198302292006042003", .birthDate), ("198413012006042003", .birthDate), ("000001012006042003", .birthDate),
        ("198402290006042003", .appointmentYear), ("198402292006043003", .sex), ("198402292006040003", .sex),
        ("198402292006042000", .serial), ("1.98402E+17", .rounded), ("1,98402e17", .rounded), ("2E+17", .rounded),
    ])
    func refusesWhatIsNoNumber(text: String, refusal: NIP.Refusal) {
        #expect(throws: refusal) { try NIP(parsing: text) }
        #expect(refusal.description.contains("allowed: 18 digits"))
    }

    @Test func aNumberThatWasTakenInBeforeIsStillRead() throws {
        let nip = try JSONDecoder().decode(NIP.self, from: Data("\"198402292006042000\"".utf8))
        #expect(nip.digits == "198402292006042000")
    }

    @Test(arguments: [("198402292021212003", true), ("198402292021002003", true), ("198402292021122003", false)])
    func onlyWarnsOfAnAppointmentWithoutMonth(text: String, unusual: Bool) throws {
        #expect(try NIP(parsing: text).hasUnusualAppointment == unusual)
    }

    @Test func showsNeitherBirthDateNorSex() throws {
        let nip = try NIP(parsing: "198402292006042003")
        #expect(nip.masked == "•••••••• 200604 • •••")
        #expect("\(nip)" == nip.masked)
        #expect(nip.form == .full)
    }

    @Test(arguments: ["060090555", "060 090 555", " 060090555"])
    func takesTheShortNumber(text: String) throws {
        let nip = try NIP(parsing: text)
        #expect((nip.digits, nip.form) == ("060090555", .short))
        #expect(nip.masked == "••••••555")
        #expect(!nip.hasUnusualAppointment)
    }

    @Test func isWrittenAsText() throws {
        let nip = try NIP(parsing: "198402292006042003")
        let data = try JSONEncoder().encode([nip])
        #expect(String(decoding: data, as: UTF8.self) == #"["198402292006042003"]"#)
        #expect(try JSONDecoder().decode([NIP].self, from: data) == [nip])
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([NIP].self, from: Data(#"["19"]"#.utf8)) }
    }
}
