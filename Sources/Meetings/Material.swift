package import Digests
package import Offices

/// Meeting materials (bahan-bahan/data) of one office, page by page.
package struct Material: Hashable, Sendable, Codable {
    package var office: OfficeID
    /// The Seksi that prepared them; `nil` for the host's central materials (P02.4).
    package var section: SectionID?
    package var title: Line
    /// The Sekretariat/Direktorat whose LO handed in the host's materials; `nil` for an office's own (P02.4).
    package var source: OfficeID?
    /// The PDF as it was handed in.
    package var file: ContentHash
    /// The pages as pictures, first page first; never empty.
    package var pages: [ContentHash]
    /// 1, 2, … within the office, source and section; a new version replaces the earlier one.
    package var version: Int
    /// Who handed it in.
    package var author: String

    package init(
        office: OfficeID, section: SectionID?, title: Line, file: ContentHash, pages: [ContentHash], version: Int,
        author: String, source: OfficeID? = nil
    ) {
        (self.office, self.section, self.title, self.file) = (office, section, title, file)
        (self.pages, self.version, self.author, self.source) = (pages, version, author, source)
    }
}

extension Material {
    /// What a newer version replaces: the materials of the same section and the same source.
    var place: [String] { [section?.description ?? "", source?.description ?? ""] }
}

/// A page of an office's materials, as its screen shows it.
package struct PageShown: Hashable, Sendable, Codable {
    package var file: ContentHash
    /// From 1.
    package var page: Int

    package init(file: ContentHash, page: Int) {
        (self.file, self.page) = (file, page)
    }
}

/// What the programme has as its main picture.
package enum OnAir: Hashable, Sendable, Codable {
    /// All sites, equally large.
    case sites
    /// The page that this office shows on its own screen, following its page changes.
    case materials(OfficeID)
    /// One agreement, in this version.
    case agreement(number: Int, version: Int)
    /// A page of the list of all agreements at the end, from 1 (P09.3).
    case agreements(page: Int)
}
