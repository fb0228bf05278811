import Foundation
import Offices
import Testing

@testable import Procedures

struct PolicyTests {
    static func rule(_ text: String) throws -> RuleID { try #require(RuleID(text)) }

    @Test func carriesTheRulesOfTheFile() throws {
        let policy = try Policy.load()
        let written = String(decoding: ProjectDefinitions.policy.bytes, as: UTF8.self).split(separator: "\n")
        #expect(policy.rules.count == written.count { $0.hasPrefix("  - id: ") })
        let rule = try #require(policy[try Self.rule("AC-015")])
        #expect(rule.remark == "bukan dari SOP" && rule.isOn && !rule.isSwitchable)
        let both = try Self.rule("AC-112")
        #expect(policy[both]?.remark == "sebagian bukan dari SOP")
        let unknown = try Self.rule("AC-999")
        #expect(policy[unknown] == nil && !policy.isOn(unknown))
        #expect(policy.rules.filter { !$0.isOn }.map(\.id.description) == ["AC-072"])
        #expect(policy.switches == .none)
    }

    @Test("What the file calls switchable is exactly what the program can leave out")
    func switchableIsWhatWorks() throws {
        #expect(Set(try Policy.load().switchable.map(\.description)) == Set(PolicySwitch.allCases.map(\.rawValue)))
    }

    @Test("Every act that is not printed carries rules, and the policy has each")
    func everyDerivedActHasRules() throws {
        let policy = try Policy.load()
        for act in try Procedures.load().all.flatMap(\.acts) {
            #expect((act.basis == .seed) == act.rules.isEmpty, "\(act.reference)")
            for rule in act.rules { #expect(policy[rule] != nil, "\(act.reference): \(rule)") }
        }
    }

    @Test func switchesWhatMayBeSwitched() throws {
        let policy = try Policy.load()
        let (network, copy) = (try Self.rule("AC-032"), try Self.rule("AC-072"))
        let other = try policy.switched(off: [network], on: [copy])
        #expect(!other.isOn(network) && other.isOn(copy) && !other.isOn(.networkFirst) && other.isOn(.copyToKanwil))
        #expect(other.switches == PolicySwitches(off: [network], on: [copy]))
        #expect(try other.switched(off: [copy], on: [network]) == policy)
        let stored = try JSONDecoder().decode(PolicySwitches.self, from: JSONEncoder().encode(other.switches))
        #expect(try policy.switched(stored) == other)
    }

    @Test func refusesOtherSwitches() throws {
        let policy = try Policy.load()
        let allowed =
            "rules that can be switched: AC-032, AC-072, AC-073, AC-126, leadership-coordination, outreach-sender, report-signing"
        let (unknown, fixed, network) = (try Self.rule("AC-999"), try Self.rule("AC-015"), try Self.rule("AC-032"))
        let cases: [([RuleID], [RuleID], String)] = [
            ([unknown], [], "the policy has no rule AC-999; \(allowed)"),
            ([], [fixed], "the rule AC-015 is always followed; \(allowed)"),
            ([network], [network], "the rule AC-032 is switched off and on; allowed: one of the two"),
        ]
        for (off, on, text) in cases {
            let refusal = try #require(throws: Policy.Refusal.self) { try policy.switched(off: off, on: on) }
            #expect(refusal.description == text)
        }
    }

    @Test("A file of switches, in which the key on is a word and no truth value")
    func readsAFile() throws {
        let policy = try Policy.load()
        let both = try policy.switched(by: "off: [AC-032, outreach-sender]\non:\n  - AC-072\n", file: "policy.yaml")
        #expect(both.switches.off.map(\.description) == ["AC-032", "outreach-sender"])
        #expect(both.isOn(.copyToKanwil))
        #expect(try policy.switched(by: "on: [AC-072]", file: "x").switches.on.map(\.description) == ["AC-072"])
        #expect(try policy.switched(by: "{}", file: "x") == policy)
    }

    @Test(
        "A file of switches is read strictly",
        arguments: [
            (
                "off: [AC-999]",
                "x:1:7: off[1] is refused: the policy has no rule AC-999; rules that can be switched: AC-032"
            ),
            ("on: [AC-072]\noff:\n  - AC-015", "x:3:5: off[1] is refused: the rule AC-015 is always followed;"),
            (
                "off: [AC-032]\non: [AC-032]",
                "x:2:6: on[1] is AC-032 a second time; allowed: each rule once, in off or in on"
            ),
            ("off: [AC-032, AC-032]", "x:1:15: off[2] is AC-032 a second time"),
            ("off: AC-032", "x:1:6: off is \"AC-032\"; allowed: a list"),
            ("off: [ac 32]", "x:1:7: off[1] is \"ac 32\"; allowed: a rule such as AC-015"),
            ("true: [AC-032]", "x:1:1: unknown key \"true\"; allowed: off, on"),
            ("of: [AC-032]", "x:1:1: unknown key \"of\"; allowed: off, on"), ("", "x:1: the file is empty"),
        ])
    func isStrict(text: String, said: String) throws {
        let policy = try Policy.load()
        let refusal = try #require(throws: FileRefusal.self) { try policy.switched(by: text, file: "x") }
        #expect(refusal.description.hasPrefix(said), "\(refusal)")
    }

    @Test(arguments: [
        (
            "P01.yaml", "policy: [AC-015]", "policy: [AC-999]",
            "P01.3/revise carries the rule AC-999, which policy.yaml does not have"
        ),
        (
            "P01.yaml", "    policy: [AC-015]\n", "",
            "P01.3/revise is derived; needed: policy, the derived rules it carries"
        ),
        (
            "P01.yaml", "    basis: derived\n    policy: [AC-015]", "    policy: [AC-015]",
            "P01.3/revise is seed and carries AC-015"
        ),
        ("P01.yaml", "policy: [AC-015]", "policy: [AC-015, AC-015]", "P01.3/revise names a rule twice"),
        (
            "policy.yaml", "id: AC-016", "id: AC-996",
            "P01.4/return carries the rule AC-016, which policy.yaml does not have"
        ),
        ("policy.yaml", "id: AC-016", "id: AC-015", "is AC-015 a second time; allowed: each rule once"),
        (
            "policy.yaml", "switchable: false", "switchable: true",
            "AC-015 is switchable, but the program cannot leave it out"
        ),
        ("policy.yaml", "switchable: true", "switchable: false", "lacks AC-032 as a switchable rule"),
        ("policy.yaml", "on: true", "on: false", "is AC-015, off and not switchable"),
        ("policy.yaml", "on: true", "on: yes", "rules[1].on is \"yes\"; allowed: true, false"),
        ("policy.yaml", "basis: derived", "basis: seed", "rules[1].basis is \"seed\"; allowed: derived, both"),
        ("policy.yaml", "    on: true\n", "", "rules[1].on is missing"),
        ("policy.yaml", "    on: true\n", "    on: true\n    since: 2026\n", "unknown key \"since\" in rules[1]"),
    ])
    func findsABrokenPolicy(file: String, old: String, new: String, said: String) throws {
        let found = try ProjectDefinitions.problems(file, old, new)
        #expect(found.contains { $0.contains(said) }, "\(found)")
    }
}
