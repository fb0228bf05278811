import Foundation
import Testing

@testable import Offices

/// Offices of their own: the made-up directorate, the file, and tables from spreadsheets.
struct OfficeRegisterTests {
    private func table(_ text: String) throws -> OfficeTable {
        try OfficeTable(CSVTable(bytes: Data(text.utf8), file: "kantor.csv"))
    }

    private func problems(_ text: String, into register: OfficeRegister = OfficeRegister()) throws -> [String] {
        let table = try table(text)
        let refusal = #expect(throws: FileRefusal.self) { try OfficeImport(table, into: register) }
        return refusal?.problems.map(\.description) ?? []
    }

    @Test func theMadeUpDirectorateHasTheNumbersOfTheRealOne() throws {
        let sample = try SampleOffices.directorate()
        let kinds = Dictionary(grouping: sample.offices, by: \.kind).mapValues(\.count)
        #expect(kinds == [.kanwil: 34, .kpp: 352, .ppddp: 1, .kpddp: 2, .kpde: 1])
        #expect(Set(sample.offices.map(\.id)).count == sample.offices.count)
        #expect(Set(sample.offices.map(\.name)).count == sample.offices.count)
        #expect(Set(sample.offices.map(\.zone)) == Set(Zone.allCases))
        for office in sample.offices where office.kind == .kpp {
            #expect(sample[try #require(office.parent)]?.kind == .kanwil)
        }
        // One Kanwil spans two zones, in which its offices lie apart (findings C2, trap 3).
        let palangka = try #require(sample.offices.first { $0.name == "KPP Pratama Palangka Raya" })
        #expect(palangka.zone == .wib)
        #expect(sample[try #require(palangka.parent)]?.zone == .wita)
        #expect(try SampleOffices.directorate() == sample)
    }

    @Test func theFileSaysWhatTheRegisterSays() throws {
        let sample = try SampleOffices.directorate()
        let text = try OfficeFile.text(sample)
        #expect(try OfficeFile.parse(text: text, file: "offices.yaml") == sample)
        let odd = Office(
            id: try #require(OfficeID("kpp-aneh")), name: "KPP \"Aneh\": #1, 'ya'", kind: .kpp, zone: .wit,
            sections: [],
            contact: "0967 - 533111")
        let register = OfficeRegister([odd])
        #expect(try OfficeFile.parse(text: OfficeFile.text(register), file: "offices.yaml") == register)
    }

    @Test func aTableIsTakenWholeAndASecondTimeChangesNothing() throws {
        let quoted = """
            id;name;kind;zone;parent;short;contact;sections
            kanwil-papua;Kanwil DJP Papua;kanwil;WIT;;;;
            kpp-jayapura;KPP Pratama Jayapura;kpp;wit;kanwil-papua;KPP Jayapura;0967-533111;"pdi=Seksi PDI; pelayanan=Seksi Pelayanan"

            """
        let first = try OfficeImport(table(quoted), into: OfficeRegister())
        #expect(first.changes.count == 2)
        let jayapura = try #require(OfficeID("kpp-jayapura"))
        let office = try #require(first.register[jayapura])
        #expect(office.shortName == "KPP Jayapura")
        #expect(office.sections.map(\.name) == ["Seksi PDI", "Seksi Pelayanan"])
        let second = try OfficeImport(table(quoted), into: first.register)
        #expect(second.changes.isEmpty && second.unchanged == 2)
        let moved = try OfficeImport(table(quoted.replacing("0967-533111", with: "0967-1")), into: first.register)
        #expect(moved.changes.count == 1 && moved.unchanged == 1)
    }

    @Test func everyWrongRowIsNamedWithItsColumnAndNothingIsTaken() throws {
        let found = try problems(
            """
            id,name,kind,zone,parent
            kpp-a,KPP A,kpp,WIB,
            KPP B,KPP B,kpp,WIB,
            kpp-c,KPP C,bank,WIB,
            kpp-d,KPP D,kpp,UTC+7,
            kpp-e,=HYPERLINK(1),kpp,WIB,
            kpp-a,KPP A2,kpp,WIB,
            kpp-g,kpp a,kpp,WIB,
            kpp-h,KPP H,kpp,WIB,kanwil-mana
            kanwil-i,Kanwil I,kanwil,WIB,kanwil-i
            kpp-j,\(String(repeating: "x", count: 10_000)),kpp,WIB,
            kpp-k,KPP \u{202E}K,kpp,WIB,
            kpp-l,,kpp,WIB,
            """)
        let lines = found.compactMap { $0.split(separator: ":").dropFirst().first }.compactMap { Int($0) }
        #expect(Set(lines) == Set(2...13))
        for text in ["\"id\"", "\"kind\"", "\"zone\"", "formula", "stands in line", "is the name of", "\"parent\""] {
            #expect(found.contains { $0.contains(text) }, "\(text)")
        }
        for problem in found { #expect(problem.contains("allowed") || problem.contains("formula")) }
    }

    @Test func aHeaderThatDoesNotFitIsRefused() throws {
        for text in ["id,name\nkpp-a,KPP A\n", "id,name,kind,zone,zone\n", "id,name,kind,zone,telepon\n", ""] {
            #expect(throws: FileRefusal.self) { try table(text) }
        }
    }

    @Test func aKnownOfficeKeepsItsKind() throws {
        let known = Office(
            id: try #require(OfficeID("kpp-a")), name: "KPP A", kind: .kpp, zone: .wib, sections: [])
        let found = try problems("id,name,kind,zone\nkpp-a,KPP A,kanwil,WIB\n", into: OfficeRegister([known]))
        #expect(found.count == 1 && found[0].contains("allowed: kpp"))
    }
}
