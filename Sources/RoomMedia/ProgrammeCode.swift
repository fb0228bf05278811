import BoundedProcess
import Foundation
import GStreamer

/// The programme's own code as a picture for the strip.
enum ProgrammeCode {
    /// Pixels of the white ground.
    static let side = ProgrammeGeometry.code.width
    /// The longest text whose code is still read after the picture was scaled to three quarters: 53 bytes make
    /// 29×29 modules, three pixels each.
    static let longest = 53

    /// Writes the code's PNG into the folder and gives its path; the side is at most `side`.
    static func write(_ text: String, into folder: String) async throws(MediaFailure) -> (path: String, side: Int) {
        guard !text.isEmpty, text.utf8.count <= longest else {
            throw .program("code of \(text.utf8.count) bytes; give 1 to \(longest), more is not readable in the strip")
        }
        let png: [UInt8]
        do {
            png = try await Program.qrencode.run(
                ["-t", "PNG", "-s", "3", "-m", "1", "-l", "L", "-8", "-o", "-", "--", text], reading: []
            ).standardOutput
        } catch {
            throw .program("\(error)")
        }
        // A PNG holds its width as four bytes at 16.
        let pixels = png.dropFirst(16).prefix(4).reduce(0) { $0 << 8 | Int($1) }
        guard png.count > 24, (1...side).contains(pixels) else {
            throw .program("qrencode made a picture of \(pixels) pixels; at most \(side) fit into the strip")
        }
        let path = "\(folder)/code-\(UUID().uuidString.lowercased()).png"
        try await DiskFile.write(png, to: path)
        return (path, pixels)
    }
}
