import Cases
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Offices
import Procedures
import SampleFilings
import Testing

@testable import Console
@testable import ControlRoom

/// How much may be handed in.
struct FileQuotaTests {
    /// A PNG by its first bytes; another one for each number.
    private static func picture(_ number: Int, bytes: Int = 100) -> ByteBuffer {
        var buffer = ByteBuffer(bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
        buffer.writeInteger(number)
        buffer.writeRepeatingByte(0, count: max(0, bytes - buffer.readableBytes))
        return buffer
    }

    private func send(
        _ client: any TestClientProtocol, _ path: String, _ body: ByteBuffer, as token: String
    ) async throws -> TestResponse {
        try await client.execute(
            uri: path, method: .post, headers: [.authorization: "Bearer \(token)"], body: body)
    }

    @Test("A person who handed in as many files as one may hears what is used, what is allowed and what to do")
    func ofAPerson() async throws {
        try await House.open { house, client in
            await house.control.files.allow(FileAllowance(files: 2, bytes: 1 << 20))
            let (token, other) = (try house.token(), try house.token(.dirjen))
            for number in 1...2 {
                #expect(try await send(client, "/api/files", Self.picture(number), as: token).status == .created)
            }
            let refused = try await send(client, "/api/files", Self.picture(3), as: token)
            #expect(refused.status == .tooManyRequests, "\(refused.text)")
            #expect(Int(refused.headers[.retryAfter] ?? "").map { $0 > 86_000 && $0 <= 86_400 } == true)
            for part in ["2 files, 1 MiB", "allowed: 2 files, 1 MiB", "try again in"] {
                #expect(refused.field("english")?.contains(part) == true, "\(refused.text)")
            }
            #expect(refused.field("message")?.contains("paling banyak 2 berkas, 1 MiB") == true)
            #expect(try await send(client, "/api/files", Self.picture(4), as: other).status == .created)
            // It is kept over a restart.
            let kept = FileLedger(file: house.folder.handedIn)
            #expect(kept.entries.values.map(\.count).sorted() == [1, 2])
        }
    }

    @Test("A file that is larger than what is left is refused before it is kept")
    func bytes() async throws {
        try await House.open { house, client in
            await house.control.files.allow(FileAllowance(files: 10, bytes: 1000))
            let token = try house.token()
            #expect(try await send(client, "/api/files", Self.picture(1, bytes: 600), as: token).status == .created)
            let blobs = { try FileManager.default.contentsOfDirectory(atPath: "\(house.folder.path)/blobs").count }
            let before = try blobs()
            #expect(
                try await send(client, "/api/files", Self.picture(2, bytes: 600), as: token).status == .tooManyRequests)
            #expect(try blobs() == before)
            #expect(try await send(client, "/api/files", Self.picture(3, bytes: 300), as: token).status == .created)
        }
    }

    @Test("A day later it is forgotten; a file at a time is a file at a time")
    func ledger() throws {
        var ledger = FileLedger()
        let (person, other) = (PersonID(at: Moment(microseconds: 1)), PersonID(at: Moment(microseconds: 2)))
        let allowed = FileAllowance(files: 2, bytes: 100)
        func at(_ seconds: Double) -> Moment {
            Moment(microseconds: 1_800_000_000_000_000).advanced(bySeconds: seconds)
        }
        try ledger.count(person, 40, at: at(0), allowed: allowed)
        try ledger.count(person, 60, at: at(100), allowed: allowed)
        #expect(
            throws: FileAllowance.Refusal.usedUp(FileAllowance(files: 2, bytes: 100), allowed: allowed, seconds: 86_300)
        ) {
            try ledger.count(person, 10, at: at(100), allowed: allowed)
        }
        #expect(
            throws: FileAllowance.Refusal.usedUp(FileAllowance(files: 2, bytes: 100), allowed: allowed, seconds: 86_400)
        ) {
            try ledger.count(person, 90, at: at(100), allowed: allowed)
        }
        try ledger.count(other, 100, at: at(100), allowed: allowed)
        try ledger.count(person, 40, at: at(86_401), allowed: allowed)
        for _ in 1...FileAllowance.atATime { try ledger.begin(other, at: at(90_000), allowed: allowed) }
        #expect(throws: FileAllowance.Refusal.tooManyAtATime(FileAllowance.atATime)) {
            try ledger.begin(other, at: at(90_000), allowed: allowed)
        }
        ledger.end(other)
        try ledger.begin(other, at: at(90_000), allowed: allowed)
    }

    @Test("A case takes no more attachments than an office may put there; what would be, what is allowed, what to do")
    func ofACase() async throws {
        try await Bureau.open { bureau, client in
            let lo = try bureau.token(.loSetdit)
            let text = """
                {"procedure":"P01","office":"\(Bureau.directorate)","subject":"Perkara uji","act":"P01.1/observe",
                "fields":\(try SampleFiling.json(.observation))}
                """
            let id = try #require(try await client.json(.post, "/api/cases", text, as: lo).field("id"))
            let judged = #"{"act":"P01.1/judge","fields":{},"branch":"serious"}"#
            #expect(try await client.json(.post, "/api/cases/\(id)/acts", judged, as: lo).status == .ok)
            var files: [FieldValue] = []
            for number in 1...2 {
                let taken = try await send(client, "/api/files", Self.picture(number), as: lo)
                files.append(.text(try #require(taken.field("file"))))
            }
            await bureau.control.files.allow(inACase: FileAllowance(files: 1, bytes: 1 << 20))
            func draft(_ files: [FieldValue]) async throws -> TestResponse {
                let fields = try SampleFiling.json(.document, ActReference("P01.3"), ["attachments": .list(files)])
                return try await client.json(
                    .post, "/api/cases/\(id)/acts", "{\"act\":\"P01.3\",\"fields\":\(fields)}", as: lo)
            }
            let refused = try await draft(files)
            #expect(refused.status == .unprocessableContent, "\(refused.text)")
            for part in ["2 files, 1 MiB", "allowed: 1 files, 1 MiB", "join attachments"] {
                #expect(refused.field("english")?.contains(part) == true, "\(refused.text)")
            }
            #expect(try await draft([files[0]]).status == .ok)
        }
    }
}

extension FilesDesk {
    fileprivate func allow(_ allowance: FileAllowance) { bounds.ofPersonInADay = allowance }
    fileprivate func allow(inACase allowance: FileAllowance) { bounds.ofOfficeInACase = allowance }
}
