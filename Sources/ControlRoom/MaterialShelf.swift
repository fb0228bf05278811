import BoundedProcess
package import Digests
import Disk
package import Foundation
import Offices
import Reports

/// Materials that were handed in: the PDF and its pages as pictures, by hash.
package struct MaterialShelf: Sendable {
    private let folder: StateFolder
    private let blobs: BlobStore

    package init(_ folder: StateFolder) {
        self.folder = folder
        blobs = BlobStore(folder)
    }

    /// A file that was taken in, with its pages as pictures.
    package struct Entry: Codable, Hashable, Sendable {
        package let file: ContentHash
        package let title: String
        package let pages: [ContentHash]
    }

    /// Checks an untrusted PDF, draws its pages in a bounded child process, and keeps all of it, or nothing.
    package func take(_ pdf: URL, named name: String) async throws -> Entry {
        try await Scratch.folder(below: URL(fileURLWithPath: folder.incoming)) { scratch in
            let drawn = try await MaterialPages.make(from: pdf, named: name, into: scratch)
            let file = try blobs.store(fileAt: pdf.path)
            let pages = try drawn.pages.map { try blobs.store(fileAt: $0.file.path) }
            let entry = Entry(file: file, title: drawn.title, pages: pages)
            try DurableFile.write(JSONEncoder().encode(entry), to: index(file))
            return entry
        }
    }

    /// What is known of a file; `nil` when it was never taken in.
    package func entry(_ file: ContentHash) -> Entry? {
        guard let bytes = FileManager.default.contents(atPath: index(file)) else { return nil }
        return try? JSONDecoder().decode(Entry.self, from: bytes)
    }

    private func index(_ file: ContentHash) -> String { "\(folder.blob(file)).pages.json" }
}
