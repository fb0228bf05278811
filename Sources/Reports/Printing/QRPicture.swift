import BoundedProcess
import Foundation

/// A QR picture for a page.
enum QRPicture {
    /// Draws at most 600 characters as `mark.png` in `folder` and gives that name.
    static func draw(_ words: String, in folder: URL) async throws -> String {
        _ = try await Program.qrencode.run(
            ["-8", "-t", "PNG", "-s", "6", "-m", "1", "-l", "M", "-o", "mark.png"], reading: [],
            in: folder, input: Array(words.prefix(600).utf8))
        return "mark.png"
    }
}
