import BoundedProcess
import ControlRoom
import Foundation
import Reports
import RoomLink
import Testing

struct MaterialShelfTests {
    private func pdf(_ pages: Int, in folder: URL) async throws -> URL {
        let text = (1...pages).map { "<p style='break-after:page'>\($0)</p>" }.joined()
        try Data("<style>@page{size:320px 180px;margin:0}</style>\(text)".utf8).write(
            to: folder.appending(path: "d.html"))
        _ = try await Program.weasyprint.run(["d.html", "d.pdf"], within: .document, in: folder)
        return folder.appending(path: "d.pdf")
    }

    @Test("A PDF is kept with its pages, and found again by its hash")
    func kept() async throws {
        let service = try Service()
        let shelf = MaterialShelf(service.folder)
        let entry = try await Scratch.folder { try await shelf.take(try await pdf(2, in: $0), named: "bahan.pdf") }
        #expect(entry.pages.count == 2)
        #expect(shelf.entry(entry.file) == entry)
        for hash in [entry.file] + entry.pages { #expect(BlobStore(service.folder).path(of: hash) != nil) }
    }

    @Test("A broken PDF is refused, and nothing of it is kept", arguments: ["", "no PDF at all", "%PDF-1.7\nbroken"])
    func refused(text: String) async throws {
        let service = try Service()
        let file = URL(fileURLWithPath: service.folder.incoming).appending(path: "bad.pdf")
        try Data(text.utf8).write(to: file)
        await #expect(throws: MaterialPages.Failure.self) {
            try await MaterialShelf(service.folder).take(file, named: "bad.pdf")
        }
        let kept = try FileManager.default.contentsOfDirectory(atPath: service.folder.path + "/blobs")
        #expect(kept == [])
        let scratch = try FileManager.default.contentsOfDirectory(atPath: service.folder.incoming)
        #expect(scratch == ["bad.pdf"])
    }

    @Test("A PDF cut off in the middle is refused, and nothing of it is kept")
    func truncated() async throws {
        let service = try Service()
        try await Scratch.folder { folder in
            let whole = try Data(contentsOf: try await pdf(2, in: folder))
            let file = folder.appending(path: "cut.pdf")
            try whole.prefix(whole.count / 3).write(to: file)
            await #expect(throws: MaterialPages.Failure.self) {
                try await MaterialShelf(service.folder).take(file, named: "cut.pdf")
            }
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: service.folder.path + "/blobs") == [])
    }
}
