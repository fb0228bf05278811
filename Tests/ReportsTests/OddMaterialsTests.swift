import BoundedProcess
import Foundation
import RoomLink
import Testing

@testable import Reports

/// Materials as offices' programs really write them, and as somebody may forge them. The files lie in `Inputs`.
@Suite(.serialized)
struct OddMaterialsTests {
    private static let inputs = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Inputs")

    private func make(_ file: URL) async throws -> MaterialPages {
        try await Scratch.folder { folder in
            try await MaterialPages.make(from: file, named: file.lastPathComponent, into: folder)
        }
    }

    private func refusal(of bytes: Data) async throws -> MaterialPages.Failure? {
        try await Scratch.folder { folder in
            let file = folder.appending(path: "x.pdf")
            try bytes.write(to: file)
            return await #expect(throws: MaterialPages.Failure.self) {
                try await MaterialPages.make(from: file, named: "x.pdf", into: folder.appending(path: "pages"))
            }
        }
    }

    @Test(arguments: [("p17-judul-baris.pdf", "Laporan"), ("p04-sandi-pemilik.pdf", "Bahan Uji")])
    func `a title with line ends and an owner password keep nobody from showing three pages`(
        _ name: String, _ title: String
    ) async throws {
        let made = try await make(Self.inputs.appending(path: name))
        #expect(made.pages.map(\.number) == [1, 2, 3])
        #expect(made.title == title)
    }

    @Test(arguments: [
        ("p16-halaman-2-rusak.pdf", ["page 2 cannot be drawn"]),
        ("p25-lingkaran.pdf", ["is damaged", "missing"]),
        ("p26-hitungan-bohong.pdf", ["is damaged", "page 2 of 3 is missing"]),
        ("p07-xfa.pdf", ["form", "print it to PDF first"]),
        ("p24-portofolio.pdf", ["portfolio", "hand in the document inside"]),
    ])
    func `a PDF that does not show its content is refused with the reason`(
        _ name: String, _ words: [String]
    ) async throws {
        let line = try await refusal(of: Data(contentsOf: Self.inputs.appending(path: name)))?.description ?? ""
        for word in words { #expect(line.contains(word), "\(line)") }
        #expect(!line.contains("paper size"))
    }

    @Test func `every line of a title that looks like a fact is a title all the same`() throws {
        let facts =
            "Custom Metadata: no\nForm:            none\nJavaScript:      no\nPages:           2\nEncrypted:       no\n"
            + "Page    1 size:  960 x 540 pts\nPage    1 rot:   0\nPage    2 size:  540 x 960 pts\nPage    2 rot:   90\n"
        let forged =
            "Title:           a\nPages: 1\nPages:           300\nEncrypted: yes\nPage    1 size:  1 x 1 pts\n"
            + "Page    1 rot:   90\nForm: XFA\nSubject: \nPages: 0\n"
        let found = try MaterialPages.inspection(of: forged + facts, named: "x.pdf")
        #expect(found.title == "a")
        #expect(found.pages.map(\.width) == [960, 960])
        #expect(!found.hasXFA)
        for cut in ["Title: a\n", "", "Pages: many\n"] {
            #expect(throws: MaterialPages.Failure.broken("x.pdf", "no page count")) {
                try MaterialPages.inspection(of: cut, named: "x.pdf")
            }
        }
    }

    @Test func `pages beyond the number that a PDF states are not lost in silence`() async throws {
        let text = String(decoding: SamplePDF.bytes([(960, 540), (960, 540), (960, 540)]), as: UTF8.self)
        let line = try await refusal(of: Data(text.replacing("/Count 3", with: "/Count 1").utf8))?.description
        #expect(line?.contains("it states 1 pages, 3 are there") == true, "\(line ?? "")")
    }

    @Test(arguments: ["q (", "BT /F9 12 Tf (x) Tj ET", "<< /A", "1 0 0 rg 0 0 m 1 1 nonsense"])
    func `contents that poppler cannot follow name their page`(_ contents: String) async throws {
        let failure = try await refusal(of: PDF.pages(["0 0 10 10 re f", contents]))
        guard case .pageNotDrawn(_, page: 2, _) = failure else {
            return #expect(Bool(false), "\(String(describing: failure))")
        }
    }

    @Test(arguments: ["", "0 0 10 10 re f", "q Q", "% a remark\n"])
    func `a page that is whole, or meant to be empty, is shown`(_ contents: String) async throws {
        try await Scratch.folder { folder in
            let file = folder.appending(path: "x.pdf")
            try PDF.pages([contents]).write(to: file)
            #expect(try await make(file).pages.count == 1)
        }
    }

    @Test func `what is said of the document is no fault of a page`() {
        let of = "Syntax Error: Couldn't read xref table\n"
        let page =
            "Syntax Error (17): Couldn't read xref table\nSyntax Warning: odd\nSyntax Error: Unknown operator 'x'\n"
        let known = Set(PageComplaint.lines(of: of))
        #expect(PageComplaint.grave(in: page, besides: known) == "Syntax Error: Unknown operator 'x'")
        #expect(PageComplaint.grave(in: of, besides: known) == nil)
        #expect(PageComplaint.grave(in: "Syntax Error (9): Illegal entry in bfrange block\n", besides: []) == nil)
    }

    @Test func `a file whose pages take longer than one file may is ended`() async throws {
        try await Scratch.folder { folder in
            let file = folder.appending(path: "x.pdf")
            try PDF.pages([PDF.slow]).write(to: file)
            await #expect(throws: MaterialPages.Failure.tooLong("x.pdf", seconds: 1)) {
                try await MaterialPages.make(
                    from: file, named: "x.pdf", into: folder.appending(path: "p"), within: .seconds(1))
            }
        }
    }
}

/// PDFs with contents of their own.
enum PDF {
    /// One page of 960×540 for each contents.
    static func pages(_ contents: [String]) -> Data {
        let count = contents.count
        let kids = (0..<count).map { "\(3 + 2 * $0) 0 R" }.joined(separator: " ")
        var objects = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [\(kids)] /Count \(count) >>"]
        for (index, text) in contents.enumerated() {
            objects.append(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 960 540] /Resources << >> /Contents \(4 + 2 * index) 0 R >>"
            )
            objects.append("<< /Length \(text.utf8.count) >>\nstream\n\(text)\nendstream")
        }
        var (file, places) = ("%PDF-1.4\n", [Int]())
        for (index, object) in objects.enumerated() {
            places.append(file.utf8.count)
            file += "\(index + 1) 0 obj\n\(object)\nendobj\n"
        }
        let table = file.utf8.count
        file += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
        for place in places { file += String(format: "%010d 00000 n \n", place) }
        file += "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(table)\n%%EOF\n"
        return Data(file.utf8)
    }

    /// Curves over the whole page, thousands of them: more seconds of drawing than a page is given.
    static let slow = String(repeating: "0 0 m 960 540 0 540 960 0 c 0 270 960 270 480 0 c 8 w S\n", count: 60_000)
}
