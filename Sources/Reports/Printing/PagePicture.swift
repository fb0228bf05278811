package import Digests
import Disk
package import Foundation

/// One page as a PNG file.
package struct PagePicture: Hashable, Sendable {
    /// From 1.
    package let number: Int
    package let file: URL
    package let sha256: ContentHash
    package let bytes: Int
    /// In pixels, as written in the file's own header.
    package let width: Int
    /// In pixels, as written in the file's own header.
    package let height: Int

    package init(number: Int, file: URL, sha256: ContentHash, bytes: Int, width: Int, height: Int) {
        (self.number, self.file, self.sha256) = (number, file, sha256)
        (self.bytes, self.width, self.height) = (bytes, width, height)
    }

    /// Reads a finished PNG: its hash, its size on disk, its size in pixels; `nil` when it is no PNG.
    static func read(_ file: URL, number: Int) async throws -> PagePicture? {
        try await OffPool.run {
            let data = try Data(contentsOf: file)
            guard data.count > 24, data.prefix(8).elementsEqual([137, 80, 78, 71, 13, 10, 26, 10]) else { return nil }
            let side = { (at: Int) in data[at..<at + 4].reduce(0) { $0 << 8 | Int($1) } }
            return PagePicture(
                number: number, file: file, sha256: ContentHash(of: data), bytes: data.count,
                width: side(16), height: side(20))
        }
    }

    /// The same picture after its file was moved.
    func moved(to file: URL) -> PagePicture {
        PagePicture(number: number, file: file, sha256: sha256, bytes: bytes, width: width, height: height)
    }
}
