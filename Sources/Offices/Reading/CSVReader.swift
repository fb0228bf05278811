/// Takes bytes apart into cells; every byte that counts is ASCII, so UTF-8 stays whole.
struct CSVReader {
    private let bytes: [UInt8]
    private let separator: UInt8
    private let log: ProblemLog
    private var place = 0
    private var line = 1

    private static let quote = UInt8(ascii: "\"")
    private static let (cr, lf) = (UInt8(ascii: "\r"), UInt8(ascii: "\n"))

    init(_ bytes: [UInt8], log: ProblemLog) {
        (self.bytes, self.log) = (bytes, log)
        if let told = Self.toldSeparator(bytes) {
            separator = told
            place = bytes.firstIndex { $0 == Self.cr || $0 == Self.lf } ?? bytes.count
        } else {
            separator = Self.commonestSeparator(bytes)
        }
    }

    /// What a first line `sep=;` says, which spreadsheets write for one another.
    private static func toldSeparator(_ bytes: [UInt8]) -> UInt8? {
        let line = bytes.prefix { $0 != cr && $0 != lf }.filter { $0 != quote && $0 != UInt8(ascii: " ") }
        guard line.count == 5, String(decoding: line.prefix(4), as: UTF8.self).lowercased() == "sep=" else {
            return nil
        }
        return line.last
    }

    /// The separator that the first line with a letter has most of, outside of quotation marks; a comma without any.
    private static func commonestSeparator(_ bytes: [UInt8]) -> UInt8 {
        let lines = bytes.split { $0 == cr || $0 == lf }
        let line = lines.first { $0.contains { $0 > UInt8(ascii: "9") && $0 != UInt8(ascii: ";") } } ?? []
        var counts: [UInt8: Int] = [:]
        var isQuoted = false
        for byte in line {
            if byte == quote { isQuoted.toggle() } else if !isQuoted { counts[byte, default: 0] += 1 }
        }
        let known = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
        return known.max { (counts[$0] ?? 0) < (counts[$1] ?? 0) } ?? known[0]
    }

    /// Every row that holds more than blanks and separators.
    mutating func rows() -> [CSVTable.Row] {
        var rows: [CSVTable.Row] = []
        while place < bytes.count {
            let start = line
            var cells = [cell()]
            while take(separator) { cells.append(cell()) }
            takeBreak()
            if cells.contains(where: { !$0.allSatisfy(\.isWhitespace) }) {
                rows.append(CSVTable.Row(line: start, cells: cells))
            }
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
                if after.contains(where: { $0 != UInt8(ascii: " ") }) {
                    log.report("text after the closing quotation mark of a cell", line: line)
                }
                place = after.endIndex
                return String(decoding: text, as: UTF8.self)
            }
            if byte == Self.lf || byte == Self.cr && !(place < bytes.count && bytes[place] == Self.lf) { line += 1 }
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
