package import Offices

/// Reads the policy that comes with the program.
struct PolicyFile {
    let file: String
    let policy: Policy
    /// The line on which each rule begins, for the checker's problems.
    let lines: [RuleID: Int]

    static func parse(bytes: [UInt8], file: String) throws(FileRefusal) -> PolicyFile {
        try StrictFile.parse(bytes: bytes, file: file) { node in
            guard let table = node.table(["rules"]) else { return nil }
            var rules: [Policy.Rule] = []
            var lines: [RuleID: Int] = [:]
            for item in table["rules"]?.list(upTo: 200) ?? [] {
                guard let rule = Policy.Rule(file: item) else { continue }
                if lines[rule.id] != nil { item.report("is \(rule.id) a second time; allowed: each rule once") }
                lines[rule.id] = item.line ?? 0
                rules.append(rule)
            }
            return PolicyFile(file: file, policy: Policy(rules: rules), lines: lines)
        }
    }
}

extension Policy.Rule {
    fileprivate init?(file node: FileNode) {
        guard
            let table = node.table(["id", "basis", "ref", "statement", "switchable", "on"], optional: ["notes"]),
            let id = table["id"]?.rule(), let basis = table["basis"]?.word(of: [Basis.derived, .both]),
            let ref = table["ref"]?.text(upTo: 120),
            let statement = table["statement"].flatMap({ Label(file: $0, upTo: 300) }),
            let isSwitchable = table["switchable"]?.flag(), let isOn = table["on"]?.flag()
        else { return nil }
        if !isOn, !isSwitchable { node.report("is \(id), off and not switchable; allowed: on, or switchable") }
        self.init(
            id: id, basis: basis, ref: ref, statement: statement, isSwitchable: isSwitchable, isOnByDefault: isOn,
            isOn: isOn, notes: table["notes"]?.text(upTo: 1000))
    }
}

extension Policy {
    /// This policy with the rules switched that a file names, such as `off: [AC-032]` or `on: [AC-072]`.
    package func switched(byFile path: String) throws(FileRefusal) -> Policy {
        try StrictFile.read(path) { switched(by: $0) }
    }

    /// This policy with the rules switched that a text names; `file` stands in the problems only.
    package func switched(by text: String, file: String) throws(FileRefusal) -> Policy {
        try StrictFile.parse(text: text, file: file) { switched(by: $0) }
    }

    private func switched(by node: FileNode) -> Policy? {
        guard let table = node.table([], optional: ["off", "on"]) else { return nil }
        var seen: Set<RuleID> = []
        let (off, on) = (named(in: table["off"], &seen), named(in: table["on"], &seen))
        // A refusal was reported at its place already.
        return try? switched(off: off, on: on)
    }

    private func named(in node: FileNode?, _ seen: inout Set<RuleID>) -> [RuleID] {
        var found: [RuleID] = []
        for item in node?.list(upTo: 40) ?? [] {
            guard let id = item.rule() else { continue }
            if let refusal = refusal(of: id) {
                item.report("is refused: \(refusal)")
            } else if !seen.insert(id).inserted {
                item.report("is \(id) a second time; allowed: each rule once, in off or in on")
            } else {
                found.append(id)
            }
        }
        return found
    }
}

extension FileNode {
    func rule() -> RuleID? { value(allowed: "a rule such as AC-015 or outreach-sender", RuleID.init(_:)) }
}
