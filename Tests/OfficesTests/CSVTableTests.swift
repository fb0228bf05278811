import Foundation
import Glibc
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
            "sep=;\na;b\n1;2\n", "\u{FEFF}\"sep=,\"\r\na,b\r\n1,2\r\n", "SEP=\t\na\tb\n1\t2", "a\tb\n1\t2\n",
            "a;b;;;\n1;2;;;\n", "a;b\n1;2;\n", "a;;b\n1;;2\n", ";a;b\n;1;2\n", "\n  \n;;\na;b\n1;2\n;;;\n ; \n",
            "a;b\n1;2;;;;\n", "a,b\n\"1\" ,2\n", "sep=|\na|b\n1|2\n", "\"a\",b\n1,\"2\"\n",
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
        ("a,b\n1\n1,2,3\n", ["a.csv:3: found 3 cells; allowed: 2"]),
        ("a,,b\n1,x,2\n", ["a.csv:2: found a text in column 2, which has no name"]),
        ("a,b\n1,\u{0}\n", ["a.csv: found bytes that are 0"]),
        ("a,b\n\"1,2\n3,4\n", ["a.csv:2: the quotation mark that opens a cell is never closed"]),
        ("a,b\n\"1\"x,2\n", ["a.csv:2: text after the closing quotation mark"]),
        ("a,b\n1\"x,2\n", ["a.csv:2: a quotation mark inside a cell"]),
    ])
    func saysWhatIsWrongAndWhere(text: String, expected: [String]) {
        let found = problems(Array(text.utf8))
        #expect(found.count == expected.count, "\(found)")
        for (line, start) in zip(found, expected) { #expect(line.hasPrefix(start), "\(line)") }
    }

    @Test func aRowThatEndsEarlyHasEmptyCellsThere() throws {
        #expect(try table("a,b\n1\n").rows.map(\.cells) == [["1", ""]])
    }

    @Test func readsUTF16WithItsMark() throws {
        let text = "a\tb\r\nñ\t€\r\n"
        for (mark, coding) in [([0xFF, 0xFE], String.Encoding.utf16LittleEndian), ([0xFE, 0xFF], .utf16BigEndian)] {
            let bytes = Data(mark.map(UInt8.init)) + (try #require(text.data(using: coding)))
            let table = try CSVTable(bytes: bytes, file: "a.csv")
            #expect(table.header == ["a", "b"] && table.rows.map(\.cells) == [["ñ", "€"]])
        }
    }

    @Test func namesTheLineThatIsNotUTF8() {
        #expect(problems(Array("a,b\nJos".utf8) + [0xE9] + Array(",2\n".utf8)).first?.hasPrefix("a.csv:2:") == true)
    }

    @Test("What is no file to read is called what it is, and a pipe does not hold anybody up")
    func refusesWhatIsNoFile() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "csv-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (pipe, empty, loop) = (folder.path + "/pipe", folder.path + "/empty", folder.path + "/loop")
        try #require(mkfifo(pipe, 0o600) == 0)
        try Data().write(to: URL(filePath: empty))
        try FileManager.default.createSymbolicLink(atPath: loop, withDestinationPath: loop)
        for (path, words) in [
            (folder.path, "this is a folder"), (pipe, "this is no regular file"), (empty, "the file is empty"),
            (folder.path + "/none", "there is no such file"), (loop, ""),
        ] {
            let refusal = #expect(throws: FileRefusal.self) { try CSVTable(path: path) }
            #expect(refusal?.problems.count == 1 && refusal?.description.contains(words) == true || words.isEmpty)
            #expect(throws: FileRefusal.self) { try RoomFile.read(path) }
        }
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
