import Calls
import Digests
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOFoundationEssentialsCompat
import Offices
import RoomLink
import ServiceLifecycle

@testable import RoomAgent

/// A real HTTP server that plays the control service for one room, well-behaved or not.
actor TestService {
    /// How the service misbehaves.
    enum Mood: Sendable {
        case well
        /// Every answer is this status.
        case status(Int)
        /// Every answer is this text with status 200.
        case text(String)
        /// Answers come after so many seconds.
        case slow(Double)
    }

    var mood = Mood.well
    private(set) var plan: RoomPlan?
    private(set) var facts: [FactEnvelope] = []
    private(set) var factBatches = 0
    private(set) var telemetry: [Telemetry] = []
    private(set) var previews: [Data] = []
    private(set) var lastEventIDs: [String?] = []
    private(set) var tokens: Set<String> = []
    private(set) var machines: Set<RoomMachine> = []
    /// Says what it holds of a complete file, as services do since rooms ask.
    var saysWhatItHolds = true
    private(set) var planStreams = 0
    private(set) var badAnswers = 0
    var blobs: [ContentHash: Data] = [:]
    /// Chunks by recording, and the seals that were right.
    var chunks: [RecordingPart: [Int: Data]] = [:]
    private(set) var sealed: [RecordingPart: Data] = [:]
    private(set) var chunkPuts = 0
    /// After so many chunks the service answers 500 to every further one.
    var chunksUntilFailure = Int.max
    /// Why every file is refused for good.
    var refusal: String?
    private(set) var seals = 0
    /// A fact that the service refuses for good.
    var refusedSequence: Int64?
    /// Seconds that the service's clock is ahead.
    var ahead = 0.0
    /// Closes a plan's stream after the first event.
    var hangsUp = false
    /// Says nothing on a plan's stream, not even comments.
    var isMute = false
    private var followers: [UUID: AsyncStream<RoomPlan>.Continuation] = [:]

    /// Runs a service while the body works with it.
    static func run<Value: Sendable>(
        port: Int = 0, service: TestService = TestService(),
        _ body: @escaping @Sendable (TestService, Int) async throws -> Value
    ) async throws -> Value {
        let (ports, announce) = AsyncStream.makeStream(of: Int.self)
        let logger = Logger(label: "test-service") { _ in SwiftLogNoOpLogHandler() }
        let app = Application(
            router: service.router(),
            configuration: .init(address: .hostname("127.0.0.1", port: port)),
            onServerRunning: { announce.yield($0.localAddress?.port ?? 0) },
            logger: logger)
        return try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask {
                let services = ServiceGroup(
                    configuration: .init(services: [.init(service: app)], logger: logger))
                try? await services.run()
                return nil
            }
            group.addTask {
                var iterator = ports.makeAsyncIterator()
                guard let port = await iterator.next() else { throw NoPort() }
                return try await body(service, port)
            }
            defer { group.cancelAll() }
            while let value = try await group.next() {
                if let value {
                    await service.hangUp()
                    return value
                }
            }
            throw NoPort()
        }
    }

    struct NoPort: Error {}

    func set(_ mood: Mood) { self.mood = mood }
    func change(_ body: @Sendable (isolated TestService) -> Void) { body(self) }

    /// Gives the room a new plan, at once if it listens.
    func publish(_ plan: RoomPlan) {
        self.plan = plan
        for follower in followers.values { follower.yield(plan) }
    }

    func hangUp() {
        for follower in followers.values { follower.finish() }
        followers = [:]
    }

    private nonisolated func router() -> sending Router<BasicRequestContext> {
        let router = Router()
        router.add(middleware: Moods(service: self))
        router.get(RouterPath(RoomCalls.plan.path)) { request, _ in
            let id = request.headers[HTTPField.Name("Last-Event-ID") ?? .range]
            let (first, plans) = await self.follow(lastEventID: id)
            return Self.stream(first: first, plans: plans, service: self)
        }
        router.post(RouterPath(RoomCalls.facts.path)) { request, context in
            let batch = try await request.decode(as: [FactEnvelope].self, context: context)
            guard let receipt = await self.take(batch) else { throw HTTPError(.unprocessableContent) }
            return try Self.json(receipt)
        }
        router.post(RouterPath(RoomCalls.telemetry.path)) { request, context in
            await self.take(try await request.decode(as: Telemetry.self, context: context))
            return try Self.json(ServiceClock(serviceTime: await self.now))
        }
        router.put(RouterPath(RoomCalls.preview.path)) { request, _ in
            await self.take(preview: Data(buffer: try await request.body.collect(upTo: 4 << 20)))
            return Response(status: .noContent)
        }
        addBlobs(to: router)
        addRecordings(to: router)
        return router
    }

    private nonisolated func addBlobs(to router: Router<BasicRequestContext>) {
        router.get(RouterPath(RoomCalls.blob.path)) { _, context in
            guard let hash = ContentHash(try context.parameters.require("sha256")), let data = await self.blobs[hash]
            else { throw HTTPError(.notFound) }
            return Response(status: .ok, body: .init(byteBuffer: ByteBuffer(data: data)))
        }
        router.put(RouterPath(RoomCalls.screen.path)) { request, context in
            let data = Data(buffer: try await request.body.collect(upTo: 64 << 20))
            guard let hash = ContentHash(try context.parameters.require("sha256")), ContentHash(of: data) == hash
            else { throw HTTPError(.badRequest) }
            await self.change { $0.blobs[hash] = data }
            return Response(status: .created)
        }
    }

    private nonisolated func addRecordings(to router: Router<BasicRequestContext>) {
        router.get(RouterPath(RoomCalls.recording.path)) { _, context in
            guard let state = await self.uploadState(of: try Self.part(context)) else { throw HTTPError(.notFound) }
            return try Self.json(state)
        }
        router.put(RouterPath(RoomCalls.chunk.path)) { request, context in
            let data = Data(buffer: try await request.body.collect(upTo: UploadSeal.chunkSize))
            let index = try context.parameters.require("index", as: Int.self)
            let name = HTTPField.Name(RoomCalls.chunkHashHeader) ?? .range
            guard request.headers[name] == ContentHash(of: data).hex else { throw HTTPError(.badRequest) }
            guard await self.take(chunk: data, index, of: try Self.part(context)) else {
                throw HTTPError(.internalServerError)
            }
            return Response(status: .noContent)
        }
        router.post(RouterPath(RoomCalls.seal.path)) { request, context in
            let seal = try await request.decode(as: UploadSeal.self, context: context)
            return try Self.json(await self.take(seal, of: try Self.part(context)))
        }
    }
}

