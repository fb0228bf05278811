import Foundation
import Procedures

/// What `rljj procedures check` found, for people and as JSON.
struct SoundnessReport: Encodable {
    let procedures: [Line]
    /// `nil` when only some procedures were checked.
    let total: Total?
    /// The derived rules, in the order of the policy; `nil` when only some procedures were checked.
    let rules: [Rule]?

    init(procedures: [Line], all: Procedures, policy: Policy?) {
        self.procedures = procedures
        rules = policy?.rules.map { Rule($0, carriedBy: all.all.flatMap(\.acts)) }
        total = rules.map { Total(all, $0) }
    }

    var isSound: Bool { procedures.allSatisfy(\.findings.isEmpty) }

    /// One procedure.
    struct Line: Encodable {
        let code: String
        let file: String
        let version: Int
        let items: Int
        let workingSteps: Int
        let acts: Int
        let states: Int
        let transitions: Int
        let findings: [String]

        init(_ procedure: Procedure, _ exploration: Exploration) {
            (code, version, items) = (procedure.code.rawValue, procedure.version, procedure.items)
            file = "\(code).yaml"
            workingSteps = procedure.workingSteps
            acts = procedure.acts.count { !$0.isMilestone }
            (states, transitions) = (exploration.states, exploration.transitions)
            findings = exploration.findings.map(\.description)
        }
    }

    /// A rule that no official text prints, and what carries it.
    struct Rule: Encodable {
        let id: String
        /// "bukan dari SOP" or "sebagian bukan dari SOP": what stands beside it wherever it is applied.
        let remark: String
        let on: Bool
        let switchable: Bool
        /// The items of the official texts that it concerns.
        let ref: String
        /// The acts that carry it; none for a rule that holds between acts.
        let acts: [String]
        let statement: String

        init(_ rule: Policy.Rule, carriedBy all: [Act]) {
            (id, remark, on) = (rule.id.description, rule.remark ?? "", rule.isOn)
            (switchable, ref, statement) = (rule.isSwitchable, rule.ref, rule.statement.id)
            acts = all.filter { $0.rules.contains(rule.id) }.map(\.reference.description)
        }

        var text: String {
            "\(id)  \(remark)\(on ? "" : ", tidak berlaku")  \(acts.count) acts  \(ref)  \(statement)"
        }
    }

    /// All procedures together.
    struct Total: Encodable {
        let procedures: Int
        let items: Int
        let workingSteps: Int
        let paraf: Int
        let signature: Int
        let derivedRules: Int
        /// The acts of which something is not printed.
        let derivedActs: Int

        init(_ all: Procedures, _ rules: [Rule]) {
            let acts = all.all.flatMap(\.acts)
            (procedures, derivedRules) = (all.all.count, rules.count)
            derivedActs = acts.count { $0.basis != .seed }
            items = all.all.map(\.items).reduce(0, +)
            workingSteps = all.all.map(\.workingSteps).reduce(0, +)
            paraf = acts.count { $0.kinds.contains(.paraf) }
            signature = acts.count { $0.kinds.contains(.sign) }
        }

        var text: String {
            "\(procedures) procedures, \(items) items, \(workingSteps) working steps, \(paraf) paraf, "
                + "\(signature) signature, \(derivedRules) derived rules at \(derivedActs) acts"
        }
    }

    /// A line for each procedure, what is wrong with it below, then the totals and the derived rules.
    var text: String {
        let columns = [
            column(procedures.map(\.items), "items"), column(procedures.map(\.workingSteps), "working steps"),
            column(procedures.map(\.acts), "acts"), column(procedures.map(\.states), "states"),
        ]
        var lines: [String] = []
        for (index, line) in procedures.enumerated() {
            let verdict = line.findings.isEmpty ? "sound" : "\(line.findings.count) wrong"
            lines.append(([line.code] + columns.map { $0[index] } + [verdict]).joined(separator: "  "))
            lines += line.findings.map { "\(line.file): \($0)" }
        }
        return (lines + [total?.text].compactMap(\.self) + (rules ?? []).map(\.text)).joined(separator: "\n")
    }

    /// Numbers under each other, each with what it counts.
    private func column(_ numbers: [Int], _ unit: String) -> [String] {
        let width = numbers.map { String($0).count }.max() ?? 0
        return numbers.map { String(repeating: " ", count: width - String($0).count) + "\($0) \(unit)" }
    }

    /// One object, its keys sorted.
    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}
