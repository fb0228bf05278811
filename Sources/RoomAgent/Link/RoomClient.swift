import AsyncHTTPClient
import Calls
import Digests
import Foundation
import NIOCore
import NIOFoundationEssentialsCompat
import NIOHTTP1
import Offices
import RoomLink

/// The room's requests to the service; every answer is hostile until parsed.
struct RoomClient: Sendable {
    /// How long the room waits, in seconds.
    struct Patience: Hashable, Sendable {
        var connect = 5.0
        var answer = 10.0
        var transfer = 120.0
        var planSilence = RoomCalls.planSilence

        init() {}
    }

    let room: RoomID
    private let service: ServiceURL
    private let secret: Secret
    /// The run of the agent that speaks; told with every request.
    private var machine: RoomMachine?
    private let patience: Patience
    private let http: HTTPClient
    private let stream: HTTPClient
    /// The most bytes of an answer in JSON.
    private static let largestAnswer = 1 << 20
    /// The most bytes of a page of materials.
    private static let largestBlob = 64 << 20

    init(room: RoomID, service: ServiceURL, secret: Secret, patience: Patience = Patience()) {
        (self.room, self.service, self.secret, self.patience) = (room, service, secret, patience)
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.timeout.connect = .nanoseconds(Int64(patience.connect * 1e9))
        configuration.connectionPool.retryConnectionEstablishment = false
        http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        configuration.timeout.read = .nanoseconds(Int64(patience.planSilence * 1e9))
        stream = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    /// The same client, whose requests say from now on which run of the agent speaks.
    func speaking(for machine: RoomMachine) -> RoomClient {
        var client = self
        client.machine = machine
        return client
    }

    /// Gives the connections back; the last call.
    func shutdown() async {
        try? await http.shutdown()
        try? await stream.shutdown()
    }

    /// Reads plans until the stream ends, is silent for too long or makes no sense; always ends by throwing.
    func plans(
        after revision: Int64?, seen: Standing? = nil, each: @Sendable (RoomPlan) async -> Void
    ) async throws(ServiceFailure) -> Never {
        var request = request(RoomCalls.plan)
        request.headers.add(name: "Accept", value: "text/event-stream")
        if let revision { request.headers.add(name: "Last-Event-ID", value: String(revision)) }
        if let seen { request.headers.add(name: Standing.header, value: seen.description) }
        let response = try await answer(to: request, with: stream, deadline: .distantFuture)
        var lines = LineBuffer()
        var parser = EventStreamParser()
        do {
            for try await bytes in response.body {
                for line in try lines.take(bytes.readableBytesView) {
                    guard let event = try parser.take(line: line), event.name == RoomCalls.planEvent else { continue }
                    await each(try Self.plan(in: event))
                }
            }
        } catch {
            throw Self.failure(error)
        }
        throw .unreachable("it closed the stream of plans")
    }

    /// Tells a batch of facts.
    func tell(_ facts: [FactEnvelope]) async throws(ServiceFailure) -> FactReceipt {
        try await send(facts, by: RoomCalls.facts)
    }

    /// Says how the room feels.
    func tell(_ telemetry: Telemetry) async throws(ServiceFailure) -> ServiceClock {
        try await send(telemetry, by: RoomCalls.telemetry)
    }

    /// Shows the room's newest picture.
    func show(preview jpeg: Data) async throws(ServiceFailure) {
        _ = try await put(jpeg, by: RoomCalls.preview, seconds: patience.answer)
    }

    /// Brings a file up under its hash.
    func put(_ data: Data, as hash: ContentHash) async throws(ServiceFailure) {
        _ = try await put(data, by: RoomCalls.screen, at: ["sha256": hash.hex], seconds: patience.transfer)
    }

    /// Fetches a file by its hash; its bytes are proven.
    func blob(_ hash: ContentHash) async throws(ServiceFailure) -> Data {
        let request = request(RoomCalls.blob, at: ["sha256": hash.hex])
        let response = try await answer(to: request, with: http, deadline: due(patience.transfer))
        let data = try await collect(response, limit: Self.largestBlob)
        guard ContentHash(of: data) == hash else {
            throw .nonsense("the file \(hash.hex.prefix(12))… has another hash")
        }
        return data
    }

    /// How far a recording has come up; a part that the service has never heard of has not begun.
    func uploadState(of part: RecordingPart) async throws(ServiceFailure) -> UploadState {
        do throws(ServiceFailure) {
            let (call, limit) = (RoomCalls.recording, Self.largestAnswer)
            let response = try await answer(
                to: request(call, at: part.pathValues), with: http, deadline: due(patience.answer))
            return try Self.parse(try await collect(response, limit: limit), as: call)
        } catch .status(404) {
            return UploadState(received: [], complete: false)
        }
    }

    /// Brings one chunk up.
    func put(chunk: Data, of part: RecordingPart, index: Int) async throws(ServiceFailure) {
        let place = part.pathValues.merging(["index": String(index)]) { first, _ in first }
        let headers = [RoomCalls.chunkHashHeader: ContentHash(of: chunk).hex]
        _ = try await put(chunk, by: RoomCalls.chunk, at: place, seconds: patience.transfer, headers: headers)
    }

    /// Gives the word on the whole file.
    func seal(_ part: RecordingPart, _ seal: UploadSeal) async throws(ServiceFailure) -> UploadState {
        try await send(seal, by: RoomCalls.seal, at: part.pathValues, seconds: patience.transfer)
    }
}

extension RoomClient {
    private func request<Body, Answer>(
        _ call: Call<Body, Answer>, at place: [String: String] = [:]
    ) -> HTTPClientRequest {
        let path = call.path(place.merging(["room": room.description]) { first, _ in first })
        var request = HTTPClientRequest(url: service.text + path)
        request.method = HTTPMethod(rawValue: call.method.rawValue)
        request.headers.add(name: "Authorization", value: secret.bearer)
        if let machine { request.headers.add(name: RoomMachine.header, value: machine.text) }
        return request
    }