extension TestService {
    var now: Moment { Moment(Date()).advanced(bySeconds: ahead) }

    /// Takes note of a request and says in which mood it is answered.
    func meet(token: String?, machine: String?) -> Mood {
        if let token { tokens.insert(token) }
        if let machine = machine.flatMap({ RoomMachine($0) }) { machines.insert(machine) }
        if case .well = mood { return mood }
        badAnswers += 1
        return mood
    }

    private func follow(lastEventID: String?) -> (RoomPlan?, AsyncStream<RoomPlan>) {
        planStreams += 1
        lastEventIDs.append(lastEventID)
        let (stream, continuation) = AsyncStream.makeStream(of: RoomPlan.self)
        let id = UUID()
        followers[id] = continuation
        let isNewer = plan.map { $0.revision > (lastEventID.flatMap { Int64($0) } ?? -1) } ?? false
        return (isNewer ? plan : nil, stream)
    }

    private static func stream(
        first: RoomPlan?, plans: AsyncStream<RoomPlan>, service: TestService
    ) -> Response {
        let body = ResponseBody { writer in
            if await !service.isMute { try await writer.write(ByteBuffer(string: ": welcome\r\n\r\n")) }
            if let first { try await writer.write(event(first)) }
            if await service.hangsUp, first != nil { return try await writer.finish(nil) }
            for await plan in plans { try await writer.write(event(plan)) }
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: [.contentType: "text/event-stream"], body: body)
    }

