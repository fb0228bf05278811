import BoundedProcess
import Disk
package import Foundation

extension MaterialPages {
    /// What a PDF says of itself.
    package struct Inspection: Hashable, Sendable {
        package let title: String
        /// The size of each page as it is seen, rotation applied.
        package let pages: [Size]
        /// The form in it is made of XFA, which poppler does not draw.
        var hasXFA = false
        /// What poppler complains of before it looks at a page; none of it is a page's own fault.
        var complaints: Set<String> = []

        /// In points, 1/72 inch.
        package struct Size: Hashable, Sendable {
            package let width: Double
            package let height: Double
            /// The page is seen turned by a quarter; pdftoppm wants its size as it is before that.
            var turned = false
            /// What pdfinfo tells of a page that is not there.
            var isNothing: Bool { width == 0 && height == 0 }

            /// The largest size in pixels with the same shape that lies within the frame.
            func fitting(_ frame: (width: Int, height: Int)) -> (width: Int, height: Int) {
                let scale = min(Double(frame.width) / width, Double(frame.height) / height)
                return (max(1, Int((width * scale).rounded())), max(1, Int((height * scale).rounded())))
            }
        }
    }

    /// Looks at a PDF without drawing it; what is wrong with it is thrown, never repaired.
    package static func check(_ pdf: URL, named name: String) async throws(Failure) -> Inspection {
        try await checkFile(pdf, named: name)
        let output: Program.Output
        do {
            output = try await Program.pdfinfo.run(
                ["-enc", "UTF-8", "-f", "1", "-l", "\(mostPages)", pdf.path], reading: [pdf])
        } catch {
            throw judge(error, pdf, name)
        }
        var found = try inspection(of: output.text, named: name)
        found.complaints = Set(PageComplaint.lines(of: output.errorText))
        try await checkStructure(pdf, found, named: name)
        return found
    }

    /// Whether the pages that were found are all there are, and what the document shows.
    private static func checkStructure(
        _ pdf: URL, _ found: Inspection, named name: String
    ) async throws(Failure) {
        let structure: MaterialStructure
        do {
            structure = try await MaterialStructure.read(pdf, hasXFA: found.hasXFA)
        } catch let failure as Program.Failure {
            throw judge(failure, pdf, name)
        } catch {
            throw .broken(name, "its list of pages cannot be read")
        }
        guard !structure.isPortfolio else { throw .portfolio(name) }
        guard !structure.isDynamicForm else { throw .dynamicForm(name) }
        guard structure.pages == found.pages.count else {
            throw .pageCount(name, stated: found.pages.count, found: structure.pages)
        }
    }

    /// Size and first bytes, before any reader of PDFs sees the file.
    private static func checkFile(_ pdf: URL, named name: String) async throws(Failure) {
        let head: (size: Int64, bytes: Data)?
        do {
            head = try await OffPool.run {
                let values = try pdf.resourceValues(forKeys: [.isRegularFileKey, .fileSizeKey])
                guard values.isRegularFile == true else { return nil }
                let handle = try FileHandle(forReadingFrom: pdf)
                defer { try? handle.close() }
                return (Int64(values.fileSize ?? 0), try handle.read(upToCount: 1024) ?? Data())
            }
        } catch {
            throw .unreadable(name, (error as NSError).localizedDescription)
        }
        guard let head else { throw .unreadable(name, "it is no regular file") }
        guard head.size > 0 else { throw .empty(name) }
        guard head.size <= mostBytes else { throw .tooManyBytes(name, head.size) }
        guard head.bytes.range(of: Data("%PDF-".utf8)) != nil else { throw .notPDF(name, startsWith: head.bytes) }
    }

    private static func judge(_ failure: Program.Failure, _ pdf: URL, _ name: String) -> Failure {
        switch failure {
        case .missing, .cancelled, .notStarted: .program(failure)
        case .exited(_, _, let line) where line.contains("Incorrect password") || line.contains("invalid password"):
            .encrypted(name)
        case .exited(_, _, let line) where line.contains("Invalid page count 0"): .noPages(name)
        case .exited(_, _, let line) where line.contains("Loop detected"):
            .broken(name, "its list of pages leads in a circle")
        // The programs name the file by its place on this machine.
        case .exited(_, _, let line): .broken(name, line.replacing(pdf.path, with: "the file"))
        default: .broken(name, failure.description)
        }
    }

    /// Reads what pdfinfo wrote: `Pages: 6`, `Page    1 size:  960 x 540 pts`, `Page    1 rot:   90`.
    ///
    /// Title, subject and the like come first and may hold line ends, behind which a document can say anything. What
    /// pdfinfo itself says comes after them: the last line that gives a number of pages is its own, and nothing of the
    /// document follows it.
    static func inspection(of text: String, named name: String) throws(Failure) -> Inspection {
        let lines = text.split(separator: "\n").map(Fact.init)
        guard let place = lines.lastIndex(where: { $0.key == ["Pages"] && Int($0.value) != nil }),
            let count = Int(lines[place].value)
        else { throw .broken(name, "no page count") }
        guard count > 0 else { throw .noPages(name) }
        guard count <= mostPages else { throw .tooManyPages(name, count) }
        let title = lines.first { $0.key == ["Title"] }.map { String(Drawn.text($0.value).prefix(200)) } ?? ""
        return Inspection(
            title: title.isEmpty ? name : title, pages: try pages(count, in: lines[place...], named: name),
            hasXFA: lines[..<place].last { $0.key == ["Form"] }?.value == "XFA")
    }

    private static func pages(
        _ count: Int, in lines: ArraySlice<Fact>, named name: String
    ) throws(Failure) -> [Inspection.Size] {
        var (sizes, turns): ([Int: Inspection.Size], Set<Int>) = ([:], [])
        for line in lines where line.key.count == 3 && line.key[0] == "Page" {
            guard let page = Int(line.key[1]) else { continue }
            if line.key[2] == "size" { sizes[page] = size(of: line.value) }
            if line.key[2] == "rot", ["90", "270"].contains(line.value) { turns.insert(page) }
        }
        var pages: [Inspection.Size] = []
        for page in 1...count {
            guard let size = sizes[page], !size.isNothing else { throw .pageMissing(name, page, of: count) }
            guard sides.contains(size.width), sides.contains(size.height) else { throw .pageSize(name, page, size) }
            let turned = Inspection.Size(width: size.height, height: size.width, turned: true)
            pages.append(turns.contains(page) ? turned : size)
        }
        return pages
    }

    /// A line such as `Page    1 size:  960 x 540 pts`.
    private struct Fact {
        let key: [Substring]
        let value: String

        init(_ line: Substring) {
            let colon = line.firstIndex(of: ":") ?? line.endIndex
            key = line[..<colon].split(separator: " ")
            value = line[colon...].dropFirst().trimmingCharacters(in: .whitespacesAndNewlines)
        }
    }

    private static func size(of text: String) -> Inspection.Size? {
        let words = text.split(separator: " ")
        guard words.count >= 3, let width = Double(words[0]), let height = Double(words[2]) else { return nil }
        return width.isFinite && height.isFinite ? Inspection.Size(width: width, height: height) : nil
    }
}
