import BoundedProcess
import Digests
import Foundation
import Offices
import RoomLink
import Testing

@testable import Reports

@Suite(.serialized)
struct ReportRendererTests {
    @Test func `AC-088 the PDF holds every agreement word by word, with office, day and position`() async throws {
        let words = try await printed(SampleReport.full())
        for text in SampleReport.texts { #expect(words.contains(text.asWords)) }
        for part in [
            "LAPORAN HASIL RAPAT", "Nomor LHR-12/RKO/2026", "KEMENTERIAN KEUANGAN REPUBLIK INDONESIA",
            "KPP Pratama Makassar Utara", "1 Desember 2026", "00:29:59", "Rumusan semula",
            "KPP Pratama Jayapura mengirim surat.", "Surat Usulan nomor S-118/PJ.08/2026 tanggal 18 November 2026",
        ] {
            #expect(words.contains(part), "missing: \(part)")
        }
    }

    @Test func `every time stands with its zone`() async throws {
        let words = try await printed(SampleReport.full())
        for part in [
            "09.15 WIB / 10.15 WITA / 11.15 WIT", "10.15.04 WITA", "11.15.04 WIT", "Sabtu, 21 November 2026",
            "1 jam 13 menit 4 detik", "09.45.04,25 – 09.45.04,61 WIB",
        ] {
            #expect(words.contains(part), "missing: \(part)")
        }
        #expect(words.matches(of: /\d\d\.\d\d\.\d\d(?! W|,| –|\d)/).isEmpty, "a time without a zone")
    }

    @Test func `recordings, incidents, distribution and the internal mark are told`() async throws {
        let words = try await printed(SampleReport.full())
        for part in [
            SampleReport.hash("f").hex, SampleReport.hash("1").hex, "1.288.402.118 byte", "0,36 detik",
            "signal 9", "Sekretariat Direktorat Jenderal", "Tembusan", "belum dimulai",
            "Laporan ini dicetak sebelum disampaikan",
            "Tanda verifikasi internal, bukan tanda tangan elektronik tersertifikasi.", "418",
            SampleReport.hash("a").hex, "019aa2f0-0000-7000-8000-000000000001",
        ] {
            #expect(words.contains(part), "missing: \(part)")
        }
    }

    @Test func `a meeting without agreements has a report that says so`() async throws {
        let words = try await printed(SampleReport.bare())
        #expect(words.contains("tidak ada kesepakatan"))
        #expect(!words.contains("Hal itu ditayangkan"), "nothing was displayed, so nothing is claimed")
        #expect(words.contains("Penayangan hasil kesepakatan tidak tercatat."))
        #expect(words.contains("Tidak ada rekaman."))
        #expect(words.contains("Halaman 1 dari"))
    }

    @Test func `forty agreements with long and hostile texts are all there`() async throws {
        var report = SampleReport.bare()
        let long = String(repeating: "Fiskus efisien mengafirmasi <kesepakatan> & \"tenggat\". ", count: 36)
        report.agreements = (1...40).map {
            SampleReport.agreement($0, "Butir \($0): \($0 % 8 == 0 ? long : "<i>{{x}}</i>")")
        }
        let words = try await printed(report)
        for agreement in report.agreements { #expect(words.contains(agreement.text.asWords)) }
        #expect(words.contains("40 (empat puluh) hal"))
        let unbroken = String(repeating: "W", count: 400)
        report.agreements = [SampleReport.agreement(1, unbroken + " " + long)]
        let second = try await printed(report)
        #expect(second.replacing(" ", with: "").contains(unbroken))
        #expect(second.contains("Halaman 1 dari"))
    }

    @Test func `stills are embedded, broken ones replaced, fonts embedded`() async throws {
        try await Scratch.folder { folder in
            let still = folder.appendingPathComponent("still.png")
            _ = try await Program.ffmpeg.run([
                "-v", "error", "-f", "lavfi", "-i", "testsrc=s=1280x720", "-frames:v", "1", still.path,
            ])
            let broken = folder.appendingPathComponent("broken.png")
            try Data("no picture".utf8).write(to: broken)
            let pdf = folder.appendingPathComponent("laporan.pdf")
            try await ReportRenderer.pdf(
                SampleReport.full(), pictures: [SampleReport.still: still, SampleReport.hash("d"): broken], to: pdf)
            let poppler = "poppler-utils"
            let images = try await Program("pdfimages", package: poppler).run(["-list", pdf.path]).text
            #expect(images.contains(" 800   450 "))
            let fonts = try await Program("pdffonts", package: poppler).run([pdf.path]).text.split(separator: "\n")
            #expect(fonts.count > 2)
            #expect(fonts.dropFirst(2).allSatisfy { $0.contains(" yes yes yes ") })
            #expect(try await SamplePDF.words(of: pdf).contains("Gambar tidak tersedia"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 3)
        }
    }

    @Test func `the internal mark can be read by a camera`() async throws {
        try await Scratch.folder { folder in
            let pdf = folder.appendingPathComponent("laporan.pdf")
            try await ReportRenderer.pdf(SampleReport.bare(), pictures: [:], to: pdf)
            _ = try await Program.pdftoppm.run(["-png", "-r", "110", pdf.path, "page"], in: folder)
            let pages = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".png") }
            let last = try #require(pages.max())
            let read = try await Program.zbarimg.run(["-q", "--nodbus", "--raw", last], in: folder).text
            #expect(read.contains("LHR-12/RKO/2026") && read.contains("418 \(SampleReport.hash("a"))"))
        }
    }

    @Test func `a folder that cannot be written is told in one line, with nothing left`() async {
        let error = await #expect(throws: Print.Failure.self) {
            try await ReportRenderer.pdf(
                SampleReport.bare(), pictures: [:], to: URL(fileURLWithPath: "/proc/none/laporan.pdf"))
        }
        #expect(error?.description.hasPrefix("a page could not be stored: ") == true)
        #expect(error?.description.contains("\n") == false)
    }

    @Test func `the report is plain data`() throws {
        let report = SampleReport.full()
        let copy = try JSONDecoder().decode(MeetingReport.self, from: JSONEncoder().encode(report))
        #expect(copy == report)
        #expect(report.pictures.count == 7)
    }

    private func printed(_ report: MeetingReport) async throws -> String {
        try await Scratch.folder { folder in
            let pdf = folder.appendingPathComponent("laporan.pdf")
            try await ReportRenderer.pdf(report, pictures: [:], to: pdf)
            return try await SamplePDF.words(of: pdf)
        }
    }
}
