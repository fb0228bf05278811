import Digests
import Foundation
import Offices
import Testing

@testable import Documents

struct ReadershipTests {
    private let now = Sample.after(1000)

    @Test func `an open paper is everybody's`() throws {
        #expect(try readership(.biasa).mayRead(Sample.person("Siapa"), posts: [], at: now))
    }

    @Test(arguments: [SecurityClass.terbatas, .rahasia, .sangatRahasia])
    func `from terbatas up only the chain, the addressees and those who worked on it`(_ security: SecurityClass) throws
    {
        let readers = try readership(security, to: [.init(office: Sample.office("rko"), role: .kasubbagProtokol)])
        let table: [(Role, String, Bool)] = [
            (.kasubbagKasi, "direktorat-pkp", true), (.sesditjenDirektur, "direktorat-pkp", true),
            (.operatorSetdit, "direktorat-pkp", false), (.kasubbagKasi, "direktorat-pp-1", false),
            (.kasubbagProtokol, "rko", true), (.operatorRko, "rko", false), (.kepalaKpp, "kpp-jayapura", false),
        ]
        for (role, office, allowed) in table {
            let post = Post(role: role, office: Sample.office(office))
            #expect(readers.mayRead(Sample.person("Siapa"), posts: [post], at: now) == allowed, "\(role) at \(office)")
        }
        #expect(readers.mayRead(Sample.lo.id, posts: [], at: now), "the drafter")
        #expect(!readers.mayRead(Sample.person("Siapa"), posts: [], at: now))
    }

    @Test func `an addressed office reads with all its posts unless a role is named`() throws {
        let readers = try readership(.terbatas, to: [.init(office: Sample.office("kpp-jayapura"))])
        let post = Post(role: .ocKpp, office: Sample.office("kpp-jayapura"))
        #expect(readers.mayRead(Sample.person("Siapa"), posts: [post], at: now))
    }

    @Test func `a post that has ended, or not begun, opens nothing`() throws {
        let readers = try readership(.terbatas)
        let ended = Post(role: .kasubbagKasi, office: Sample.directorate, until: now)
        let coming = Post(role: .kasubbagKasi, office: Sample.directorate, from: now.advanced(bySeconds: 1))
        #expect(!readers.mayRead(Sample.person("Siapa"), posts: [ended, coming], at: now))
        #expect(readers.mayRead(Sample.person("Siapa"), posts: [ended], at: now.advanced(bySeconds: -1)))
    }

    @Test func `a later draft of a lower class does not open the paper`() throws {
        var report = try Sample.report()
        try report.submit(Sample.draft(security: .rahasia), by: Sample.lo, at: Sample.start)
        try report.submit(Sample.draft(security: .biasa), by: Sample.lo, at: Sample.after(1))
        let readers = Readership(of: report, addressees: [])
        #expect(readers.security == .rahasia)
        #expect(!readers.mayRead(Sample.person("Siapa"), posts: [], at: now))
    }

    @Test func `who marked it reads on, whatever post they hold now`() throws {
        let letter = try Sample.signedLetter()
        let readers = Readership(of: letter, addressees: [])
        let elsewhere = Post(role: .kepalaKpp, office: Sample.office("kpp-jayapura"))
        #expect(readers.mayRead(Sample.director.id, posts: [elsewhere], at: now))
    }

    private func readership(
        _ security: SecurityClass, to places: Set<Readership.Place> = []
    ) throws -> Readership {
        var report = try Sample.report()
        try report.submit(Sample.draft(security: security), by: Sample.lo, at: Sample.start)
        return Readership(of: report, addressees: places)
    }
}

struct VerificationCodeTests {
    private func code() throws -> VerificationCode {
        VerificationCode(document: try #require(Sample.documentID), hash: Sample.hash("a"))
    }

    @Test func `a code is four groups of five, the same for the same paper and content`() throws {
        let code = try code()
        #expect(code.description == "08Y27-PMQ7Y-6PHN3-QAEDY")
        #expect(code.description.wholeMatch(of: /([0-9A-HJKMNP-TV-Z]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}/) != nil)
        let other = VerificationCode(document: try #require(Sample.documentID), hash: Sample.hash("b"))
        let paper = VerificationCode(document: DocumentID(at: Sample.start), hash: Sample.hash("a"))
        #expect(Set([code, other, paper]).count == 3)
    }

    @Test func `it is read in small letters, with blanks, with O and I and L`() throws {
        for number in 0..<50 {
            let code = VerificationCode(
                document: try #require(Sample.documentID), hash: ContentHash(of: Array("\(number)".utf8)))
            let sloppy = code.description.lowercased().replacing("-", with: "  ").replacing("0", with: "o")
                .replacing("1", with: number.isMultiple(of: 2) ? "l" : "I")
            #expect(try VerificationCode(parsing: sloppy) == code)
            #expect(try VerificationCode(parsing: code.symbols) == code)
        }
        let json = try JSONEncoder().encode([code()])
        #expect(try JSONDecoder().decode([VerificationCode].self, from: json) == [code()])
    }

    @Test func `one wrong symbol, or any two swapped, is noticed`() throws {
        let right = Array(try code().symbols)
        let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
        for place in right.indices {
            for symbol in alphabet where symbol != right[place] {
                var wrong = right
                wrong[place] = symbol
                #expect(throws: VerificationCode.Refusal.check) { try VerificationCode(parsing: String(wrong)) }
            }
            for other in right.indices where right[other] != right[place] {
                var swapped = right
                swapped.swapAt(place, other)
                #expect(throws: VerificationCode.Refusal.check) { try VerificationCode(parsing: String(swapped)) }
            }
        }
    }

    @Test(arguments: [
        ("", VerificationCode.Refusal.length(0)), ("7K2QX", .length(5)), ("7K2U", .symbol(at: 4)),
        ("7K2-Q*", .symbol(at: 5)), ("é", .symbol(at: 1)), (String(repeating: "0", count: 21), .length(21)),
        (String(repeating: "0", count: 4000), .length(4000)), ("<script>", .symbol(at: 1)),
    ])
    func `what is no code is refused with the reason`(_ text: String, _ refusal: VerificationCode.Refusal) {
        let error = #expect(throws: refusal) { try VerificationCode(parsing: text) }
        #expect(error?.message.contains("\n") == false && error?.description.contains("\n") == false)
    }
}
