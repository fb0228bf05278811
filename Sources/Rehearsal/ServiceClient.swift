import AsyncHTTPClient
package import Calls
package import Foundation
import HTTPTypes
import NIOCore
import NIOFoundationEssentialsCompat
import NIOHTTP1

/// Makes the service's calls with a person's token, as any program of an office may.
package struct ServiceClient: Sendable {
    private let base: String
    private let client: HTTPClient

    /// - Parameter base: `http://127.0.0.1:8080`.
    package init(base: String) {
        self.base = base
        client = .shared
    }

    /// The service said no, or something else than the API promises.
    package struct Refused: Error, Sendable, CustomStringConvertible {
        package let status: Int
        package let rule: String
        package let act: String?
        package let message: String
        package let english: String

        package var description: String { "\(status) \(rule)\(act.map { " " + $0 } ?? ""): \(message)" }
    }

    private struct ErrorBody: Decodable {
        let rule: String
        let act: String?
        let message: String
        let english: String
    }

    /// Makes a call that brings nothing.
    package func make<Answer: Decodable>(
        _ call: Call<Nothing, Answer>, at place: [String: String] = [:], token: String
    ) async throws -> Answer {
        try JSONDecoder().decode(Answer.self, from: try await send(call, at: place, token: token))
    }

    /// Makes a call that brings a form.
    package func make<Body: Encodable, Answer: Decodable>(
        _ call: Call<Body, Answer>, at place: [String: String] = [:], with body: Body, token: String
    ) async throws -> Answer {
        let bytes = try JSONEncoder().encode(body)
        return try JSONDecoder().decode(Answer.self, from: try await send(call, at: place, bytes, token: token))
    }

    /// Makes a call that brings a file; what is asked beside it stands in the query.
    package func make<Answer: Decodable>(
        _ call: Call<File, Answer>, asking query: String, with file: Data, token: String
    ) async throws -> Answer {
        try JSONDecoder().decode(Answer.self, from: try await send(call, asking: query, file, token: token))
    }

    /// Copies the file that a call answers with to this machine.
    package func download(
        _ call: Call<Nothing, File>, at place: [String: String], to file: URL, token: String
    ) async throws {
        try await download(call.path(place), to: file, token: token)
    }

    private func download(_ path: String, to file: URL, token: String) async throws {
        var request = HTTPClientRequest(url: base + path)
        request.headers.add(name: "Authorization", value: "Bearer \(token)")
        let response = try await client.execute(request, timeout: .minutes(30))
        guard response.status == .ok else { throw refused(Int(response.status.code), Data()) }
        guard FileManager.default.createFile(atPath: file.path, contents: nil) else {
            throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: file.path])
        }
        let handle = try FileHandle(forWritingTo: file)
        defer { try? handle.close() }
        for try await piece in response.body { try handle.write(contentsOf: Data(piece.readableBytesView)) }
        try handle.synchronize()
    }

    private func send<Body, Answer>(
        _ call: Call<Body, Answer>, at place: [String: String] = [:], asking query: String = "", _ body: Data? = nil,
        token: String
    ) async throws -> Data {
        try await self.call(
            HTTPMethod(rawValue: call.method.rawValue), call.path(place) + query, body: body,
            type: body == nil ? nil : call.takes.first, token: token)
    }

    // MARK: - By path, for who tries what no call says

    package func get<Answer: Decodable>(_ path: String, token: String, as type: Answer.Type) async throws -> Answer {
        try JSONDecoder().decode(type, from: try await call(.GET, path, token: token))
    }

    package func post<Answer: Decodable>(
        _ path: String, _ body: some Encodable, token: String, as type: Answer.Type
    ) async throws -> Answer {
        let bytes = try JSONEncoder().encode(body)
        return try JSONDecoder().decode(
            type, from: try await call(.POST, path, body: bytes, type: "application/json", token: token))
    }

    /// Whether the service answers at all.
    package func isUp() async -> Bool {
        let request = HTTPClientRequest(url: base + "/health")
        return (try? await client.execute(request, timeout: .seconds(2)))?.status == .noContent
    }

    private func call(
        _ method: HTTPMethod, _ path: String, body: Data? = nil, type: String? = nil, token: String
    ) async throws -> Data {
        var request = HTTPClientRequest(url: base + path)
        request.method = method
        request.headers.add(name: "Authorization", value: "Bearer \(token)")
        if let type { request.headers.add(name: "Content-Type", value: type) }
        if let body { request.body = .bytes(ByteBuffer(bytes: body)) }
        let response = try await client.execute(request, timeout: .minutes(5))
        let bytes = Data(buffer: try await response.body.collect(upTo: 64 << 20), byteTransferStrategy: .automatic)
        guard (200..<300).contains(response.status.code) else { throw refused(Int(response.status.code), bytes) }
        return bytes
    }

    private func refused(_ status: Int, _ bytes: Data) -> Refused {
        let body = try? JSONDecoder().decode(ErrorBody.self, from: bytes)
        return Refused(
            status: status, rule: body?.rule ?? "http", act: body?.act, message: body?.message ?? "HTTP \(status)",
            english: body?.english ?? "HTTP \(status)")
    }
}
