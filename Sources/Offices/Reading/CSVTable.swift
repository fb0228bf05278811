package import Foundation

/// A table of comma-separated values (RFC 4180) with a header, read from a hostile file.
package struct CSVTable: Sendable {
    package let file: String
    package let header: [String]
    package let rows: [Row]

    /// A row of as many cells as the header has.
    package struct Row: Hashable, Sendable {
        /// The line on which the row begins, counted from 1.
        package let line: Int
        package let cells: [String]
    }

    /// Bytes; a directorate with all of its posts has under 2 MB.
    package static let limit = 8 << 20

    /// Reads a regular file of at most 8 MiB; blocks while it does.
    package init(path: String) throws(FileRefusal) {
        let attributes = try? FileManager.default.attributesOfItem(
            atPath: URL(fileURLWithPath: path).resolvingSymlinksInPath().path)
        guard attributes?[.type] as? FileAttributeType == .typeRegular, let handle = FileHandle(forReadingAtPath: path),
            let data = try? handle.read(upToCount: Self.limit + 1)
        else {
            throw FileRefusal([FileProblem(file: path, text: "there is no such regular file, or it may not be read")])
        }
        try self.init(bytes: data, file: path)
    }

    /// Reads bytes: UTF-8 with or without a byte order mark, cells parted by `,` or `;`, whichever the header has.
    package init(bytes: Data, file: String) throws(FileRefusal) {
        let log = ProblemLog(file: file)
        self.file = file
        if bytes.count > Self.limit { log.report("the file is bigger than 8 MiB; part it into several") }
        if String(validating: bytes, as: UTF8.self) == nil { log.report("the text is not UTF-8; save it as CSV UTF-8") }
        guard log.problems.isEmpty else { throw FileRefusal(log.problems) }
        let plain = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes
        var reader = CSVReader(Array(plain), log: log)
        let all = reader.rows()
        header = (all.first?.cells ?? []).map { $0.lowercased().filter { $0 != " " } }
        if header.isEmpty { log.report("the file is empty; allowed: a header and one row for each post", line: 1) }
        for row in all.dropFirst() where row.cells.count != header.count && header.count > 0 {
            log.report("found \(row.cells.count) cells; allowed: \(header.count), as in the header", line: row.line)
        }
        guard log.problems.isEmpty else { throw FileRefusal(log.problems) }
        rows = Array(all.dropFirst())
    }
}

/// Takes bytes apart into cells; every byte that counts is ASCII, so UTF-8 stays whole.
private struct CSVReader {
    private let bytes: [UInt8]
    private let separator: UInt8
    private let log: ProblemLog
    private var place = 0
    private var line = 1

    private static let quote = UInt8(ascii: "\"")
    private static let (cr, lf) = (UInt8(ascii: "\r"), UInt8(ascii: "\n"))

    init(_ bytes: [UInt8], log: ProblemLog) {
        (self.bytes, self.log) = (bytes, log)
        let first = bytes.prefix { $0 != Self.cr && $0 != Self.lf }
        separator =
            first.contains(UInt8(ascii: ";")) && !first.contains(UInt8(ascii: ","))
            ? UInt8(ascii: ";") : UInt8(ascii: ",")
    }

    /// Every row that holds anything.
    mutating func rows() -> [CSVTable.Row] {
        var rows: [CSVTable.Row] = []
        while place < bytes.count {
            let start = line
            var cells = [cell()]
            while take(separator) { cells.append(cell()) }
            takeBreak()
            if cells.contains(where: { !$0.isEmpty }) { rows.append(CSVTable.Row(line: start, cells: cells)) }
        }
        return rows
    }

    private mutating func cell() -> String {
        if take(Self.quote) { return quoted() }
        let end = bytes[place...].firstIndex { $0 == separator || $0 == Self.cr || $0 == Self.lf } ?? bytes.count
        let text = bytes[place..<end]
        if text.contains(Self.quote) {
            log.report("a quotation mark inside a cell that begins without one", line: line)
        }
        place = end
        return String(decoding: text, as: UTF8.self)
    }

    /// The rest of a cell after its quotation mark; two of them stand for one.
    private mutating func quoted() -> String {
        let opened = line
        var text: [UInt8] = []
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            if byte == Self.quote, !take(Self.quote) {
                let after = bytes[place...].prefix { $0 != separator && $0 != Self.cr && $0 != Self.lf }
                if !after.isEmpty { log.report("text after the closing quotation mark of a cell", line: line) }
                place = after.endIndex
                return String(decoding: text, as: UTF8.self)
            }
            if byte == Self.lf { line += 1 }
            text.append(byte)
        }
        log.report("the quotation mark that opens a cell is never closed", line: opened)
        return ""
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard place < bytes.count, bytes[place] == byte else { return false }
        place += 1
        return true
    }

    private mutating func takeBreak() {
        let isReturn = take(Self.cr)
        if take(Self.lf) || isReturn { line += 1 }
    }
}
