package import Foundation

/// Prints a paper of the official correspondence on A4.
package enum LetterRenderer {
    /// Prints the letter to `file`, which appears whole or not at all; takes about a second.
    package static func pdf(_ letter: Letter, to file: URL) async throws(Print.Failure) {
        try await Print.beside(file.deletingLastPathComponent()) { folder in
            var view = LetterView(letter: letter)
            if let mark = letter.verification {
                view.qr = try await QRPicture.draw(mark.words(number: letter.number), in: folder)
            }
            try await Print.pdf(try Print.html("letter", view.values), in: folder, to: file)
        }
    }
}

/// The letter as a page for the console; the same template as the PDF, without the QR picture.
package enum LetterHTML {
    /// A whole HTML document with its style in a `style` element.
    package static func page(_ letter: Letter) throws(Print.Failure) -> String {
        try Print.html("letter", LetterView(letter: letter).values)
    }
}

extension Letter.Verification {
    /// What a camera reads.
    fileprivate func words(number: String) -> String {
        address ?? "\(code)\n\(number)\n\(content)\nverifikasi internal"
    }
}
