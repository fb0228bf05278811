import Offices
import Testing

@testable import Procedures

/// The definitions against what was written down by hand from the official texts.
struct ExpectedTextTests {
    @Test(
        "Every act, role, order, guard, paper, assignment, deadline and label is that of the text",
        arguments: ProcedureCode.allCases)
    func definitionsFollowTheText(code: ProcedureCode) throws {
        let text = try #require(try ExpectedText.all.get()[code])
        let defined = try #require(try Procedures.load()[code])
        #expect(text.differences(from: defined) == [])
    }

    @Test("The tables have every numbered item of the texts, each in lines of its own procedure")
    func tablesAreWhole() throws {
        let lines: [ProcedureCode: ClosedRange<Int>] = [
            .p01: 1...148, .p02: 149...224, .p03: 225...292, .p04: 296...356, .p05: 357...410, .p06: 411...460,
            .p07: 461...518, .p08: 519...575, .p09: 576...609, .p10: 610...646, .p11: 38...62, .p12: 41...62,
            .p13: 44...59, .p14: 15...34,
        ]
        for (code, text) in try ExpectedText.all.get() {
            #expect(Set(text.acts.map(\.reference.step)) == Set(1...text.items), "\(code)")
            #expect(text.acts.filter(\.isEnd).map(\.reference.step) == [text.items])
            for act in text.acts {
                let range = act.source.split(separator: "-").compactMap { Int($0) }
                let own = try #require(lines[code])
                #expect(!range.isEmpty && range == range.sorted() && range.allSatisfy(own.contains), "\(act.reference)")
            }
        }
    }

    @Test("A derived rule never goes without its label: the policy has it as derived, and something carries it")
    func derivedRulesAreLabelled() throws {
        let policy = try Policy.load()
        for act in try ExpectedText.all.get().values.flatMap(\.acts) {
            #expect((act.basis == .seed) == act.rules.isEmpty, "\(act.reference)")
            for rule in act.rules { #expect(policy[rule]?.remark != nil, "\(act.reference): \(rule)") }
        }
    }

    @Test(
        "A table that says something unknown, or hides that an act is derived, is refused",
        arguments: [
            ("P13.1 46 «a»\n  by nobody", "what is \"nobody\"?"), ("P13.1 46 «a»\n  when late", "no clause is"),
            ("P13.1 46\n  does receive", "what is printed has a quotation"),
            ("P13.1 46 «a»\n  does receive; derived AC-015", "what is printed has a quotation"),
            ("P13.1 46 «a»\n  after {any P13.2}", "is no set of acts"),
            ("P13.1 46 «a»\n  due P13.1", "is no time limit"),
            ("P13.1 46 «a»\n  only P13.1", "what is \"P13.1\"?"), ("P13.x 46 «a»", "begins no act"),
            ("P13.1 46 «a»\n  form decision sections", "says more than one thing"),
        ])
    func tablesAreReadStrictly(text: String, said: String) throws {
        let fault = try #require(throws: ExpectedText.Fault.self) { try ExpectedText.parse(text, .p13) }
        #expect(fault.description.contains(said), "\(fault)")
    }
}
