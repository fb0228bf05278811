import BoundedProcess
import Foundation
import Testing

@testable import Reports

struct SampleDeckTests {
    @Test func `every page says that its figures are made up`() async throws {
        try await Scratch.folder { folder in
            let pdf = folder.appendingPathComponent("deck.pdf")
            try await SampleDeck.make(office: "KPP <Contoh> & Rekan", to: pdf)
            let pages = try await Program.pdftotext.run([pdf.path, "-"]).text.split(separator: "\u{0C}")
            #expect(pages.count == 5)
            for page in pages {
                #expect(page.contains("DATA CONTOH, bukan data sebenarnya"))
                #expect(page.contains("KPP <Contoh> & Rekan"))
            }
        }
    }

    @Test func `an office always gets the same figures, another one others`() {
        #expect(SampleFigures(office: "A").actual == SampleFigures(office: "A").actual)
        #expect(SampleFigures(office: "A").actual != SampleFigures(office: "B").actual)
    }
}