    private static func event(_ plan: RoomPlan) throws -> ByteBuffer {
        let data = String(decoding: try JSONEncoder().encode(plan), as: UTF8.self)
        return ByteBuffer(string: "id: \(plan.revision)\nevent: plan\ndata: \(data)\n\n")
    }

    private func take(_ batch: [FactEnvelope]) -> FactReceipt? {
        factBatches += 1
        if batch.contains(where: { $0.sequence == refusedSequence }) { return nil }
        for fact in batch where !facts.contains(where: { $0.boot == fact.boot && $0.sequence == fact.sequence }) {
            facts.append(fact)
        }
        return FactReceipt(acknowledged: batch.map(\.sequence).max() ?? 0, serviceTime: now)
    }

    private func take(_ telemetry: Telemetry) { self.telemetry.append(telemetry) }
    private func take(preview: Data) { previews.append(preview) }

    private func uploadState(of part: RecordingPart) -> UploadState? {
        if let whole = sealed[part] {
            let held = UploadSeal(bytes: Int64(whole.count), sha256: ContentHash(of: whole))
            return UploadState(
                received: chunks[part].map { $0.keys.sorted() } ?? [], complete: true,
                held: saysWhatItHolds ? held : nil)
        }
        return chunks[part].map { UploadState(received: $0.keys.sorted(), complete: false) }
    }

    private func take(chunk: Data, _ index: Int, of part: RecordingPart) -> Bool {
        guard chunksUntilFailure > 0 else { return false }
        chunksUntilFailure -= 1
        chunkPuts += 1
        chunks[part, default: [:]][index] = chunk
        return true
    }

    /// Has a file as if some machine had brought it up.
    func hold(_ whole: Data, as part: RecordingPart) {
        sealed[part] = whole
        chunks[part] = [0: whole]
    }

    private func take(_ seal: UploadSeal, of part: RecordingPart) -> UploadState {
        seals += 1
        if let refusal {
            chunks[part] = nil
            return UploadState(received: [], complete: false, refused: refusal)
        }
        let received = chunks[part] ?? [:]
        let whole = received.keys.sorted().reduce(into: Data()) { $0.append(received[$1] ?? Data()) }
        let isWhole = Int64(whole.count) == seal.bytes && ContentHash(of: whole) == seal.sha256
        if isWhole { sealed[part] = whole }
        return UploadState(received: received.keys.sorted(), complete: isWhole)
    }

    private static func part(_ context: BasicRequestContext) throws -> RecordingPart {
        guard let meeting = MeetingID(try context.parameters.require("meeting")),
            let track = Track(rawValue: try context.parameters.require("track"))
        else { throw HTTPError(.notFound) }
        let name = try context.parameters.require("part", as: PartName.self)
        return RecordingPart(meeting: meeting, track: track, number: name.number, boot: name.boot)
    }

    private static func json(_ value: some Encodable) throws -> Response {
        Response(status: .ok, body: .init(byteBuffer: ByteBuffer(data: try JSONEncoder().encode(value))))
    }
}

/// Lets the service misbehave on every address.
private struct Moods: RouterMiddleware {
    let service: TestService

    func handle(
        _ request: Request, context: BasicRequestContext,
        next: (Request, BasicRequestContext) async throws -> Response
    ) async throws -> Response {
        switch await service.meet(
            token: request.headers[.authorization],
            machine: HTTPField.Name(RoomMachine.header).flatMap { request.headers[$0] })
        {
        case .well: return try await next(request, context)
        case .status(let code): return Response(status: .init(code: code))
        case .text(let text): return Response(status: .ok, body: .init(byteBuffer: ByteBuffer(string: text)))
        case .slow(let seconds):
            try await Task.sleep(for: .seconds(seconds))
            return try await next(request, context)
        }
    }
}
