import Offices

@testable import Procedures

extension ExpectedAct {
    /// Whether a clause of an act was understood.
    mutating func read(_ clause: ExpectedText.Clause) throws(ExpectedText.Fault) -> Bool {
        if try readWork(clause) { return true }
        if try readPapers(clause) { return true }
        return try readOrder(clause)
    }

    private mutating func readWork(_ clause: ExpectedText.Clause) throws(ExpectedText.Fault) -> Bool {
        switch clause.name {
        case "by": roles = try clause.all { Role(rawValue: $0) }
        case "does": kinds = try clause.all { ActionKind(rawValue: $0) }
        case "form": form = try clause.one { Form(rawValue: $0) }
        case "each": copies = try clause.one { Copies(rawValue: $0) }
        case "repeats": repeats = true
        case "optional": isOptional = true
        case "oral": oral = try clause.all { Role(rawValue: $0) }
        case "assigns": assigns = try clause.all { ActReference($0) }
        case "due": due = try Self.due(clause)
        default: return false
        }
        return true
    }

    private mutating func readPapers(_ clause: ExpectedText.Clause) throws(ExpectedText.Fault) -> Bool {
        switch clause.name {
        case "about": object = try clause.one { Artefact(rawValue: $0) }
        case "takes": takes = try clause.all { Artefact(rawValue: $0) }
        case "makes": makes = try clause.all { Artefact(rawValue: $0) }
        case "derived": (basis, rules) = (.derived, try clause.all { RuleID($0) })
        case "both": (basis, rules) = (.both, try clause.all { RuleID($0) })
        default: return false
        }
        return true
    }

    private mutating func readOrder(_ clause: ExpectedText.Clause) throws(ExpectedText.Fault) -> Bool {
        switch clause.name {
        case "after": after = try Self.predecessors(clause)
        case "until": until = try clause.all { ActReference($0) }
        case "only": conditions = try Self.conditions(clause)
        case "chooses": branches = try clause.all { BranchID($0) }
        case "guards": guards = try clause.all { Guard(rawValue: $0) }
        case "returns": returns = try clause.one { ActReference($0) }
        case "reopens": reopens = try clause.one { ActReference($0) }
        default: return false
        }
        return true
    }

    /// `P01.3 {all P02.4} {any P09.3/note P09.3/none} {open P13.1/assign} notice preparation`
    private static func predecessors(_ clause: ExpectedText.Clause) throws(ExpectedText.Fault) -> [Predecessor] {
        var found: [Predecessor] = []
        var rest = clause.rest[...]
        while let word = rest.popFirst() {
            if word.hasPrefix("{") {
                var names: [String] = []
                while let next = rest.popFirst() {
                    names.append(next)
                    if next.hasSuffix("}") { break }
                }
                found.append(try set(word.dropFirst(), names.map { $0.replacing("}", with: "") }, clause))
            } else if let plain = ["notice": Predecessor.notice, "preparation": .preparation][word] {
                found.append(plain)
            } else if let reference = ActReference(word) {
                found.append(.own(reference))
            } else {
                throw ExpectedText.Fault(description: "\"\(clause.text)\": what is \"\(word)\"?")
            }
        }
        return found
    }

    private static func set(
        _ kind: Substring, _ names: [String], _ clause: ExpectedText.Clause
    ) throws(ExpectedText.Fault) -> Predecessor {
        let acts = names.compactMap { ActReference($0) }
        switch (kind, acts.count == names.count ? acts.count : 0) {
        case ("all", 1): return .all(acts[0])
        case ("open", 1): return .ifOpen(acts[0])
        case ("any", 2...): return .any(acts)
        default: throw ExpectedText.Fault(description: "\"\(clause.text)\": {\(kind) \(names)} is no set of acts")
        }
    }

    /// `P02.1=needed,not-needed`, alternatives with `|` between them.
    private static func conditions(_ clause: ExpectedText.Clause) throws(ExpectedText.Fault) -> [BranchCondition] {
        var found: [BranchCondition] = []
        for word in clause.rest where word != "|" {
            let parts = word.split(separator: "=").map(String.init)
            let branches = parts.last?.split(separator: ",").compactMap { BranchID(String($0)) } ?? []
            guard parts.count == 2, let decision = ActReference(parts[0]), !branches.isEmpty else {
                throw ExpectedText.Fault(description: "\"\(clause.text)\": what is \"\(word)\"?")
            }
            found.append(BranchCondition(decision: decision, branches: branches))
        }
        return found
    }

    /// `P11.5/finish working-days 5`, `P12.1 same-contact`.
    private static func due(_ clause: ExpectedText.Clause) throws(ExpectedText.Fault) -> Due {
        let words = clause.rest
        let number = words.count == 3 ? Int(words[2]) : nil
        let limit: Due.Limit? =
            switch (words.count > 1 ? words[1] : "", number) {
            case ("working-days", let days?): .workingDays(days)
            case ("working-hours", let hours?): .workingHours(hours)
            case ("same-contact", nil): .sameContact
            case ("at-once", nil): .atOnce
            case ("same-run", nil): .sameRun
            default: nil
            }
        guard let from = words.first.flatMap({ ActReference($0) }), let limit else {
            throw ExpectedText.Fault(description: "\"\(clause.text)\" is no time limit")
        }
        return Due(from: from, limit: limit)
    }
}
