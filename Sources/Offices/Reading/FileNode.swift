import Yams

/// One value of a strict YAML file, with its place; every reader of it reports what is wrong and returns `nil`.
package struct FileNode {
    let node: Node
    let log: ProblemLog
    /// The keys that lead here, `camera.kind`; empty for the whole file.
    package let path: String
    /// The list positions and the key under which this value stands, for values that are reported by their key.
    private let keyMark: Mark?

    init(_ node: Node, path: String, log: ProblemLog, keyMark: Mark? = nil) {
        (self.node, self.path, self.log, self.keyMark) = (node, path, log, keyMark)
    }

    /// Reports a problem at this value's place; the text goes behind the value's path.
    package func report(_ text: String) {
        let mark = node.mark ?? keyMark
        log.report(path.isEmpty ? text : "\(path) \(text)", line: mark?.line, column: mark?.column)
    }

    /// What stands here, for a message.
    package var found: String {
        switch node {
        case .scalar(let scalar): isNothing ? "empty" : scalar.string.quoted.marked
        case .mapping: "a table"
        case .sequence: "a list"
        case .alias: "an alias"
        }
    }

    /// Whether a table stands here, for places that take several forms.
    package var isTable: Bool { node.mapping != nil }

    /// The line on which this value begins, counted from 1.
    package var line: Int? { node.mark?.line }

    private var isNothing: Bool {
        guard case .scalar(let scalar) = node, scalar.style == .plain || scalar.style == .any else { return false }
        return ["", "~", "null"].contains(scalar.string)
    }

    /// The text as written; with quotes only where it was quoted.
    private func scalar(_ allowed: String) -> String? {
        guard case .scalar(let scalar) = node, !isNothing, isPlainlyTagged else {
            report("is \(isPlainlyTagged ? found : "tagged"); allowed: \(allowed)")
            return nil
        }
        return scalar.string
    }

    /// A tag of one's own (`!!binary`, `!x`) is refused.
    private var isPlainlyTagged: Bool {
        let names: [Tag.Name] = [.implicit, .str, .int, .float, .bool, .null, .timestamp, .map, .seq, .merge, .value]
        return names.contains { $0.rawValue == node.tag.description }
    }

    // MARK: - Readers

    /// One line of visible text of at most `limit` characters, without blanks at its ends.
    package func text(upTo limit: Int = 80) -> String? {
        let allowed = "one line of 1 to \(limit) characters"
        guard let text = scalar(allowed) else { return nil }
        guard !text.isEmpty else { return refuse("is empty; allowed: \(allowed)") }
        guard text.count <= limit, text.utf8.count <= limit * 8 else {
            return refuse("has \(text.count) characters; allowed: \(allowed)")
        }
        if let odd = text.unicodeScalars.first(where: { !$0.isVisible }) {
            let code = String(odd.value, radix: 16, uppercase: true)
            return refuse("is \(found) with the control character U+\(code); allowed: \(allowed)")
        }
        guard text.first != " ", text.last != " " else {
            return refuse("is \(found) with a blank at its end; allowed: \(allowed)")
        }
        return text
    }

    /// Text that a type parses; `allowed` tells its form.
    package func value<Value>(allowed: String, _ parse: (String) -> Value?) -> Value? {
        guard let text = scalar(allowed) else { return nil }
        guard let value = parse(text) else { return refuse("is \(found); allowed: \(allowed)") }
        return value
    }

    /// One word of a closed vocabulary.
    package func word<Word: RawRepresentable<String> & CaseIterable>(_ type: Word.Type = Word.self) -> Word? {
        word(of: Array(Word.allCases))
    }

    /// One word out of a part of a closed vocabulary.
    package func word<Word: RawRepresentable<String>>(of words: [Word]) -> Word? {
        value(allowed: words.map(\.rawValue).joined(separator: ", ")) { text in words.first { $0.rawValue == text } }
    }

    /// A whole number written plainly.
    package func integer(in range: ClosedRange<Int>) -> Int? {
        value(allowed: "a whole number from \(range.lowerBound) to \(range.upperBound)") { text in
            guard case .scalar(let scalar) = node, scalar.style == .plain, text.utf8.count <= 9,
                text.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(text), range.contains(number)
            else { return nil }
            return number
        }
    }

    /// `true` or `false`.
    package func flag() -> Bool? {
        value(allowed: "true, false") { $0 == "true" ? true : $0 == "false" ? false : nil }
    }

    /// The items of a list of at most `limit`; a problem makes it empty.
    package func list(upTo limit: Int) -> [FileNode] {
        guard case .sequence(let items) = node, isPlainlyTagged else {
            report("is \(found); allowed: a list")
            return []
        }
        guard items.count <= limit else {
            report("has \(items.count) items; allowed: at most \(limit)")
            return []
        }
        return items.enumerated().map { FileNode($1, path: "\(path)[\($0 + 1)]", log: log, keyMark: node.mark) }
    }

    /// The values of a table that has all the `required` keys and no key but these and the `optional` ones.
    package func table(_ required: [String], optional: [String] = []) -> FileTable? {
        guard case .mapping(let pairs) = node, isPlainlyTagged else {
            return refuse("is \(found); allowed: a table with \((required + optional).joined(separator: ", "))")
        }
        let allowed = required + optional
        var entries: [String: FileNode] = [:]
        for (key, value) in pairs {
            guard let name = key.scalar?.string, allowed.contains(name) else {
                let shown = FileNode(key, path: "", log: log)
                shown.report("unknown key \(shown.found)\(within); allowed: \(allowed.joined(separator: ", "))")
                continue
            }
            entries[name] = FileNode(value, path: path.isEmpty ? name : "\(path).\(name)", log: log, keyMark: key.mark)
        }
        for name in required where entries[name] == nil {
            log.report(
                "\(path.isEmpty ? name : "\(path).\(name)") is missing; needed: \(required.joined(separator: ", "))",
                line: node.mark?.line, column: node.mark?.column)
        }
        return FileTable(node: self, entries: entries)
    }

    private var within: String { path.isEmpty ? "" : " in \(path)" }

    /// Reports a problem and gives nothing back.
    package func refuse<Value>(_ text: String) -> Value? {
        report(text)
        return nil
    }

    /// The value under a key, before it is known which keys belong here.
    func peek(_ key: String) -> FileNode? {
        guard case .mapping(let pairs) = node else { return nil }
        let found = pairs.first { $0.key.scalar?.string == key }
        return found.map { FileNode($0.value, path: "\(path).\(key)", log: log, keyMark: $0.key.mark) }
    }
}

/// The values of one table of a strict YAML file.
package struct FileTable {
    package let node: FileNode
    private let entries: [String: FileNode]

    init(node: FileNode, entries: [String: FileNode]) {
        (self.node, self.entries) = (node, entries)
    }

    /// The value of a key; `nil` when it is not there, which was reported if it had to be.
    package subscript(_ key: String) -> FileNode? { entries[key] }
}
