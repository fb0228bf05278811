package import Foundation

/// A table of comma-separated values (RFC 4180) with a header, read from a hostile file as spreadsheets write it.
package struct CSVTable: Sendable {
    package let file: String
    package let header: [String]
    /// The line of the header, counted from 1.
    package let headerLine: Int
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
        let log = ProblemLog(file: path)
        guard let data = FileText.bytes(path, kind: "a CSV file of at most 8 MiB", limit: Self.limit, log: log) else {
            throw FileRefusal(log.problems)
        }
        try self.init(bytes: data, file: path)
    }

    /// Reads bytes: UTF-8, or UTF-16 with its mark; cells parted by `,` `;` or tabs, as a line `sep=;` before the header
    /// says, else by whichever the header has most of.
    ///
    /// Columns without a name are left out when nothing stands in them, and so are separators at the end of a row; a row
    /// that ends early has empty cells there.
    package init(bytes: Data, file: String) throws(FileRefusal) {
        let log = ProblemLog(file: file)
        self.file = file
        guard let plain = Self.text(bytes, log) else { throw FileRefusal(log.problems) }
        var reader = CSVReader(plain, log: log)
        let all = reader.rows()
        guard let first = all.first else {
            if log.problems.isEmpty {
                log.report("the file is empty; allowed: a header and one row for each post", line: 1)
            }
            throw FileRefusal(log.problems)
        }
        let names = first.cells.map { $0.lowercased().filter { !$0.isWhitespace } }
        let named = names.indices.filter { !names[$0].isEmpty }
        rows = all.dropFirst().map { row in
            let width = row.cells.lastIndex { !$0.isBlank }.map { $0 + 1 } ?? 0
            if width > names.count {
                log.report("found \(width) cells; allowed: \(names.count), as in the header", line: row.line)
            } else if let place = (0..<width).first(where: { names[$0].isEmpty && !row.cells[$0].isBlank }) {
                log.report("found a text in column \(place + 1), which has no name in the header", line: row.line)
            }
            return Row(line: row.line, cells: named.map { $0 < row.cells.count ? row.cells[$0] : "" })
        }
        (header, headerLine) = (named.map { names[$0] }, first.line)
        guard log.problems.isEmpty else { throw FileRefusal(log.problems) }
    }

    /// The text as UTF-8 without a mark; `nil` when it is too big or in a coding that cannot be told.
    private static func text(_ bytes: Data, _ log: ProblemLog) -> [UInt8]? {
        guard bytes.count <= limit else {
            log.report("the file is bigger than 8 MiB; part it into several")
            return nil
        }
        for (mark, coding) in [([0xFF, 0xFE], String.Encoding.utf16LittleEndian), ([0xFE, 0xFF], .utf16BigEndian)]
        where bytes.starts(with: mark.map(UInt8.init)) {
            if let text = String(data: bytes.dropFirst(2), encoding: coding) { return Array(text.utf8) }
        }
        guard String(validating: bytes, as: UTF8.self) != nil else {
            log.report("the text is not UTF-8; save it as CSV UTF-8", line: FileText.invalidLine(bytes))
            return nil
        }
        guard !bytes.contains(0) else {
            log.report("found bytes that are 0, as in UTF-16 without its mark or in no text; save it as CSV UTF-8")
            return nil
        }
        return Array(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes)
    }
}

extension String {
    /// Nothing but blanks.
    fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
