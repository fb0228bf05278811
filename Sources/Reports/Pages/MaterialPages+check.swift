import BoundedProcess
package import Foundation

extension MaterialPages {
    /// What a PDF says of itself.
    package struct Inspection: Hashable, Sendable {
        package let title: String
        /// The size of each page as it is seen, rotation applied.
        package let pages: [Size]

        /// In points, 1/72 inch.
        package struct Size: Hashable, Sendable {
            package let width: Double
            package let height: Double
            /// The page is seen turned by a quarter; pdftoppm wants its size as it is before that.
            var turned = false

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
        let output: String
        do {
            output = try await Program.pdfinfo.run(["-enc", "UTF-8", "-f", "1", "-l", "\(mostPages)", pdf.path]).text
        } catch {
            throw judge(error, name)
        }
        return try inspection(of: output, named: name)
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

    private static func judge(_ failure: Program.Failure, _ name: String) -> Failure {
        switch failure {
        case .missing, .cancelled, .notStarted: .program(failure)
        case .exited(_, _, let line) where line.contains("Incorrect password"): .encrypted(name)
        case .exited(_, _, let line) where line.contains("Invalid page count 0"): .noPages(name)
        case .exited(_, _, let line): .broken(name, line)
        default: .broken(name, failure.description)
        }
    }

    /// Reads what pdfinfo wrote: `Pages: 6`, `Page    1 size:  960 x 540 pts`, `Page    1 rot:   90`.
    static func inspection(of text: String, named name: String) throws(Failure) -> Inspection {
        var (facts, sizes, turns): ([String: String], [Int: Inspection.Size], Set<Int>) = ([:], [:], [])
        for line in text.split(whereSeparator: \.isNewline) {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let key = line[..<colon].split(separator: " ")
            let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
            if key.count == 3, key[0] == "Page", let page = Int(key[1]) {
                if key[2] == "size" { sizes[page] = size(of: value) }
                if key[2] == "rot", ["90", "270"].contains(value) { turns.insert(page) }
            } else if facts[key.joined(separator: " ")] == nil {
                facts[key.joined(separator: " ")] = value
            }
        }
        guard facts["Encrypted"]?.hasPrefix("yes") != true else { throw .encrypted(name) }
        guard let count = facts["Pages"].flatMap({ Int($0) }) else { throw .broken(name, "no page count") }
        guard count > 0 else { throw .noPages(name) }
        guard count <= mostPages else { throw .tooManyPages(name, count) }
        var pages: [Inspection.Size] = []
        for page in 1...count {
            guard let size = sizes[page] else { throw .broken(name, "page \(page) has no size") }
            guard sides.contains(size.width), sides.contains(size.height) else { throw .pageSize(name, page, size) }
            let turned = Inspection.Size(width: size.height, height: size.width, turned: true)
            pages.append(turns.contains(page) ? turned : size)
        }
        let title = facts["Title"].map { String(Drawn.text($0).prefix(200)) } ?? ""
        return Inspection(title: title.isEmpty ? name : title, pages: pages)
    }

    private static func size(of text: String) -> Inspection.Size? {
        let words = text.split(separator: " ")
        guard words.count >= 3, let width = Double(words[0]), let height = Double(words[2]) else { return nil }
        return width.isFinite && height.isFinite ? Inspection.Size(width: width, height: height) : nil
    }
}
