import BoundedProcess
import Foundation
import Meetings
import Offices
import Testing

extension EndToEnd {
    /// The report, the materials, the summary and the journal that the demo leaves.
    @Suite(.serialized)
    struct PapersTests {
        @Test func summaryHoldsThreeAgreementsTheSecondCorrected() async throws {
            let summary = try await DemoRun.dossier().summary
            #expect(summary.agreements.map(\.number) == [1, 2, 3])
            #expect(summary.agreements.map(\.version) == [1, 2, 1])
            #expect(summary.agreements[1].text.contains("membuka dua loket khusus pelaporan SPT Masa"))
            #expect(summary.agreements.allSatisfy { (0...summary.seconds).contains($0.position) })
        }

        @Test func reportHoldsEveryAgreementWordByWord() async throws {
            let dossier = try await DemoRun.dossier()
            let text = try await Measured.words(of: dossier.file("laporan.pdf"))
            for agreement in dossier.summary.agreements {
                #expect(text.contains(Measured.folded(agreement.text)), "agreement \(agreement.number)")
                #expect(text.contains(agreement.due.inWords))
            }
            #expect(text.contains("LAPORAN HASIL RAPAT") && text.contains(dossier.summary.meeting))
        }

        @Test func reportNamesTimesChairMaterialsAndRecordings() async throws {
            let dossier = try await DemoRun.dossier()
            let text = try await Measured.words(of: dossier.file("laporan.pdf"))
            for room in dossier.summary.rooms {
                let opened = room.zone.time(dossier.summary.started, seconds: true)
                #expect(text.contains(opened), "\(room.room) began at \(opened)")
                #expect(opened.hasSuffix(room.zone.rawValue))
            }
            let everywhere = Measured.folded(Zone.everywhere(dossier.summary.started))
            #expect(["WIB", "WITA", "WIT"].allSatisfy(everywhere.contains) && text.contains(everywhere))
            let opening = try #require(dossier.acts.first { $0.hasPrefix("P09.2 ") })
            #expect(text.contains("Pimpinan rapat : \(opening.dropFirst(6))"))
            for title in ["Penerimaan nasional triwulan IV", "Surat Usulan", "/PJ.08/"] {
                #expect(text.contains(title), "\(title)")
            }
            for (section, office) in [
                ("Seksi Pelayanan", "KPP Pratama Jayapura"),
                ("Bidang Pemindaian dan Perekaman Dokumen", "Pusat Pengolahan Data dan Dokumen Perpajakan"),
            ] {
                #expect(text.contains("Bahan \(section), \(office)"), "\(office)")
            }
        }

        @Test func reportNamesTheHashOfEveryFileItIsAbout() async throws {
            let dossier = try await DemoRun.dossier()
            let text = try await Measured.words(of: dossier.file("laporan.pdf")).replacing(" ", with: "")
            let files =
                ["programme.mkv"] + (try dossier.names(in: "rooms")).map { "rooms/\($0)" }
                + (try dossier.names(in: "materials")).map { "materials/\($0)" }
                + (try dossier.names(in: "originals")).map { "originals/\($0)" }
            for file in files {
                #expect(text.contains(try await Measured.sha256(of: dossier.file(file))), "\(file)")
            }
        }

        @Test func materialsAreDocuments() async throws {
            let dossier = try await DemoRun.dossier()
            let names = try dossier.names(in: "materials")
            #expect(names.count == 5)
            for name in names {
                let file = dossier.file("materials/\(name)")
                #expect(try Data(contentsOf: file).starts(with: Data("%PDF-".utf8)), "\(name)")
                #expect(try await Program.pdfinfo.run([file.path]).text.contains("Pages:"), "\(name)")
            }
        }

        @Test func journalHoldsEventsAndNoProjections() async throws {
            let dossier = try await DemoRun.dossier()
            let tables = try await Program("sqlite3", package: "sqlite3").run([
                "-readonly", dossier.file("journal.sqlite").path, "select name from sqlite_master where type = 'table'",
            ]).text
            #expect(tables.split(separator: "\n") == ["events"])
            #expect(dossier.acts.count > 40, "\(dossier.acts)")
        }
    }
}
