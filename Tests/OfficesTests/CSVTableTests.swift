import Foundation
import Offices
import Testing

struct CSVTableTests {
    private func table(_ text: String) throws -> CSVTable { try CSVTable(bytes: Data(text.utf8), file: "a.csv") }

    private func problems(_ bytes: [UInt8]) -> [String] {
        do {
            _ = try CSVTable(bytes: Data(bytes), file: "a.csv")
            return []
        } catch {
            return error.problems.map(\.description)
        }
    }

    @Test(
        "The same table, however a spreadsheet writes it",
        arguments: [
            "a,b\n1,2\n", "a;b\n1;2\n", "a,b\r\n1,2", "a,b\r1,2\r", "\u{FEFF}a,b\n1,2\n", "\"a\",\"b\"\n\"1\",\"2\"\n",
            "A, b \n1,2\n", "a,b\n\n1,2\n,\n", "\u{FEFF}\"a\";b\n1;\"2\"",
        ])
    func writings(text: String) throws {
        let table = try table(text)
        #expect(table.header == ["a", "b"])
        #expect(table.rows.map(\.cells) == [["1", "2"]])
    }

    @Test func keepsWhatStandsInQuotationMarks() throws {
        let table = try table("a,b\n\"x, \"\"y\"\"; z\",\"one\r\ntwo\"\nñ,€\n")
        #expect(table.rows.map(\.cells) == [["x, \"y\"; z", "one\r\ntwo"], ["ñ", "€"]])
        #expect(table.rows.map(\.line) == [2, 4], "a row begins where its first line is")
    }

    @Test(arguments: [
        ("", ["a.csv:1: the file is empty"]), ("\n\n", ["a.csv:1: the file is empty"]),
        ("a,b\n1\n1,2,3\n", ["a.csv:2: found 1 cells; allowed: 2", "a.csv:3: found 3 cells; allowed: 2"]),
        ("a,b\n\"1,2\n3,4\n", ["a.csv:2: the quotation mark that opens a cell is never closed"]),
        ("a,b\n\"1\"x,2\n", ["a.csv:2: text after the closing quotation mark"]),
        ("a,b\n1\"x,2\n", ["a.csv:2: a quotation mark inside a cell"]),
    ])
    func saysWhatIsWrongAndWhere(text: String, expected: [String]) {
        let found = problems(Array(text.utf8))
        #expect(found.count == expected.count, "\(found)")
        for (line, start) in zip(found, expected) { #expect(line.hasPrefix(start), "\(line)") }
    }

    @Test func refusesBytesThatAreNoText() {
        #expect(problems([0x61, 0x2C, 0xFF, 0x0A]).first?.contains("not UTF-8") == true)
        let big = [UInt8](repeating: 0x61, count: CSVTable.limit + 1)
        #expect(problems(big).first?.contains("bigger than 8 MiB") == true)
    }

    @Test("No bytes bring the reader down", arguments: 0..<200)
    func survivesNoise(seed: Int) {
        var state = UInt64(seed) &* 6_364_136_223_846_793_005 &+ 1
        let letters = Array("a,;\"\r\n é\u{FEFF}\0".utf8)
        let bytes = (0..<80).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return letters[Int(state >> 33) % letters.count]
        }
        if let table = try? CSVTable(bytes: Data(bytes), file: "a.csv") {
            #expect(table.rows.allSatisfy { $0.cells.count == table.header.count })
        }
    }
}
