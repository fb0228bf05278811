import Foundation
import Offices
import Testing

/// A CSV file of persons and posts brought into the register.
struct PeopleImportTests {
    static let header = "name,nip,role,office,section,from,until,acting,order,for"
    static let ani = "Ani,198402292006042003,kepala-kpp,kpp-makassar,,2026-01-01,,,,"

    private func run(
        _ lines: [String], into register: PeopleRegister = PeopleRegister()
    ) throws -> PeopleImport {
        let table = try CSVTable(bytes: Data(lines.joined(separator: "\n").utf8), file: "orang.csv")
        let directory = try Bureau.directory()
        return try PeopleImport(
            PeopleFile(table, in: directory), into: register, directory: directory, at: Bureau.now)
    }

    private func problems(_ lines: [String], into register: PeopleRegister = PeopleRegister()) throws -> [String] {
        do {
            _ = try run(lines, into: register)
            return []
        } catch let error as FileRefusal {
            return error.problems.map(\.description)
        }
    }

    private func day(_ text: String) throws -> CivilDay { try #require(CivilDay(text)) }

    @Test func bringsPersonsAndPostsIn() throws {
        let done = try run([
            Self.header, Self.ani, "Ani,19840229 200604 2 003,lo-kpp,kpp-makassar,,,,,,",
            "Baso,060090555,kasi-terkait-kpp,kpp-makassar,pelayanan,,2026-06-30,,,",
        ])
        #expect((done.newPersons, done.newPosts, done.unchanged) == (2, 3, 0))
        let ani = try #require(done.register[try NIP(parsing: "198402292006042003")])
        #expect(ani.posts.map(\.role) == [.kepalaKpp, .loKpp])
        let from = Zone.wita.start(of: try day("2026-01-01"))
        #expect(from.description == "2025-12-31T16:00:00.000000Z", "midnight at the office")
        #expect(ani.posts.map(\.from) == [from, nil])
        let baso = try #require(done.register[try NIP(parsing: "060090555")]?.posts.first)
        #expect(baso.section?.description == "pelayanan")
        #expect(baso.until?.description == "2026-06-30T16:00:00.000000Z", "the last day is included")
    }

    @Test func takesColumnsInAnyOrder() throws {
        let done = try run(["office;role;nip;name", "kpp-makassar;oc-kpp;060090555;\"Baso; S.E.\""])
        #expect(done.register.persons.map(\.name) == ["Baso; S.E."])
    }

    @Test func changesNothingTheSecondTime() throws {
        let lines = [
            Self.header, "Baso,060090555,kepala-kpp,kpp-makassar,,2026-12-01,2026-12-07,plh,ND-12,", Self.ani, Self.ani,
        ]
        let first = try run(lines)
        #expect((first.newPersons, first.newPosts, first.unchanged) == (2, 2, 1))
        let second = try run(lines, into: first.register)
        #expect((second.newPersons, second.newPosts, second.unchanged) == (0, 0, 3))
        #expect(second.register == first.register)
    }

    @Test("AC-022: a row can stand in before the row of the holder, and shows the holder's name")
    func standsIn() throws {
        let done = try run([
            Self.header, "Baso,060090555,kepala-kpp,kpp-makassar,,2026-12-01,2026-12-07,PLH,ND-12,", Self.ani,
        ])
        let acting = try #require(done.register[try NIP(parsing: "060090555")]?.posts.first?.acting)
        #expect((acting.kind, acting.order.text, acting.holder?.text) == (.plh, "ND-12", "Ani"))
    }

    @Test(arguments: [
        (
            "Ani,198402292006042003,kepala-kpp,kpp-makassar,,1/1/2026,,,,",
            "column \"from\": found \"1/1/2026\"; allowed: a day"
        ),
        ("Ani,198402292006042003,kepala-kpp,kpp-makassar,,,2026-02-30,,,", "column \"until\": found \"2026-02-30\""),
        ("Ani,198413292006042003,kepala-kpp,kpp-makassar,,,,,,", "column \"nip\": digits 1 to 8 of the NIP"),
        ("Ani,,kepala-kpp,kpp-makassar,,,,,,", "column \"nip\": found nothing"),
        (",060090555,kepala-kpp,kpp-makassar,,,,,,", "column \"name\": found nothing"),
        ("Ani,060090555,raja,kpp-makassar,,,,,,", "column \"role\": found \"raja\"; allowed: dirjen, "),
        ("Ani,060090555,dirjen,kpp-makassar,,,,,,", "column \"role\": dirjen is not held at \"kpp-makassar\""),
        ("Ani,060090555,kepala-kpp,KPP Makassar,,,,,,", "column \"office\": found \"KPP Makassar\""),
        ("Ani,060090555,kepala-kpp,kpp-ambon,,,,,,", "column \"office\": there is no office \"kpp-ambon\"; allowed: "),
        (
            "Ani,060090555,kasi-terkait-kpp,kpp-makassar,dapur,,,,,",
            "column \"section\": \"kpp-makassar\" has no section"
        ),
        ("Ani,060090555,lo-kpp,kpp-makassar,,2026-02-01,2026-01-01,,,", "column \"until\": the end is not after"),
        ("Ani,060090555,lo-kpp,kpp-makassar,,,,raja,ND-1,", "column \"acting\": found \"raja\"; allowed: plh, plt"),
        (
            "Ani,060090555,lo-kpp,kpp-makassar,,2026-01-01,2026-01-07,plh,,Budi",
            "column \"order\": found nothing; allowed: the number"
        ),
        ("Ani,060090555,lo-kpp,kpp-makassar,,2026-01-01,,plh,ND-1,Budi", "column \"from\": Plh. without both dates"),
        ("Ani,060090555,lo-kpp,kpp-makassar,,2026-01-01,2026-01-07,plh,ND-1,", "column \"for\": Plh. for nobody"),
        (
            "Ani,060090555,lo-kpp,kpp-makassar,,2026-01-01,2026-01-07,plh,ND-1,Ani",
            "column \"acting\": \"Ani\" holds that office"
        ),
        ("Ani,060090555,lo-kpp,kpp-makassar,,,,,ND-1,", "column \"order\": found a text in a row that is not acting"),
        ("\"A\u{202E}ni\",060090555,lo-kpp,kpp-makassar,,,,,,", "column \"name\": found \"A\\u{202E}ni\""),
    ])
    func refusesARowByLineAndColumn(row: String, expected: String) throws {
        let found = try problems([Self.header, "Dewi,060090556,oc-kpp,kpp-makassar,,,,,,", row])
        #expect(found.count == 1, "\(found)")
        #expect(found.first?.hasPrefix("orang.csv:3: \(expected)") == true, "\(found)")
        #expect(!found.joined().contains("198413292006042003"), "a NIP is never repeated")
    }

    @Test func tellsEverythingAtOnce() throws {
        let found = try problems([
            Self.header, "Ani,12,raja,kpp-makassar,,x,,,,", Self.ani, "Baso,060090555,kepala-kpp,kpp-makassar,,,,,,",
            "Citra,060090557,lo-kpp,kpp-ambon,,,,,,",
        ])
        #expect(
            found.map { $0.split(separator: " ").prefix(3).joined(separator: " ") } == [
                "orang.csv:2: column \"from\":", "orang.csv:2: column \"nip\":", "orang.csv:2: column \"role\":",
                "orang.csv:4: column \"role\":", "orang.csv:5: column \"office\":",
            ])
        #expect(found[3].contains("\"Ani\" holds it, from 2026-01-01; allowed: one at a time"))
    }

    @Test func refusesAnotherNameForTheSameNumber() throws {
        let known = try run([Self.header, Self.ani]).register
        let found = try problems([Self.header, "Anita,198402292006042003,lo-kpp,kpp-makassar,,,,,,"], into: known)
        #expect(found.first?.contains("column \"name\": found \"Anita\"; allowed: \"Ani\"") == true, "\(found)")
    }

    @Test(arguments: [
        ("name,nip,role", "the column \"office\" is missing"),
        ("name,nip,role,office,gaji", "found the column \"gaji\""),
        ("name,nip,role,office,nip", "the column \"nip\" stands twice"),
    ])
    func refusesAHeader(header: String, expected: String) throws {
        let found = try problems([header])
        #expect(found.count == 1)
        #expect(found.first?.contains(expected) == true, "\(found)")
    }

    @Test func warnsOfAnOddNumberAndTakesIt() throws {
        let done = try run([Self.header, "Pip,198402292021212003,oc-kpp,kpp-makassar,,,,,,"])
        #expect(done.newPersons == 1)
        #expect(done.warnings.map(\.line) == [2])
        #expect(done.warnings.first?.text.contains("198402292021212003") == false)
    }
}
