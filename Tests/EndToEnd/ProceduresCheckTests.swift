import Foundation
import Offices
import Procedures
import Testing

extension EndToEnd {
    /// `rljj procedures check` as it is typed; no media.
    struct ProceduresCheckTests {
        private func run(_ words: String..., in scratch: URL = TestFolder.make()) async throws -> Ran {
            try await Ran.built("rljj", ["procedures", "check"] + words, in: scratch)
        }

        @Test("AC-127: all fourteen procedures are sound, with the counts of the official texts")
        func checksAll() async throws {
            let ran = try await run()
            let lines = ran.output.split(separator: "\n").map(String.init)
            #expect(ran.status == 0, "\(ran.error)")
            #expect(lines.prefix(14).allSatisfy { $0.hasSuffix("  sound") }, "\(lines)")
            let totals = "14 procedures, 152 items, 138 working steps, 5 paraf, 4 signature, "
            let said = try #require(lines.dropFirst(14).first)
            #expect(said.hasPrefix(totals))
            let rules = lines.dropFirst(15)
            #expect(said.dropFirst(totals.count).hasPrefix("\(rules.count) derived rules at "), "\(said)")
            #expect(rules.allSatisfy { $0.contains("  bukan dari SOP") || $0.contains("  sebagian bukan dari SOP") })
        }

        @Test("Each derived rule is listed with its label, the acts that carry it and what it says")
        func listsDerivedRules() async throws {
            let policy = try Policy.load()
            let ran = try await run("--json")
            let answer = try JSONDecoder().decode(Rules.self, from: Data(ran.output.utf8))
            #expect(answer.rules.map(\.id) == policy.rules.map(\.id.description))
            #expect(answer.rules.map(\.remark) == policy.rules.map { $0.basis.remark ?? "" })
            #expect(answer.rules.allSatisfy { !$0.statement.isEmpty && !$0.ref.isEmpty })
            #expect(answer.total["derivedRules"] == policy.rules.count)
            let changes = try #require(answer.rules.first { $0.id == "AC-015" })
            #expect(changes.acts == ["P01.3/revise", "P01.9/revise", "P14.5/revise"])
            let copy = try #require(answer.rules.first { $0.id == "AC-072" })
            #expect(!copy.on && copy.switchable && copy.acts.isEmpty)
        }

        private struct Rules: Decodable {
            struct Rule: Decodable {
                let id: String
                let remark: String
                let on: Bool
                let switchable: Bool
                let ref: String
                let acts: [String]
                let statement: String
            }
            let rules: [Rule]
            let total: [String: Int]
        }

        @Test func checksThoseNamed() async throws {
            let ran = try await run("p13", "P12")
            #expect(ran.status == 0)
            let lines = ran.output.split(separator: "\n")
            #expect(lines.first == "P12  7 items  6 working steps  10 acts  22 states  sound")
            #expect(lines.count == 2 && lines.last?.hasPrefix("P13  4 items  3 working steps ") == true, "\(lines)")
            #expect(lines.allSatisfy { $0.hasSuffix("states  sound") })
        }

        @Test func writesJSON() async throws {
            struct Answer: Decodable {
                struct Line: Decodable {
                    let code: String
                    let file: String
                    let workingSteps: Int
                    let findings: [String]
                }
                let procedures: [Line]
                let total: [String: Int]?
            }
            let ran = try await run("P13", "--json")
            let answer = try JSONDecoder().decode(Answer.self, from: Data(ran.output.utf8))
            #expect(answer.procedures.map(\.file) == ["P13.yaml"] && answer.procedures[0].workingSteps == 3)
            #expect(answer.procedures[0].findings.isEmpty && answer.total == nil)
        }

        @Test("With an office's own policy the procedures are checked as it has them")
        func checksWithAPolicy() async throws {
            let scratch = TestFolder.make()
            let file = scratch.appending(path: "policy.yaml")
            try Data("off: [AC-126, outreach-sender]\n".utf8).write(to: file)
            let ran = try await run("P02", "--policy", file.path, in: scratch)
            #expect(ran.status == 0 && ran.output.contains("P02  6 items  5 working steps  12 acts"), "\(ran)")
        }

        @Test("Bad input ends with 2 and one line that says what is allowed")
        func refusesBadInput() async throws {
            let unknown = try await run("P15")
            #expect(unknown.status == 2)
            #expect(unknown.complaints.first?.contains("found the procedure \"P15\"; allowed: P01, P02") == true)
            let missing = try await run("--policy", "/none.yaml")
            #expect(
                missing.status == 2 && missing.complaints.first?.contains("/none.yaml: there is no such file") == true)
            let scratch = TestFolder.make()
            let file = scratch.appending(path: "policy.yaml")
            try Data("off: [AC-015]\n".utf8).write(to: file)
            let fixed = try await run("--policy", file.path, in: scratch)
            #expect(fixed.status == 2 && fixed.output.isEmpty)
            #expect(fixed.complaints.first?.contains("policy.yaml:1:7: off[1] is refused: the rule AC-015") == true)
        }
    }
}
