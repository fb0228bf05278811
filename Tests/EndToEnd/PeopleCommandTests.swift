import Foundation
import Testing

extension EndToEnd {
    /// `rljj people` as an administrator types it; no media.
    @Suite(.serialized)
    struct PeopleCommandTests {
        /// A state folder of its own, and the rooms of the tests.
        private struct Desk {
            let scratch = TestFolder.make()

            func run(_ words: [String], offices: Bool = true) async throws -> Ran {
                var all = ["people"] + words + ["--state", state]
                if offices { all += ["--rooms", try Products.projectFolder("Tests/Rooms").path] }
                return try await Ran.built("rljj", all, in: scratch)
            }

            var state: String { scratch.appending(path: "state").path }

            /// Runs a command that must succeed, and gives what it said.
            func done(_ words: String..., offices: Bool = true) async throws -> String {
                let ran = try await run(words, offices: offices)
                #expect(ran.status == 0, "\(words): \(ran.error)")
                return ran.output
            }

            /// Runs a command that must be refused in one line that holds the words, and change nothing.
            func refused(_ words: [String], offices: Bool = true, naming expected: String) async throws {
                let before = try? Data(contentsOf: URL(fileURLWithPath: state + "/people.json"))
                let ran = try await run(words, offices: offices)
                #expect(ran.status == 2, "\(words): \(ran.output)")
                #expect(ran.complaints.count == 1, "\(ran.error)")
                #expect(ran.error.contains(expected), "“\(expected)” is not in: \(ran.error)")
                #expect((try? Data(contentsOf: URL(fileURLWithPath: state + "/people.json"))) == before)
            }
        }

        @Test("AC-119: adding, appointing, handing over and ending, each with a line in plain words")
        func posts() async throws {
            let (desk, year) = (Desk(), Self.nextYear)
            let token = try await desk.done(
                "add", "--name", "Ani", "--nip", "19840229 200604 2 003", "--post", "kepala-kpp@kpp-makassar")
            #expect(token.wholeMatch(of: /[0-9a-f]{64}\n/) != nil)
            _ = try await desk.done("add", "--name", "Baso", "--nip", "060090555")
            let acting = try await desk.done(
                "appoint", "060090555", "kepala-kpp@kpp-makassar", "--acting", "plh", "--order", "ND-12", "--from",
                "\(year)-06-01", "--until", "\(year)-06-07")
            #expect(
                acting == "Baso is appointed: Plh. kepala-kpp@kpp-makassar from \(year)-06-01 until \(year)-06-07 "
                    + "(in place of Ani, order ND-12).\n")
            try await desk.refused(
                ["appoint", "baso", "kepala-kpp@kpp-makassar", "--from", "\(year)-07-01"], naming: "\"Ani\" holds it")
            let passed = try await desk.done(
                "transfer", "kepala-kpp@kpp-makassar", "--to", "Baso", "--from", "\(year)-08-02")
            #expect(passed.contains("from Ani to Baso on 2 Agustus \(year), 00.00 WITA"))
            let ended = try await desk.done("end", "Baso", "kepala-kpp@kpp-makassar", "--last-day", "\(year)-12-30")
            #expect(ended.contains("with \(year)-12-30 as its last day"))
            let list = try await desk.done("list", "--history", offices: false)
            #expect(list.contains("Ani  •••••••• 200604 • •••  kepala-kpp@kpp-makassar until \(year)-08-01"))
            #expect(!list.contains("19840229") && !list.contains(token.prefix(64)))
            let now = try await desk.done("list", "--office", "kpp-makassar", offices: false)
            #expect(now.split(separator: "\n").count == 1, "Baso's posts are to come: \(now)")
        }

        /// A year whose days are all to come, whenever the test runs.
        private static var nextYear: Int { Calendar(identifier: .gregorian).component(.year, from: Date()) + 1 }

        @Test("What does not fit is refused in one line, and changes nothing")
        func refusals() async throws {
            let desk = Desk()
            _ = try await desk.done("add", "--name", "Ani", "--post", "kepala-kpp@kpp-makassar")
            _ = try await desk.done("add", "--name", "ani")
            let kepala = "kepala-kpp@kpp-makassar"
            let cases: [([String], String)] = [
                (["add", "--name", "", "--post", kepala], "1 to 200 characters"),
                (["add", "--name", "Citra", "--nip", "123"], "18 digits"),
                (["add", "--name", "Citra", "--post", "raja@kpp-makassar"], "ROLE one of dirjen"),
                (["add", "--name", "Citra", "--post", kepala], "\"Ani\" holds it"),
                (["appoint", "Ani", "lo-kpp@kpp-makassar"], "2 persons are called"),
                (["appoint", "Dewi", kepala], "nobody is called \"Dewi\""),
                (["appoint", "198402292006042003", kepala], "nobody has that NIP"),
                (["transfer", "lo-kpp@kpp-makassar", "--to", "060090555"], "nobody has that NIP"),
                (
                    ["appoint", "ani", "lo-kpp@kpp-makassar", "--acting", "plh", "--order", "ND-1"],
                    "--from and --until"
                ),
                (["appoint", "ani", "lo-kpp@kpp-makassar", "--acting", "plh"], "--acting without --order"),
                (["appoint", "ani", "lo-kpp@kpp-makassar", "--order", "ND-1"], "belong to --acting"),
                (["appoint", "ani", "lo-kpp@kpp-makassar", "--from", "1/2/26"], "a day such as 2026-12-01"),
            ]
            for (words, expected) in cases { try await desk.refused(words, naming: expected) }
        }

