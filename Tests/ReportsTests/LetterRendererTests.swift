import BoundedProcess
import Digests
import Foundation
import Offices
import RoomLink
import Testing

@testable import Reports

@Suite(.serialized)
struct LetterRendererTests {
    @Test func `the proposal stands on one page, with head, addressee, attachment, copies and mark`()
        async throws
    {
        let words = try await printed(SampleLetter.proposal())
        let letter = SampleLetter.proposal()
        for text in letter.paragraphs.flatMap({ $0.split(separator: "\n") }) {
            #expect(words.contains(String(text).asWords), "missing: \(text)")
        }
        for part in [
            "KEMENTERIAN KEUANGAN REPUBLIK INDONESIA DIREKTORAT JENDERAL PAJAK DIREKTORAT POTENSI, KEPATUHAN DAN",
            "Jalan Jenderal Gatot Subroto Nomor 40-42, Jakarta 12190", "Nomor : S-214/PJ.08/2026 18 November 2026",
            "Sifat : Sangat Segera", "Lampiran : 1 (satu) berkas", "Hal : Usulan Pelaksanaan Rapat",
            "Yth. Direktur Jenderal Pajak", "Direktur Potensi, Kepatuhan dan Penerimaan, ", "Agus Salim Wijaya",
            "Tembusan: 1. Sekretaris Direktorat Jenderal 2. Direktur Teknologi Informasi Perpajakan", "TERBATAS",
            "Tanda verifikasi internal, bukan tanda tangan elektronik tersertifikasi.", "08Y27-PMQ7Y-6PHN3-QAEDY",
            "18 November 2026 pukul 10.10 WIB", "1/1",
        ] {
            #expect(words.contains(part), "missing: \(part)")
        }
        let unbroken = words.replacing(" ", with: "")
        #expect(unbroken.contains(SampleReport.hash("a").hex) && unbroken.contains(SampleReport.hash("b").hex))
        for absent in ["KONSEP", "Lajur paraf", "NIP"] { #expect(!words.contains(absent), "found: \(absent)") }
    }

    @Test func `AC-020 the report has every figure with feed, time and what is missing from it`() async throws {
        let words = try await printed(SampleLetter.report())
        for part in [
            "LAPORAN HASIL MONITORING DAN ANALISIS NOMOR LAP-88/PJ.08/2026 TENTANG Penerimaan Pajak Kawasan Timur",
            "Rp1.413,5 miliar", "Rp9.421,5 miliar", "Layanan call center", "20 November 2026 pukul 09.15 WIB",
            "*) Belum termasuk data MPN yang ditahan.", "Jakarta, 18 November 2026", "– 2 –", "A. Dasar", "2/2",
            "C. Analisis 1. penurunan pembayaran",
        ] {
            #expect(words.contains(part), "missing: \(part)")
        }
        let (table, closing) = (words.range(of: "Rp9.421,5 miliar"), words.range(of: "Demikian laporan ini"))
        let isBefore = try #require(table).upperBound < #require(closing).lowerBound
        #expect(isBefore, "the closing paragraph stands after the figures")
        #expect(!words.contains("– 1 –"), "the first page has no number above")
    }

    @Test func `AC-111 the reminder is signed for the Direktur by a Plh, with a numbered list of addressees`()
        async throws
    {
        let words = try await printed(SampleLetter.reminder())
        for part in [
            "Yth. 1. Pemimpin PT Bank Contoh Nusantara (Persero) Tbk 2. Kepala PT Pos Contoh Indonesia",
            "Lampiran : -", "a.n.", "Direktur Teknologi Informasi Perpajakan",
            "Plh. Kepala Subdirektorat Pemantauan Sistem", "Hadi Pranoto", "NIP 19840229 200604 1 003",
        ] {
            #expect(words.contains(part), "missing: \(part)")
        }
        #expect(!words.contains("TERBATAS") && !words.contains("Tembusan"))
    }

    @Test func `AC-092 a paper that nobody signs says so, and lists its addressees behind the letter`() async throws {
        var letter = SampleLetter.proposal()
        letter.state = .issued(SampleReport.opened)
        (letter.addressees, letter.copies) = (["para pejabat menurut daftar terlampir"], [])
        let names = (1...120).map { "Kepala KPP Pratama Uji \($0)" }
        let notes = (1...120).map { _ in "11.00 WIT" }
        letter.lists = [.init(title: "Daftar Alamat", noteTitle: "Waktu setempat", entries: names, notes: notes)]
        letter.lists.append(.init(title: "Daftar Tembusan", entries: ["Kepala Kanwil <b>Uji"]))
        let words = try await printed(letter)
        for part in [
            "Diterbitkan dalam sistem, tanpa tanda tangan, oleh", "Lampiran Nomor S-214/PJ.08/2026 Tanggal",
            "1 (satu) berkas dan 2 (dua) daftar", "DAFTAR ALAMAT No. Nama Waktu setempat",
            "DAFTAR TEMBUSAN No. Nama 1. Kepala Kanwil <b>Uji", "TERBATAS",
        ] {
            #expect(words.contains(part), "missing: \(part)")
        }
        for name in names { #expect(words.contains("\(name) 11.00 WIT"), "missing: \(name)") }
        #expect(!words.contains("Ditandatangani") && !words.contains("KONSEP"))
    }

    @Test func `a draft says KONSEP on every page and shows its initials`() async throws {
        let words = try await printed(SampleLetter.draft())
        let pages = words.replacing(" ", with: "").components(separatedBy: "KONSEP").count - 1
        #expect(pages == 1, "once on each page")
        for part in [
            "Konsep versi 3", "Lajur paraf", "Budi Santoso", "Plh. Rina Wati Kusuma",
            "18 November 2026 pukul 08.05 WIB",
            "belum",
        ] {
            #expect(words.contains(part), "missing: \(part)")
        }
        #expect(!words.contains("verifikasi internal") && !words.contains("Ditandatangani"))
        var long = SampleLetter.draft()
        long.paragraphs += (1...30).map { "Alinea \($0) dari konsep yang panjang." }
        let longer = try await printed(long).replacing(" ", with: "")
        #expect(longer.components(separatedBy: "KONSEP").count == 3, "on both pages")
        #expect(!words.contains("18 November 2026 Sifat"), "a draft has no date")
    }

    @Test func `the file copy of a signed letter shows the initials below the mark`() async throws {
        var letter = SampleLetter.proposal()
        letter.initials = SampleLetter.initials
        let words = try await printed(letter)
        #expect(words.contains("Lajur paraf") && words.contains("Budi Santoso") && !words.contains("KONSEP"))
        #expect(words.contains("Tanda verifikasi internal"))
    }

    @Test func `a nota dinas names where it comes from`() async throws {
        let words = try await printed(SampleLetter.memorandum())
        for part in [
            "NOTA DINAS NOMOR ND-214/PJ.08/2026", "Yth. : Direktur Jenderal Pajak",
            "Dari : Direktur Potensi, Kepatuhan dan Penerimaan", "Tanggal : 18 November 2026",
        ] {
            #expect(words.contains(part), "missing: \(part)")
        }
    }

    @Test func `the longest letter that a form allows is printed whole, hostile texts literally`() async throws {
        var letter = SampleLetter.report()
        let long = String(repeating: "Fiskus efisien <b>&amp; \"tenggat\" {{x}}. ", count: 46)
        letter.paragraphs = (1...40).map { "Alinea \($0): \(long)" }
        letter.addressees = (1...20).map { "Pejabat \($0) <script>alert(1)</script>" }
        letter.copies = (1...20).map { "Tembusan \($0) {{number}}" }
        letter.subject = String(repeating: "W", count: 200)
        letter.attachments = (1...20).map {
            .init(title: "Berkas \($0) " + String(repeating: "panjang ", count: 20), hash: SampleReport.hash("d"))
        }
        let words = try await body(letter)
        for paragraph in letter.paragraphs { #expect(words.contains(paragraph.asWords)) }
        for text in letter.addressees + letter.copies { #expect(words.contains(text), "missing: \(text)") }
        #expect(words.replacing(" ", with: "").contains(letter.subject))
        #expect(words.contains("20 (dua puluh) berkas") && words.contains("Berkas 20"))
    }

    @Test(arguments: [true, false])
    func `the mark can be read by a camera`(_ hasAddress: Bool) async throws {
        var letter = SampleLetter.proposal()
        if !hasAddress { letter.verification?.address = nil }
        let mark = try #require(letter.verification)
        try await Scratch.folder { folder in
            let pdf = folder.appendingPathComponent("surat.pdf")
            try await LetterRenderer.pdf(letter, to: pdf)
            _ = try await Program.pdftoppm.run(["-png", "-r", "150", "-singlefile", pdf.path, "page"], in: folder)
            let read = try await Program.zbarimg.run(["-q", "--nodbus", "--raw", "page.png"], in: folder).text
            #expect(hasAddress == read.contains(mark.address ?? SampleLetter.mark.address ?? ""))
            #expect(read.contains(mark.code) && hasAddress != read.contains("verifikasi internal"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 2)
        }
    }

    @Test func `a folder that cannot be written is told in one line`() async {
        let error = await #expect(throws: Print.Failure.self) {
            try await LetterRenderer.pdf(SampleLetter.draft(), to: URL(fileURLWithPath: "/proc/none/surat.pdf"))
        }
        #expect(error?.description.contains("\n") == false)
    }

    /// The words in the order in which they are drawn, without what stands above and below the text of each page.
    private func body(_ letter: Letter) async throws -> String {
        let lines = try await text(letter).split { $0 == "\n" || $0 == "\u{0C}" }
        return lines.filter { $0.wholeMatch(of: /– \d+ –|TERBATAS|.* \d+\/\d+/) == nil }.joined(separator: " ").asWords
    }

    private func printed(_ letter: Letter) async throws -> String { try await text(letter).asWords }

    private func text(_ letter: Letter) async throws -> String {
        try await Scratch.folder { folder in
            let pdf = folder.appendingPathComponent("surat.pdf")
            try await LetterRenderer.pdf(letter, to: pdf)
            return try await Program.pdftotext.run(["-raw", "-enc", "UTF-8", pdf.path, "-"]).text
        }
    }
}
