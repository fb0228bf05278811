import Digests
import Foundation
import RoomLink
import Testing

@testable import RoomAgent

struct UploadTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// A file of so many bytes that no two chunks of are alike.
    private func file(_ bytes: Int) throws -> (path: String, data: Data, seal: UploadSeal) {
        var data = Data(count: bytes)
        for index in stride(from: 0, to: bytes, by: 4093) { data[index] = UInt8(truncatingIfNeeded: index / 4093) }
        let path = folder.path + "/recording.mkv"
        try data.write(to: URL(fileURLWithPath: path))
        return (path, data, UploadSeal(bytes: Int64(bytes), sha256: ContentHash(of: data)))
    }

    @Test(arguments: [(0, 0), (1, 1), (8_388_608, 1), (8_388_609, 2), (20_971_520, 3)])
    func cutsAFileIntoChunks(bytes: Int, count: Int) {
        #expect(Upload.chunks(bytes: Int64(bytes)) == 0..<count)
    }

    @Test(arguments: [0, 1000, 8_388_613])
    func bringsAFileUpByteForByte(bytes: Int) async throws {
        let (path, data, seal) = try file(bytes)
        try await TestService.run { service, port in
            let client = try Fixtures.client(port: port)
            let upload = Upload(part: Fixtures.part(), seal: seal, path: path, client: client)
            try await upload.run { true }
            #expect(await service.sealed[Fixtures.part()] == data)
            await client.shutdown()
        }
    }

    @Test func goesOnWhereItBrokeOff() async throws {
        let (path, data, seal) = try file(20 << 20)
        try await TestService.run { service, port in
            let client = try Fixtures.client(port: port)
            let upload = Upload(part: Fixtures.part(), seal: seal, path: path, client: client)
            await service.change { $0.chunksUntilFailure = 2 }
            await #expect(throws: ServiceFailure.status(500)) { try await upload.run { true } }
            await service.change { $0.chunksUntilFailure = .max }
            try await upload.run { true }
            #expect(await service.chunkPuts == 3)
            #expect(await service.sealed[Fixtures.part()] == data)
            try await upload.run { true }
            #expect(await service.chunkPuts == 3)
            await client.shutdown()
        }
    }

    @Test func stopsWhenThePlanNoLongerWantsIt() async throws {
        let (path, _, seal) = try file(20 << 20)
        try await TestService.run { service, port in
            let client = try Fixtures.client(port: port)
            let upload = Upload(part: Fixtures.part(), seal: seal, path: path, client: client)
            await #expect(throws: ServiceFailure.self) { try await upload.run { await service.chunkPuts < 1 } }
            #expect(await service.chunkPuts == 1)
            await client.shutdown()
        }
    }

    @Test func hearsWhyAFileIsRefusedAndAsksOnce() async throws {
        let (path, _, seal) = try file(1000)
        try await TestService.run { service, port in
            let client = try Fixtures.client(port: port)
            await service.change { $0.refusal = "the file is no recording\u{202e}" }
            let upload = Upload(part: Fixtures.part(), seal: seal, path: path, client: client)
            await #expect(throws: ServiceFailure.refused("the file is no recording\\u{202E}")) {
                try await upload.run { true }
            }
            #expect(await service.seals == 1)
            await client.shutdown()
        }
    }

    @Test func neverSealsAFileThatChanged() async throws {
        let (path, _, seal) = try file(1000)
        try Data(repeating: 7, count: 1000).write(to: URL(fileURLWithPath: path))
        try await TestService.run { service, port in
            let client = try Fixtures.client(port: port)
            let upload = Upload(part: Fixtures.part(), seal: seal, path: path, client: client)
            await #expect(throws: ServiceFailure.self) { try await upload.run { true } }
            #expect(await service.sealed.isEmpty)
            await client.shutdown()
        }
    }
}
