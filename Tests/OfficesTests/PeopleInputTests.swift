import Foundation
import Offices
import Testing

/// Tables of people as spreadsheets write them.
struct PeopleInputTests {
    private static let kpp = Bureau.office("kpp-jayapura", "KPP Pratama Jayapura", .kpp, [])

    private func run(_ name: String) throws -> PeopleImport {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Inputs/\(name)")
        let directory = try OfficeDirectory(rooms: [], headOffice: [Self.kpp])
        return try PeopleImport(
            PeopleFile(CSVTable(path: file.path), in: directory), into: PeopleRegister(), directory: directory,
            at: Bureau.now)
    }

    private func refusal(_ name: String) -> [String] {
        do {
            _ = try run(name)
            return []
        } catch {
            return (error as? FileRefusal)?.problems.map(\.text) ?? ["\(error)"]
        }
    }

    @Test(arguments: [
        ("c02-sep.csv", 3), ("c03-kolom-kosong.csv", 3), ("c03b-titikkoma-akhir.csv", 3), ("c11-baris-kosong.csv", 2),
        ("c14b-tab.csv", 3),
    ])
    func takesWhatSpreadsheetsWrite(_ name: String, _ persons: Int) throws {
        #expect(try run(name).newPersons == persons)
    }

    @Test func refusesNumbersThatASpreadsheetHasRounded() {
        let problems = refusal("c06-nip-dibulatkan.csv")
        #expect(problems.count == 3)
        #expect(
            problems.allSatisfy { $0.contains("001 to 999") && $0.contains("store the column as text") }, "\(problems)")
    }

    @Test func saysThatAFileIsEmpty() {
        #expect(refusal("c18b-kosong.csv").first?.hasPrefix("the file is empty") == true)
    }

    @Test func namesAnUnseenCharacterAndAFormula() {
        let problems = refusal("c20-nama-aneh.csv")
        #expect(problems.count == 2, "\(problems)")
        #expect(problems.first?.contains("which begins like a spreadsheet's formula") == true)
        #expect(problems.last?.contains("U+202E") == true)
    }
}