    private func due(_ seconds: Double) -> NIODeadline { .now() + .nanoseconds(Int64(seconds * 1e9)) }

    private func send<Body: Encodable, Answer: Decodable>(
        _ value: Body, by call: Call<Body, Answer>, at place: [String: String] = [:], seconds: Double? = nil
    ) async throws(ServiceFailure) -> Answer {
        var request = request(call, at: place)
        request.headers.add(name: "Content-Type", value: "application/json")
        guard let data = try? JSONEncoder().encode(value) else { throw .nonsense("the question has no JSON form") }
        request.body = .bytes(ByteBuffer(data: data))
        let response = try await answer(to: request, with: http, deadline: due(seconds ?? patience.answer))
        return try Self.parse(try await collect(response, limit: Self.largestAnswer), as: call)
    }

    private func put(
        _ data: Data, by call: Call<File, Nothing>, at place: [String: String] = [:], seconds: Double,
        headers: [String: String] = [:]
    ) async throws(ServiceFailure) -> Data {
        var request = request(call, at: place)
        if let type = call.takes.first { request.headers.add(name: "Content-Type", value: type) }
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        request.body = .bytes(ByteBuffer(data: data))
        let response = try await answer(to: request, with: http, deadline: due(seconds))
        return try await collect(response, limit: Self.largestAnswer)
    }

    private func answer(
        to request: HTTPClientRequest, with client: HTTPClient, deadline: NIODeadline
    ) async throws(ServiceFailure) -> HTTPClientResponse {
        let response: HTTPClientResponse
        do {
            response = try await client.execute(request, deadline: deadline)
        } catch {
            throw Self.failure(error)
        }
        guard (200..<300).contains(response.status.code) else { throw .status(response.status.code) }
        return response
    }

    private func collect(_ response: HTTPClientResponse, limit: Int) async throws(ServiceFailure) -> Data {
        do {
            return Data(buffer: try await response.body.collect(upTo: limit))
        } catch {
            throw Self.failure(error)
        }
    }

    private static func parse<Body, Answer: Decodable>(
        _ data: Data, as call: Call<Body, Answer>
    ) throws(ServiceFailure) -> Answer {
        try read(Answer.self, in: data)
    }

    private static func read<Value: Decodable>(_ type: Value.Type, in data: Data) throws(ServiceFailure) -> Value {
        do {
            return try JSONDecoder().decode(type, from: data)
        } catch {
            throw .nonsense(words(of: error))
        }
    }

    private static func plan(in event: EventStreamParser.Event) throws(ServiceFailure) -> RoomPlan {
        try read(RoomPlan.self, in: Data(event.data.utf8))
    }

    private static func failure(_ error: any Error) -> ServiceFailure {
        switch error {
        case let failure as ServiceFailure: failure
        case let overlong as LineBuffer.Overlong: .nonsense("a line of more than \(overlong.limit) bytes")
        case is NIOTooManyBytesError: .nonsense("more bytes than allowed")
        default: .unreachable(words(of: error))
        }
    }

    private static func words(of error: any Error) -> String {
        String(String(describing: error).split(whereSeparator: \.isNewline).joined(separator: " ").prefix(200))
    }
}
