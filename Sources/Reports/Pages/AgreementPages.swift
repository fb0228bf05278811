package import Foundation

/// Agreements as full pages of 1280×720 for the programme and the rooms' screens (P09.3).
///
/// No text is smaller than 30 pixels and none is cut off: a long one is set smaller in steps, then goes on over the
/// next page. Free text is drawn literally.
package enum AgreementPages {
    /// What stands at the head of every page.
    package struct Heading: Hashable, Sendable {
        /// `RLJJ-12`.
        package var meeting: String
        package var title: String

        package init(meeting: String, title: String) {
            (self.meeting, self.title) = (meeting, title)
        }
    }

    /// One agreement as it is shown.
    package struct Item: Hashable, Sendable {
        package var number: Int
        package var text: String
        package var office: String
        /// Printed as it is: `1 Desember 2026`.
        package var due: String

        package init(number: Int, text: String, office: String, due: String) {
            (self.number, self.text, self.office, self.due) = (number, text, office, due)
        }
    }

    /// One agreement for the air: one page, more only when the text fills it at 30 pixels.
    ///
    /// The files are named by their hash and lie in `folder`, which is made when it is missing.
    package static func card(
        _ item: Item, of heading: Heading, into folder: URL
    ) async throws(Print.Failure) -> [PagePicture] {
        let sizes = cardSizes(for: item)
        return try await Print.beside(folder) { scratch in
            var pages: [PagePicture] = []
            for size in sizes {
                let values = Self.values(of: item, size: size).merging(["meeting": Drawn.text(heading.meeting)]) { $1 }
                pages = try await draw(try Print.html("card", values), in: scratch, keepingAtMost: size == 30 ? nil : 1)
                if !pages.isEmpty { break }
            }
            return try keep(pages, in: folder)
        }
    }

    /// All agreements for the end of the meeting, several a page; without any, one page that says so (AC-087).
    ///
    /// The files are named by their hash and lie in `folder`, which is made when it is missing.
    package static func list(
        _ items: [Item], of heading: Heading, into folder: URL
    ) async throws(Print.Failure) -> [PagePicture] {
        let html = try listHTML(items, of: heading)
        return try await Print.beside(folder) { scratch in
            try keep(try await draw(html, in: scratch, keepingAtMost: nil), in: folder)
        }
    }

    static func listHTML(_ items: [Item], of heading: Heading) throws(Print.Failure) -> String {
        try Print.html(
            "list",
            [
                "meeting": Drawn.text(heading.meeting), "title": Drawn.text(heading.title),
                "items": items.map { values(of: $0, size: listSize(for: $0)) },
            ])
    }

    private static func values(of item: Item, size: Int) -> [String: Any] {
        [
            "number": item.number, "long": item.number > 99, "whole": item.text.count + item.office.count <= 300,
            "text": Drawn.text(item.text),
            "office": Drawn.text(item.office), "due": Drawn.text(item.due), "size": "s\(size)",
        ]
    }

    /// The type sizes worth trying for a card, largest first; the first guess saves runs, the page count decides.
    private static func cardSizes(for item: Item) -> [Int] {
        let weight = item.text.count + item.office.count / 2
        let guess =
            switch weight {
            case ...150: 60
            case ...230: 52
            case ...330: 44
            case ...460: 38
            case ...600: 34
            default: 30
            }
        return [60, 52, 44, 38, 34, 30].filter { $0 <= guess }
    }

    private static func listSize(for item: Item) -> Int {
        switch item.text.count {
        case ...130: 40
        case ...260: 36
        case ...420: 32
        default: 30
        }
    }

    /// The pages of a document in the scratch folder; empty when there are more than allowed.
    private static func draw(
        _ html: String, in scratch: URL, keepingAtMost limit: Int?
    ) async throws -> [PagePicture] {
        let folder = scratch.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let pdf = folder.appendingPathComponent("agreements.pdf")
        try await Print.pdf(html, in: folder, to: pdf)
        let pages = try await Print.pictures(of: pdf, width: 1280, height: 720, in: folder, into: folder)
        return limit.map { pages.count <= $0 } ?? true ? pages : []
    }

    private static func keep(_ pages: [PagePicture], in folder: URL) throws -> [PagePicture] {
        try pages.map { page in
            let kept = folder.appendingPathComponent(page.file.lastPathComponent)
            try Beside.replace(kept, with: page.file)
            return page.moved(to: kept)
        }
    }
}
