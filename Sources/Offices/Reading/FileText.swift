import Foundation

/// The text of a small configuration file, with what no such file may hold already refused.
struct FileText {
    /// Bytes.
    private static let limit = StrictFile.usual

    let text: String

    /// Reads a regular file of UTF-8, of at most 64 KiB unless it is said otherwise.
    static func read(_ path: String, atMost limit: Int = limit, log: ProblemLog) -> String? {
        bytes(path, kind: "a YAML file of at most \(limit / 1024) KiB", limit: limit, log: log)
            .flatMap { decode($0, atMost: limit, log: log) }
    }

    /// The first `limit` bytes of a regular file and one more; a pipe or a device is never opened. Blocks.
    static func bytes(_ path: String, kind: String, limit: Int, log: ProblemLog) -> Data? {
        let resolved = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        guard let facts = try? FileManager.default.attributesOfItem(atPath: resolved) else {
            log.report("there is no such file, or it may not be read")
            return nil
        }
        guard facts[.type] as? FileAttributeType == .typeRegular else {
            let found = facts[.type] as? FileAttributeType == .typeDirectory ? "a folder" : "no regular file"
            log.report("this is \(found); allowed: \(kind)")
            return nil
        }
        guard let handle = FileHandle(forReadingAtPath: resolved) else {
            log.report("the file may not be read; give this user the right to read it")
            return nil
        }
        defer { try? handle.close() }
        guard let data = try? handle.read(upToCount: limit + 1) ?? Data() else {
            log.report("the file cannot be read")
            return nil
        }
        return data
    }

    /// Refuses a text that is too big or not UTF-8.
    static func decode(_ data: Data, atMost limit: Int = limit, log: ProblemLog) -> String? {
        guard data.count <= limit else {
            log.report("the file is bigger than \(limit / 1024) KiB; allowed: at most \(limit) bytes")
            return nil
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            log.report("the text is not UTF-8; save the file as UTF-8", line: invalidLine(data))
            return nil
        }
        return text
    }

    /// The line with the first byte that is not UTF-8; `nil` for UTF-16, whose every byte may be wrong.
    static func invalidLine(_ data: Data) -> Int? {
        if data.starts(with: [0xFF, 0xFE]) || data.starts(with: [0xFE, 0xFF]) { return nil }
        return data.prefix(firstInvalid(data)).count { $0 == UInt8(ascii: "\n") } + 1
    }

    /// The number of bytes before the first that is not UTF-8.
    private static func firstInvalid(_ data: Data) -> Int {
        let broken = String(decoding: data, as: UTF8.self)
        let valid = broken.utf8.prefix { _ in true }
        return zip(valid, data).prefix { $0 == $1 }.count
    }

    /// Checks a text before YAML sees it; `nil` when it holds what YAML must not see.
    init?(_ raw: String, atMost limit: Int = limit, log: ProblemLog) {
        let before = log.problems.count
        guard raw.utf8.count <= limit else {
            log.report("the file is bigger than \(limit / 1024) KiB; allowed: at most \(limit) bytes")
            return nil
        }
        text = raw.hasPrefix("\u{FEFF}") ? String(raw.unicodeScalars.dropFirst()) : raw
        for (index, line) in text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            Self.check(Array(line.last == "\r" ? line.dropLast() : line), number: index + 1, log: log)
        }
        guard log.problems.count == before else { return nil }
    }

    private static func check(_ line: [Unicode.Scalar], number: Int, log: ProblemLog) {
        if let tab = line.firstIndex(of: "\t") {
            log.report("found a tab; allowed: blanks", line: number, column: tab + 1)
        } else if let lone = line.firstIndex(of: "\r") {
            log.report("found a line end of CR alone; save the file with line ends LF", line: number, column: lone + 1)
        } else if let control = line.firstIndex(where: { !$0.isVisible }) {
            let code = String(line[control].value, radix: 16, uppercase: true)
            log.report("found the unseen character U+\(code); remove it", line: number, column: control + 1)
        }
        if let reference = reference(in: line) {
            log.report(
                "found \(String(String.UnicodeScalarView(line[reference...].prefix(12))).quoted.marked), which YAML reads "
                    + "as an anchor or alias; none is allowed: write the value out",
                line: number, column: reference + 1)
        }
    }

    /// Where a line may hold an anchor (`&x`) or alias (`*x`).
    ///
    /// YAML grows a kilobyte of these to gigabytes, and does so while it is still parsing, so they are refused in the
    /// text. A line that is nothing but a comment and closes no quotation cannot hold one.
    private static func reference(in line: [Unicode.Scalar]) -> Int? {
        let isComment = line.first { $0 != " " } == "#" && !line.contains("\"") && !line.contains("'")
        guard !isComment else { return nil }
        return line.indices.first { index in
            guard line[index] == "&" || line[index] == "*", index + 1 < line.count else { return false }
            guard index == 0 || " [{,:-?".unicodeScalars.contains(line[index - 1]) else { return false }
            let next = line[index + 1]
            return next.properties.isAlphabetic || ("0"..."9").contains(next) || next == "-" || next == "_"
        }
    }
}
