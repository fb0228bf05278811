import ControlRoom
import Disk
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Offices
import Reports
import RoomLink
import Testing

@testable import Console

/// What every answer has, and what files and pages are.
struct AnswerTests {
    @Test(
        "A range is what RFC 9110 makes of it; a form that may be ignored is ignored",
        arguments: [
            (nil, nil), ("bytes=0-0", 0..<1), ("bytes=0-99", 0..<100), ("bytes=10-19", 10..<20),
            ("bytes=90-", 90..<100),
            ("bytes=0-", 0..<100), ("bytes=90-1000", 90..<100), ("bytes=0-9223372036854775807", 0..<100),
            ("bytes=-10", 90..<100), ("bytes=-1000", 0..<100), ("bytes=-9223372036854775807", 0..<100),
            ("bytes=0-1,5-6", nil), ("bytes=", nil), ("bytes=-", nil), ("bytes=a-b", nil), ("bytes=20-10", nil),
            ("bytes=1-2-3", nil), ("bytes=+1-2", nil), ("bytes=99999999999999999999-", nil), ("items=0-1", nil),
            ("bytes 0-1", nil), ("", nil), ("bytes= 0-1", nil),
        ] as [(String?, Range<Int64>?)])
    func range(header: String?, range: Range<Int64>?) throws {
        #expect(try FileAnswer.range(header, size: 100) == range)
    }

    @Test(
        "A range past the end cannot be satisfied",
        arguments: [
            ("bytes=100-", 100), ("bytes=100-200", 100), ("bytes=-0", 100), ("bytes=0-", 0), ("bytes=-1", 0),
            ("bytes=9223372036854775807-", 100),
        ] as [(String, Int64)])
    func pastTheEnd(header: String, size: Int64) {
        #expect(throws: Rejection.range) { try FileAnswer.range(header, size: size) }
    }

    @Test("A recording that the disk cannot hold is answered with 507, with what is free and what is needed")
    func noRoom() {
        let (status, answer) = ErrorMiddleware.answer(to: RecordingIntake.Refusal.full(free: 12, needed: 345))
        #expect(status.code == 507)
        #expect(answer.english.contains("12 bytes free, 345 are needed") && answer.message.contains("345 byte"))
    }

    @Test("Every answer keeps pages to what they are, refusals and unknown paths included")
    func securityHeaders() async throws {
        try await House.open { house, client in
            let paths: [(HTTPRequest.Method, String)] = [
                (.get, "/"), (.get, "/masuk"), (.post, "/masuk"), (.get, "/console.js"), (.get, "/console.css"),
                (.get, "/health"), (.get, "/api/me"), (.get, "/api/meetings"), (.get, "/nothing"), (.delete, "/"),
                (.post, "/api/rooms/rko/facts"), (.get, "/rooms/rko/picture"), (.post, "/keluar"),
            ]
            let referrer = try #require(HTTPField.Name("Referrer-Policy"))
            for (method, path) in paths {
                let headers = try await client.json(method, path).headers
                let policy = try #require(headers[.contentSecurityPolicy], "\(method) \(path)")
                #expect(policy.hasPrefix("default-src 'none'; script-src 'self'"))
                #expect(policy.contains("frame-ancestors 'none'"))
                #expect(!policy.contains("unsafe"))
                #expect(headers[.xContentTypeOptions] == "nosniff")
                #expect(headers[referrer] == "same-origin")
            }
            let answer = try await client.json(.get, "/api/me", as: house.token())
            #expect(answer.headers[.cacheControl] == "no-store")
            #expect(try !answer.text.contains(house.token()))
        }
    }

    @Test("An answer to what the service met inside names no path, and a number by which the log is found")
    func noPaths() throws {
        let path = "/var/lib/rljj/blobs/ab"
        let failures: [any Error] = [
            DiskFailure.file(path, "No space left on device"), ControlRoomFailure.folder(path, "x"),
            ControlRoomFailure.rights(path, "x"), CocoaError(.fileNoSuchFile, userInfo: [NSFilePathErrorKey: path]),
            MaterialPages.Failure.storage("bahan.pdf", "\(path): disk full"),
            MaterialPages.Failure.unreadable("bahan.pdf", path),
            MaterialPages.Failure.broken("bahan.pdf", "I/O Error: Couldn't open file '\(path).pdf'"),
            MaterialPages.Failure.pageNotDrawn("bahan.pdf", page: 1, path),
        ]
        for failure in failures {
            let (status, answer) = ErrorMiddleware.answer(to: failure, reference: "0badcafe")
            for text in [answer.message, answer.english] {
                #expect(!text.contains("/var") && !text.contains("blobs/"), "\(text)")
                #expect(text.contains("0badcafe") == (status.code >= 500), "\(text)")
            }
        }
        #expect("fraction 1/2 of (/a/b/c.pdf)".withoutFolders == "fraction 1/2 of (c.pdf)")
    }

    @Test("The service says that it is well, to anybody, and nothing else")
    func health() async throws {
        for isOpen in [true, false] {
            try await House.open(isOpen: isOpen) { _, client in
                let answer = try await client.json(.get, "/health")
                #expect(answer.status == .noContent)
                #expect(answer.body.readableBytes == 0)
            }
        }
    }

    @Test("A room's name never becomes markup: the page names no room, the script sets text alone")
    func hostileNames() async throws {
        try await House.open { house, client in
            let page = try await client.json(.get, "/").text
            #expect(!page.contains("onload"))
            #expect(!page.contains("Ruang Kendali <b"))
            let script = try await client.json(.get, "/console.js").text
            for sink in ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"] {
                #expect(!script.contains(sink), "\(sink)")
            }
            let signedIn = try await client.json(.get, "/", headers: [.cookie: try await house.cookie(client)]).text
            #expect(signedIn.contains(Role.operatorRko.term))
        }
    }

    @Test("A person's name is escaped on the wall")
    func hostilePerson() async throws {
        try await House.open { house, client in
            let page = try await client.json(.get, "/", headers: [.cookie: try await house.cookie(of: .dirjen, client)])
                .text
            #expect(page.contains("&lt;script&gt;Bimo"))
            #expect(!page.contains("<script>Bimo"))
        }
    }

    @Test("The sign-in page says that a token was wrong, and repeats nothing of it")
    func failedSignIn() async throws {
        try await House.open { _, client in
            let answer = try await client.json(.post, "/masuk", "token=<b>hello</b>")
            #expect(answer.status == .unauthorized)
            #expect(answer.text.contains("Token tidak dikenal"))
            #expect(!answer.text.contains("hello"))
        }
    }
}
