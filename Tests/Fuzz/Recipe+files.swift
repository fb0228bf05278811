import Documents
import Engine
import Foundation
import Journal

@testable import ControlRoom
@testable import Evidence
@testable import Offices
@testable import Procedures

/// Files that people and other programs write.
extension Recipe {
    static let files = [
        Recipe("room-file") {
            try Samples.files("Rooms")
        } run: { bytes in
            _ = try RoomFile.parse(text: String(decoding: bytes, as: UTF8.self), file: "Rooms/rko.yaml")
        },
        Recipe("calendar-file") {
            [try Samples.file("Sources/Offices/Definitions/holidays.yaml")]
        } run: { bytes in
            let book = try CalendarFile.parse(bytes: bytes, file: "calendar.yaml")
            let calendar = WorkingCalendar(hours: .ministry, holidays: book.holidays)
            for start in [Moment(microseconds: .min), Moment(microseconds: 1_795_000_000_000_000)] {
                for span in [WorkingSpan.workingHours(.max), .workingDays(3)] {
                    _ = calendar.due(span, after: start, in: .wit)
                }
            }
        },
        Recipe("procedure-file") {
            try Samples.files("Sources/Procedures/Definitions", "P0")
        } run: { bytes in
            _ = try ProcedureFile.parse(bytes: bytes, file: "P09.yaml")
        },
        Recipe("policy-file") {
            [try Samples.file("Sources/Procedures/Definitions/policy.yaml")]
        } run: { bytes in
            _ = try PolicyFile.parse(bytes: bytes, file: "policy.yaml")
        },
        Recipe("people-csv") {
            [
                """
                nip,name,role,office,section,from,until,acting,order
                199001012015011001,Sari,operator-rko,rko,,2026-01-01,,,
                198502022010012002,"Bimo ""B"" S",kepala-kpp,kpp-jayapura,,2026-01-01,2027-12-31,plh,ND-1/2026
                """,
                "name;role;office\r\nSari;operator-rko;rko\r\n\r\n\"Dua\nbaris\";dirjen;kantor-pusat\r\n",
            ].map { Array($0.utf8) }
        } run: { bytes in
            let table = try CSVTable(bytes: Data(bytes), file: "people.csv")
            let directory = try OfficeDirectory(rooms: [], headOffice: HeadOffice.load())
            let file = try PeopleFile(table, in: directory)
            _ = try PeopleImport(file, into: PeopleRegister(), directory: directory, at: now)
        },
        Recipe("manifest") {
            let hash = String(repeating: "ab", count: 32)
            return [
                Array(
                    """
                    {
                      "files": [
                        {"bytes": 5, "path": "journal.sqlite", "role": "journal", "sha256": "\(hash)"},
                        {"bytes": 123, "path": "rooms/rko.mkv", "role": "room", "sha256": "\(hash)"}
                      ],
                      "format": "ruang-kendali/evidence/1",
                      "journal": {"hash": "\(hash)", "position": 12},
                      "key": {
                        "algorithm": "Ed25519",
                        "fingerprint": "\(hash)",
                        "publicKey": "\(hash)"
                      },
                      "madeAt": "2026-11-21T02:15:04.250000Z",
                      "meeting": {"id": "019A0000-0000-7000-8000-000000000012", "number": "RLJJ-12"}
                    }

                    """.utf8)
            ]
        } run: { bytes in
            let manifest = try Manifest(parsing: bytes)
            demand(manifest.files.allSatisfy { EvidencePath($0.path) != nil && $0.bytes >= 0 }, "an unsafe path")
        },
        Recipe("people-json") {
            [try people()]
        } run: { bytes in
            try Temporary.file(bytes) { path in
                let found = try PeopleFiles(people: path).register()
                for person in PeopleRegister(found.persons).persons {
                    _ = (person.inForce(at: now), person.actor(as: .operatorRko, in: .kantorPusat, at: now))
                }
            }
        },
        Recipe("accounts-json") {
            [try accounts()]
        } run: { bytes in
            var accounts = try JSONDecoder().decode(Accounts.self, from: Data(bytes))
            for moment in [Moment(microseconds: .min), Moment(microseconds: .max)] { accounts.tidy(at: moment) }
        },
        Recipe("docket-json") {
            [
                Array(
                    """
                    {"counts":{"cases":{"monitoring":3},"meetings":12,"numbers":{"last":{"rko/nota-dinas/2026":7}},
                    "openings":{"rko":{"programmeReturn":{"host":"127.0.0.1","port":9},"sites":{}}},"origins":{}},
                    "format":1,"head":{"hash":"\(String(repeating: "ab", count: 32))","position":9},"open":["meeting/x"]}
                    """.utf8)
            ]
        } run: { bytes in
            try Temporary.file(bytes) { path in
                guard let snapshot = DocketSnapshot.read(path) else { return }
                demand(snapshot.head.position - 1 >= 0 && snapshot.counts.meetings + 1 > 0, "a count that overflows")
                demand(snapshot.counts.numbers.last.values.allSatisfy { $0 + 1 > 0 }, "a number that overflows")
                demand(snapshot.counts.cases.values.allSatisfy { $0 + 1 > 0 }, "a number that overflows")
            }
        },
        Recipe("journal-file") {
            [try Samples.file("Tests/JournalTests/Golden/format-1.sqlite")]
        } run: { bytes in
            try Temporary.file(bytes) { path in _ = try ChainVerifier.verify(path, access: .sealed) { _ in } }
        },
    ]

    static let now = Moment(microseconds: 1_795_000_000_000_000)

    private static func people() throws -> [UInt8] {
        let posts = [Post(role: .operatorRko, office: .kantorPusat)]
        let person = Person(
            id: PersonID(at: now), name: "Sari", nip: try? NIP(parsing: "199001012015011001"), posts: posts)
        let persons = String(decoding: try JSONEncoder().encode([person]), as: UTF8.self)
        return Array("{\"version\":2,\"persons\":\(persons)}".utf8)
    }

    private static func accounts() throws -> [UInt8] {
        var accounts = Accounts()
        let person = PersonID(at: now)
        if let name = Line("token") { _ = try accounts.addToken(of: person, named: name, expires: nil, at: now) }
        _ = accounts.openSession(of: person, at: now)
        return Array(try JSONEncoder().encode(accounts))
    }
}

/// A file that is there for as long as a parser needs it.
enum Temporary {
    static func file(_ bytes: [UInt8], _ body: (String) throws -> Void) throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "fuzz-\(getpid())").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        try body(path)
    }
}
