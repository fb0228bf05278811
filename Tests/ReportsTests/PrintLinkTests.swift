import BoundedProcess
import Foundation
import Glibc
import Testing

@testable import Reports

/// What a page can make WeasyPrint open. Nothing that people type becomes a link; this is for the day when it does.
struct PrintLinkTests {
    /// The number of pictures in the print of a page.
    private func pictures(_ html: String, in folder: URL) async throws -> Int {
        let pdf = folder.appending(path: "out.pdf")
        try await Print.pdf(html, in: folder, to: pdf)
        let listed = try await Program("pdfimages", package: "poppler-utils").run(["-list", pdf.path]).text
        return max(0, listed.split(separator: "\n").count - 2)
    }

    private func picture(_ folder: URL, _ name: String = "own.png") async throws -> URL {
        let file = folder.appending(path: name)
        _ = try await Program.ffmpeg.run([
            "-v", "error", "-f", "lavfi", "-i", "testsrc=s=64x36", "-frames:v", "1", file.path,
        ])
        return file
    }

    @Test func `a page's own files and embedded data are printed`() async throws {
        try await Scratch.folder { folder in
            let own = try await picture(folder)
            let data = try Data(contentsOf: own).base64EncodedString()
            #expect(try await pictures("<img src='own.png'>", in: folder) == 1)
            #expect(try await pictures("<img src='data:image/png;base64,\(data)'>", in: folder) == 1)
        }
    }

    @Test func `a file elsewhere is not opened, by whatever name`() async throws {
        try await Scratch.folder { outside in
            let secret = try await picture(outside)
            let folder = outside.appending(path: "page")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
            try FileManager.default.createSymbolicLink(
                at: folder.appending(path: "link.png"), withDestinationURL: secret)
            for link in [
                "file://\(secret.path)", "../own.png", "link.png", "%2e%2e/own.png", "FILE://\(secret.path)",
                "file://localhost\(secret.path)",
            ] {
                #expect(try await pictures("<img src='\(link)'>", in: folder) == 0, "\(link)")
            }
            let passwords =
                "<style>@import 'file:///etc/passwd';</style><link rel=attachment href='file:///etc/passwd'>"
            try await Print.pdf(passwords + "<p>x</p>", in: folder, to: folder.appending(path: "p.pdf"))
            let inside = try await Program("pdfdetach", package: "poppler-utils").run(
                ["-list", folder.appending(path: "p.pdf").path])
            #expect(inside.text.hasPrefix("0 embedded files"), "\(inside.text)")
        }
    }

    @Test func `no address is called`() async throws {
        let listener = try Listener()
        let address = "http://127.0.0.1:\(listener.port)"
        let html = """
            <style>@import url("\(address)/a.css"); @font-face { font-family: x; src: url("\(address)/f.ttf") }
            p { font-family: x; background: url("\(address)/b.png") }</style><link rel=stylesheet href="\(address)/c.css">
            <p>halo</p><img src="\(address)/d.png"><object data="\(address)/e.svg"></object>
            <svg width="9" height="9"><image href="\(address)/g.png" width="9" height="9"/></svg>
            <link rel=attachment href="\(address)/h"><img src="ftp://127.0.0.1:\(listener.port)/i.png">
            """
        try await Scratch.folder { folder in
            // The printer itself must refuse, also where no cage holds it.
            let page = folder.appending(path: "page.html")
            try Data(html.utf8).write(to: page)
            _ = try await Program.python.run(
                ["-I", "-c", Print.printer, page.path, folder.appending(path: "out.pdf").path], within: .document)
            #expect(try await SamplePDF.words(of: folder.appending(path: "out.pdf")) == "halo")
        }
        #expect(!listener.accepts())
    }

    /// A TCP port of this machine that tells whether somebody came.
    private final class Listener {
        private let descriptor: Int32
        let port: UInt16

        init() throws {
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_addr.s_addr = inet_addr("127.0.0.1")
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            let bound = withUnsafeMutablePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                    bind(descriptor, address, length) == 0 && listen(descriptor, 8) == 0
                        && getsockname(descriptor, address, &length) == 0
                }
            }
            (self.descriptor, port) = (descriptor, UInt16(bigEndian: address.sin_port))
            try #require(bound)
        }

        deinit { close(descriptor) }

        /// Whether a connection waits; takes it.
        func accepts() -> Bool {
            let connection = accept(descriptor, nil, nil)
            if connection >= 0 { close(connection) }
            return connection >= 0
        }
    }
}
