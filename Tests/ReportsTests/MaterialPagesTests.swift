import BoundedProcess
import Digests
import Foundation
import Testing

@testable import Reports

@Suite(.serialized)
struct MaterialPagesTests {
    @Test func `every page becomes a picture of its own, in order, with its hash`() async throws {
        try await Scratch.folder { folder in
            let pdf = folder.appendingPathComponent("bahan.pdf")
            try await SampleDeck.make(office: "KPP Pratama Jayapura", to: pdf)
            let told = Told()
            let result = try await MaterialPages.make(
                from: pdf, named: "bahan.pdf", into: folder.appendingPathComponent("pages")
            ) { told.add($0, $1) }
            #expect(result.title.contains("KPP Pratama Jayapura"))
            #expect(result.pages.map(\.number) == [1, 2, 3, 4, 5])
            #expect(result.pages.allSatisfy { $0.width == 1280 && $0.height == 720 })
            #expect(told.all.map(\.0) == [1, 2, 3, 4, 5])
            for page in result.pages {
                let data = try Data(contentsOf: page.file)
                #expect(ContentHash(of: data) == page.sha256)
                #expect(page.file.lastPathComponent == "page-00\(page.number).png")
            }
            #expect(Set(result.pages.map(\.sha256)).count == 5)
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.appendingPathComponent("pages").path)
            #expect(names.count == 5, "nothing else is left: \(names)")
        }
    }

    @Test(arguments: [
        (612.0, 792.0, "", 556, 720), (792, 612, "", 932, 720), (960, 540, "", 1280, 720),
        (595, 842, "/Rotate 90", 1019, 720), (7000, 80, "", 1280, 15),
    ])
    func `a page fits within the frame`(
        _ width: Double, _ height: Double, _ extra: String, _ across: Int, _ down: Int
    ) async throws {
        try await Scratch.folder { folder in
            let pdf = folder.appendingPathComponent("a -name with 'quotes'.pdf")
            try SamplePDF.bytes([(width, height)], extra: extra).write(to: pdf)
            let page = try #require(try await MaterialPages.make(from: pdf, named: "a.pdf", into: folder).pages.first)
            #expect(page.width == across)
            #expect(page.height == down)
        }
    }

    @Test(arguments: [
        (Data(), "\"x.pdf\" is empty; export it again as PDF"),
        (Data("PK\u{3}\u{4} a zip".utf8), "\"x.pdf\" is no PDF: it begins with \"PK.. a zip\"; export it as PDF"),
        (SamplePDF.bytes([]), "\"x.pdf\" has no pages; export it again"),
        (
            SamplePDF.bytes(Array(repeating: (960, 540), count: 301)),
            "\"x.pdf\" has 301 pages, allowed are 300; split it"
        ),
        (
            SamplePDF.bytes([(960, 540), (20000, 540)]),
            "\"x.pdf\": page 2 is 277.8 × 7.5 inches, allowed are 1 to 100 each way; set another paper size"
        ),
        (
            SamplePDF.bytes([(960, 540)], trailer: SamplePDF.locked),
            "\"x.pdf\" is protected by a password; save it without one"
        ),
    ])
    func `a PDF that cannot be shown is refused with what was found`(_ bytes: Data, _ line: String) async throws {
        try await Scratch.folder { folder in
            let pdf = folder.appendingPathComponent("in.pdf")
            try bytes.write(to: pdf)
            let error = await #expect(throws: MaterialPages.Failure.self) {
                try await MaterialPages.make(from: pdf, named: "x.pdf", into: folder.appendingPathComponent("pages"))
            }
            #expect(error?.description == line)
            #expect(!FileManager.default.fileExists(atPath: folder.appendingPathComponent("pages").path))
        }
    }

    @Test func `a torn PDF is damaged, a missing one unreadable, a huge one too large`() async throws {
        try await Scratch.folder { folder in
            let pdf = folder.appendingPathComponent("in.pdf")
            try await SampleDeck.make(office: "KPP", to: pdf)
            let whole = try Data(contentsOf: pdf)
            try whole.prefix(whole.count / 2).write(to: pdf)
            await #expect(throws: MaterialPages.Failure.self) { try await MaterialPages.check(pdf, named: "x.pdf") }
            let handle = try FileHandle(forWritingTo: pdf)
            try handle.truncate(atOffset: UInt64(MaterialPages.mostBytes) + 1)
            try handle.close()
            await #expect(throws: MaterialPages.Failure.tooManyBytes("x.pdf", MaterialPages.mostBytes + 1)) {
                try await MaterialPages.check(pdf, named: "x.pdf")
            }
            let error = await #expect(throws: MaterialPages.Failure.self) {
                try await MaterialPages.check(folder.appendingPathComponent("none.pdf"), named: "none.pdf")
            }
            #expect(error?.description.contains("cannot be read") == true)
            await #expect(throws: MaterialPages.Failure.unreadable("map", "it is no regular file")) {
                try await MaterialPages.check(folder, named: "map")
            }
        }
    }

    @Test func `a title cannot break a message into lines`() {
        let failure = MaterialPages.Failure.empty("a\nb\u{202E}c")
        #expect(failure.description.split(separator: "\n").count == 1)
    }
}

/// Progress as it was told, from whatever thread.
private final class Told: @unchecked Sendable {
    // Proof: `list` is only touched between `lock()` and `unlock()`.
    private let lock = NSLock()
    private var list: [(Int, Int)] = []
    var all: [(Int, Int)] { lock.withLock { list } }
    func add(_ done: Int, _ count: Int) { lock.withLock { list.append((done, count)) } }
}
