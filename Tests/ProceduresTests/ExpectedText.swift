import Foundation
import Offices

@testable import Procedures

/// Reads the tables in `Expected`: a head for each procedure, then for each act its lines, words quoted from them, and
/// clauses that say who does what, after what, with which papers.
///
///     P01.4 39-43 «meneliti dan memaraf laporan hasil monitoring dan analisis»
///       by kasubbag-kasi; does review paraf deliver; after P01.3; returns P01.3
///       about laporan-monitoring; takes laporan-monitoring
///
/// What is not printed has no quotation and says `derived` with its rules; what is printed in part says `both`.
enum ExpectedText {
    /// All fourteen, or what is wrong with a table.
    static let all: Result<[ProcedureCode: ExpectedProcedure], Fault> = Result { () throws(Fault) in
        var read: [ProcedureCode: ExpectedProcedure] = [:]
        for code in ProcedureCode.allCases { read[code] = try procedure(code) }
        return read
    }

    struct Fault: Error, CustomStringConvertible {
        let description: String
    }

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Expected")

    private static func procedure(_ code: ProcedureCode) throws(Fault) -> ExpectedProcedure {
        let file = folder.appending(path: "\(code.rawValue).txt")
        guard let text = try? String(contentsOf: file, encoding: .utf8) else {
            throw Fault(description: "\(file.path) cannot be read")
        }
        return try parse(text, code)
    }

    /// Parses one table.
    static func parse(_ text: String, _ code: ProcedureCode) throws(Fault) -> ExpectedProcedure {
        var procedure = ExpectedProcedure(code: code)
        var act: ExpectedAct?
        for line in text.split(separator: "\n").map(String.init) where !line.trimmed.hasPrefix("#") {
            if line.hasPrefix("\(code.rawValue).") {
                try procedure.add(act)
                act = try header(line)
                continue
            }
            for clause in line.split(separator: ";").map({ Clause($0) }) {
                let known = act == nil ? try procedure.read(clause) : try act?.read(clause) ?? false
                if !known { throw Fault(description: "\(code.rawValue): no clause is \"\(clause.text)\"") }
            }
        }
        try procedure.add(act)
        return procedure
    }

    private static func header(_ line: String) throws(Fault) -> ExpectedAct {
        let parts = line.split(separator: " ", maxSplits: 2).map(String.init)
        guard parts.count > 1, let reference = ActReference(parts[0]) else {
            throw Fault(description: "\"\(line)\" begins no act")
        }
        let isPrinted = parts.count == 3 && parts[2].hasPrefix("«") && parts[2].hasSuffix("»")
        return ExpectedAct(reference: reference, source: parts[1], isPrinted: isPrinted)
    }

    /// One clause: its first word and what follows.
    struct Clause {
        let text: String
        let words: [String]

        init(_ text: some StringProtocol) {
            self.text = String(text).trimmed
            words = self.text.split(separator: " ").map(String.init)
        }

        var name: String { words.first ?? "" }
        var rest: [String] { Array(words.dropFirst()) }

        /// The words after the first, each of them one of a vocabulary.
        func all<Value>(_ parse: (String) -> Value?) throws(Fault) -> [Value] {
            var found: [Value] = []
            for word in rest {
                guard let value = parse(word) else { throw Fault(description: "\"\(text)\": what is \"\(word)\"?") }
                found.append(value)
            }
            guard !found.isEmpty else { throw Fault(description: "\"\(text)\" says nothing") }
            return found
        }

        func one<Value>(_ parse: (String) -> Value?) throws(Fault) -> Value {
            let found = try all(parse)
            guard found.count == 1 else { throw Fault(description: "\"\(text)\" says more than one thing") }
            return found[0]
        }
    }
}

extension String {
    fileprivate var trimmed: String { trimmingCharacters(in: .whitespaces) }
}

extension ExpectedProcedure {
    /// Whether a clause of the head was understood.
    fileprivate mutating func read(_ clause: ExpectedText.Clause) throws(ExpectedText.Fault) -> Bool {
        switch clause.name {
        case "procedure": return try clause.one { ProcedureCode(rawValue: $0) } == code
        case "unit": unit = try clause.one { OfficeKind(rawValue: $0) }
        case "items": items = try clause.one { Int($0) }
        case "inputs": inputs = try clause.all { Artefact(rawValue: $0) }
        case "ready": ready = try clause.one { ActReference($0) }
        case "chain": chains.append(try clause.all { ActReference($0) })
        default: return false
        }
        return true
    }

    fileprivate mutating func add(_ act: ExpectedAct?) throws(ExpectedText.Fault) {
        guard let act else { return }
        guard act.isPrinted == (act.basis != .derived) else {
            throw ExpectedText.Fault(
                description: "\(act.reference): what is printed has a quotation, what is derived none")
        }
        acts += [act] + act.twins
    }
}
