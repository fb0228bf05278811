package import Foundation
import Offices

/// Meeting materials to try the rooms with: five pages of made-up figures, labelled so on every page.
package enum SampleDeck {
    /// Prints the deck to `pdf`, which appears whole or not at all. The same office always gets the same figures.
    package static func make(office: String, to pdf: URL) async throws(Print.Failure) {
        let values = SampleFigures(office: office).values
        try await Print.beside(pdf.deletingLastPathComponent()) { folder in
            try await Print.pdf(try Print.html("deck", values), in: folder, to: pdf)
        }
    }
}
