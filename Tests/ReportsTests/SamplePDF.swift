import BoundedProcess
import Foundation

/// PDF files written by hand, good and bad ones.
enum SamplePDF {
    /// A PDF with one empty page of each size, in points; `extra` goes into every page, `trailer` into the trailer.
    static func bytes(_ sizes: [(Double, Double)], extra: String = "", trailer: String = "") -> Data {
        let kids = sizes.indices.map { "\($0 + 3) 0 R" }.joined(separator: " ")
        var objects = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [\(kids)] /Count \(sizes.count) >>"]
        for (width, height) in sizes {
            objects.append("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 \(width) \(height)] \(extra) >>")
        }
        var (text, places) = ("%PDF-1.4\n", [Int]())
        for (index, object) in objects.enumerated() {
            places.append(text.utf8.count)
            text += "\(index + 1) 0 obj\n\(object)\nendobj\n"
        }
        let table = text.utf8.count
        text += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
        for place in places { text += String(format: "%010d 00000 n \n", place) }
        text += "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R \(trailer) >>\nstartxref\n\(table)\n%%EOF\n"
        return Data(text.utf8)
    }

    /// The trailer of a PDF that nobody can open without its password.
    static let locked: String = {
        let key = String(repeating: "ab", count: 32)
        return "/ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>] "
            + "/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <\(key)> /U <\(key)> >>"
    }()

    /// The text of a PDF, words parted by single blanks.
    static func words(of pdf: URL) async throws -> String {
        try await Program.pdftotext.run(["-enc", "UTF-8", pdf.path, "-"]).text.asWords
    }
}

extension String {
    /// The words of a text, parted by single blanks.
    var asWords: String {
        split { $0.isWhitespace || $0 == "\u{0C}" }.joined(separator: " ")
    }
}
