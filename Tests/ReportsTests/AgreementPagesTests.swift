import BoundedProcess
import Foundation
import Testing

@testable import Reports

@Suite(.serialized)
struct AgreementPagesTests {
    private let heading = AgreementPages.Heading(meeting: "RLJJ-12", title: "Penerimaan triwulan III")
    private let hostile =
        "<script>alert(1)</script> {{number}} &amp; \u{202E}kanan\u{202C} שלום مرحبا 😀 \u{0} "
        + String(repeating: "W", count: 300) + "\nbaris baru"

    @Test func `an agreement fills one page of 1280×720`() async throws {
        try await Scratch.folder { folder in
            let pages = try await AgreementPages.card(item(1, SampleReport.texts[0]), of: heading, into: folder)
            #expect(pages.count == 1)
            #expect(pages.allSatisfy { $0.width == 1280 && $0.height == 720 })
        }
    }

    @Test(arguments: [40, 200, 400, 800, 2000])
    func `a card of any length stays within its margins`(_ length: Int) async throws {
        try await Scratch.folder { folder in
            let text = String(repeating: "Setiap kantor melaporkan hasilnya. ", count: 60).prefix(length)
            let pages = try await AgreementPages.card(item(2, String(text)), of: heading, into: folder)
            #expect(length < 800 ? pages.count == 1 : (1...3).contains(pages.count))
            for page in pages { try await expectClearMargins(page) }
        }
    }

    @Test(.timeLimit(.minutes(1))) func `hostile text is drawn within the margins`() async throws {
        try await Scratch.folder { folder in
            let item = AgreementPages.Item(number: 1234, text: hostile, office: hostile, due: "1 Desember 2026")
            for page in try await AgreementPages.card(item, of: heading, into: folder)
                + AgreementPages.list([item, item], of: .init(meeting: "RLJJ-12", title: hostile), into: folder)
            {
                try await expectClearMargins(page)
            }
        }
    }

    @Test(arguments: [1, 3, 12]) func `the list holds every agreement word by word`(_ count: Int) async throws {
        try await Scratch.folder { folder in
            let items = (1...count).map { item($0, "\(SampleReport.texts[$0 % 3]) Butir \($0) selesai.") }
            let pages = try await AgreementPages.list(items, of: heading, into: folder)
            let words = try await words(items, in: folder)
            for item in items { #expect(words.contains(item.text.asWords)) }
            #expect(words.contains("Halaman \(pages.count) dari \(pages.count)"))
            #expect(words.contains("RLJJ-12"))
            #expect(words.contains("Penerimaan triwulan III"))
            for page in pages { try await expectClearMargins(page) }
        }
    }

    @Test func `hostile text is written literally`() async throws {
        try await Scratch.folder { folder in
            let words = try await words([item(1, "<b>a</b> {{number}} &amp; \u{202E}b")], in: folder)
            #expect(words.contains("<b>a</b> {{number}} &amp; \u{FFFD}b"))
        }
    }

    @Test func `AC-087 a meeting without agreements has a page that says so`() async throws {
        try await Scratch.folder { folder in
            let pages = try await AgreementPages.list([], of: heading, into: folder)
            #expect(pages.count == 1)
            #expect(try await words([], in: folder).contains("Rapat ini tidak menghasilkan kesepakatan."))
        }
    }

    @Test func `the same agreement gives the same picture`() async throws {
        try await Scratch.folder { folder in
            let first = try await AgreementPages.card(item(1, "Sama."), of: heading, into: folder)
            let second = try await AgreementPages.card(item(1, "Sama."), of: heading, into: folder)
            #expect(first == second)
        }
    }

    private func item(_ number: Int, _ text: String) -> AgreementPages.Item {
        .init(number: number, text: text, office: "KPP Pratama Makassar Utara", due: "1 Desember 2026")
    }

    private func words(_ items: [AgreementPages.Item], in folder: URL) async throws -> String {
        let pdf = folder.appendingPathComponent("list.pdf")
        try await Print.pdf(try AgreementPages.listHTML(items, of: heading), in: folder, to: pdf)
        return try await SamplePDF.words(of: pdf)
    }

    /// The margins right of and below the text hold nothing but white.
    private func expectClearMargins(_ page: PagePicture) async throws {
        for crop in ["46:540:1234:108", "46:540:0:108"] {
            let pixels = try await Program.ffmpeg.run([
                "-v", "error", "-i", page.file.path, "-vf", "crop=\(crop)", "-pix_fmt", "gray", "-f", "rawvideo", "-",
            ]).standardOutput
            #expect(pixels.count == 46 * 540)
            #expect(pixels.allSatisfy { $0 > 250 }, "text runs into the margin \(crop) of page \(page.number)")
        }
    }
}