        @Test("A CSV file comes in whole or not at all, tried first, and twice without harm")
        func importing() async throws {
            let desk = Desk()
            let file = desk.scratch.appending(path: "orang.csv")
            try Data(
                """
                \u{FEFF}name;nip;role;office;section;from;until;acting;order;for
                Ani;198402292006042003;kepala-kpp;kpp-makassar;;;;;;
                "Baso; S.E.";060090555;kasi-terkait-kpp;kpp-makassar;pelayanan;2026-12-01;;;;
                """.utf8
            ).write(to: file)
            let tried = try await desk.done("import", file.path, "--dry-run")
            #expect(tried.hasPrefix("Would be added: 2 persons, 2 posts; 0 rows"))
            try await desk.refused(["list"], offices: false, naming: "there is none")
            #expect(!FileManager.default.fileExists(atPath: desk.state), "trying makes no folder")
            #expect(try await desk.done("import", file.path).hasPrefix("Added: 2 persons, 2 posts; 0 rows"))
            #expect(try await desk.done("import", file.path).hasPrefix("Added: 0 persons, 0 posts; 2 rows"))
            try Data("name,nip,role,office\nA,060090556,lo-kpp,kpp-makassar\nB,1,raja,kpp-ambon\n".utf8).write(to: file)
            let ran = try await desk.run(["import", file.path])
            #expect(ran.status == 2)
            #expect(ran.complaints.count == 2 && ran.complaints.allSatisfy { $0.contains("orang.csv:3: column") })
            #expect(try await desk.done("list", offices: false).split(separator: "\n").count == 2, "all or none")
        }

        @Test("A file of people that is broken ends with code 3 and stays as it is")
        func brokenFile() async throws {
            let desk = Desk()
            _ = try await desk.done("add", "--name", "Ani")
            let file = URL(fileURLWithPath: desk.state + "/people.json")
            try Data("{".utf8).write(to: file)
            let ran = try await desk.run(["add", "--name", "Baso"])
            #expect(ran.status == 3 && ran.error.contains("restore it from a backup"), "\(ran.error)")
            #expect(try Data(contentsOf: file) == Data("{".utf8))
        }

        @Test("Tokens are made, listed without their secret, and revoked")
        func tokens() async throws {
            let desk = Desk()
            _ = try await desk.done("add", "--name", "Ani")
            let token = try await desk.done("token", "add", "Ani", "--name", "layar", offices: false)
            let list = try await desk.done("token", "list", "Ani", offices: false)
            let lines = list.split(separator: "\n").map(String.init)
            #expect(lines.count == 2 && lines.last?.contains("  layar  made ") == true)
            #expect(!list.contains(token.prefix(64)))
            #expect(lines.allSatisfy { $0.contains("good until ") }, "each has an end")
            try await desk.refused(
                ["token", "add", "Ani", "--name", "a", "--last-day", "2199-01-01"], offices: false, naming: "366 days")
            let id = String(lines.last?.prefix(36) ?? "")
            #expect(try await desk.done("token", "revoke", "Ani", id, offices: false).contains("is revoked"))
            try await desk.refused(["token", "revoke", "Ani", id], offices: false, naming: "no token")
            try await desk.refused(["token", "revoke", "Ani", "x"], offices: false, naming: "not the token itself")
        }

        @Test("A password comes on standard input, never as an argument")
        func password() async throws {
            let desk = Desk()
            _ = try await desk.done("add", "--name", "Ani")
            func set(_ text: String) async throws -> Ran {
                let command = "printf '%s\\n' \"$1\" | \"$2\" people password set Ani --state \"$3\""
                let program = try Products.program("rljj")
                return try await Ran.program(
                    "/bin/sh", ["-c", command, "sh", text, program, desk.state], in: desk.scratch)
            }
            let done = try await set("kuda benar baterai")
            #expect(
                (done.status, done.output) == (0, "Ani's password is set; 0 sessions and 0 tokens have ended.\n"),
                "\(done.error)")
            let kept = try String(contentsOfFile: desk.state + "/accounts.json", encoding: .utf8)
            #expect(kept.contains("\"rounds\" : 131072") && !kept.contains("kuda"))
            for (text, said) in [("qwertyuiop123", "many people have"), ("Q1w2e3r4t5y6", "many people have")] {
                let weak = try await set(text)
                #expect(weak.status == 2 && weak.error.contains(said) && !weak.error.contains(text), "\(weak.error)")
            }
            let again = try await set("lampu hijau telaga")
            #expect(again.output == "Ani's password is set; 0 sessions and 1 tokens have ended.\n", "\(again.error)")
            let short = try await set("pendek")
            #expect(short.status == 2 && short.error.contains("12 to 256") && !short.error.contains("pendek"))
            try await desk.refused(
                ["password", "set", "Ani"], offices: false, naming: "standard input holds no password")
        }
    }
}
