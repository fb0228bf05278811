import Foundation
import Yams

/// Reads YAML strictly: no anchors, no tags, no unknown or double keys, and every problem with its place.
package enum StrictFile {
    /// The most bytes of a configuration file, unless it is said otherwise; the largest room file in use has under 2 KiB.
    package static let usual = 64 * 1024

    /// Reads a file from disk; all of its problems are thrown together.
    package static func read<Value>(
        _ path: String, atMost limit: Int = usual, _ make: (FileNode) -> Value?
    ) throws(FileRefusal) -> Value {
        let log = ProblemLog(file: path)
        guard let text = FileText.read(path, atMost: limit, log: log) else { throw FileRefusal(log.problems) }
        return try parse(text: text, file: path, atMost: limit, make)
    }

    /// Reads bytes that are part of the program.
    package static func parse<Value>(
        bytes: [UInt8], file: String, _ make: (FileNode) -> Value?
    ) throws(FileRefusal) -> Value {
        let log = ProblemLog(file: file)
        guard let text = FileText.decode(Data(bytes), log: log) else { throw FileRefusal(log.problems) }
        return try parse(text: text, file: file, make)
    }

    /// Reads a text; `file` stands in the problems only.
    package static func parse<Value>(
        text: String, file: String, atMost limit: Int = usual, _ make: (FileNode) -> Value?
    ) throws(FileRefusal) -> Value {
        let log = ProblemLog(file: file)
        guard let checked = FileText(text, atMost: limit, log: log), let root = compose(checked.text, log: log) else {
            throw FileRefusal(log.problems)
        }
        let value = make(FileNode(root, path: "", log: log))
        guard log.problems.isEmpty, let value else {
            if log.problems.isEmpty { log.report("the file says nothing that can be used") }
            throw FileRefusal(log.problems)
        }
        return value
    }

    private static func compose(_ text: String, log: ProblemLog) -> Node? {
        do {
            if let node = try Yams.compose(yaml: text), !(node.scalar?.string.isEmpty ?? false) { return node }
            log.report("the file is empty", line: 1)
        } catch let error as YamlError {
            report(error, in: text, log: log)
        } catch {
            log.report("this is no YAML: \(String(describing: error).quoted.bare)")
        }
        return nil
    }

    private static func report(_ error: YamlError, in text: String, log: ProblemLog) {
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let whole = [context?.text, problem].compactMap(\.self).joined(separator: ": ")
            log.report(
                "this is no YAML: \(Quoted(whole, limit: 200).bare)\(Self.remedy(mark, in: text))", line: mark.line,
                column: mark.column)
        case .duplicatedKeysInMapping(let keys, let context):
            for key in keys { reportDouble(key, first: context.mark, in: text, log: log) }
        case .reader(let problem, let offset, _, _):
            let line = offset.map { text.prefix($0).count { $0.isNewline } + 1 }
            log.report("this is no YAML: \(problem.quoted.bare)", line: line)
        default:
            log.report("this is no YAML: \(String(describing: error).quoted.bare)")
        }
    }

    /// What to do where a text that holds `: ` or ` #` stands without quotation marks, the commonest slip; else nothing.
    private static func remedy(_ mark: Mark, in text: String) -> String {
        let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
        guard lines.indices.contains(mark.line - 1) else { return "" }
        let before = lines[mark.line - 1].prefix(mark.column)
        // A value that itself holds a colon and a blank, behind the colon and the blank of its key.
        let value = before.split(separator: /[,{\[]/).last ?? before
        guard value.ranges(of: /:( |$)/).count > 1 else { return "" }
        return "; a text that holds \": \" must stand in quotation marks, such as name: \"Hari: Raya\""
    }

    /// Names the line of the second key where it can be seen in the text, else the first's.
    private static func reportDouble(_ key: String, first: Mark, in text: String, log: ProblemLog) {
        let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
        let second = lines.indices.dropFirst(first.line).first { index in
            lines[index].dropFirst(first.column - 1).hasPrefix("\(key):")
                && lines[index].prefix(first.column - 1).allSatisfy { $0 == " " || $0 == "-" }
        }
        log.report(
            "the key \(key.quoted.marked) stands twice, first on line \(first.line); allowed: each key once",
            line: second.map { $0 + 1 } ?? first.line, column: first.column)
    }
}
