import ControlRoom
import Digests
import Disk
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Meetings
import NIOCore
import Offices
import RoomLink

/// What rooms call: each with its own secret, each for itself alone.
struct RoomRoutes {
    let control: ControlRoom

    /// The largest screen picture, in bytes: a 1280×720 PNG of noise is under 4 MiB.
    private static let largestPicture = 8 << 20
    /// The largest preview: 320×180 JPEG, far below this.
    private static let largestPreview = 256 << 10

    func add(to router: Router<ConsoleContext>) {
        router.get(path(.plan), use: plan)
        router.post(path(.facts), use: facts)
        router.post(path(.telemetry), use: telemetry)
        router.put(path(.preview), use: preview)
        router.get(path(.blob), use: blob)
        router.put(path(.blob), use: putBlob)
        router.get(path(.recording), use: recording)
        router.put(path(.chunk), use: chunk)
        router.post(path(.seal), use: seal)
    }

    private func path(_ pattern: RoomAddress.Pattern) -> RouterPath { RouterPath(pattern.rawValue) }

    @Sendable private func plan(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        let room = try await speaker(request, context)
        let seen = try request.standing()
        if let seen, let setBack = try await control.compare(seen, from: room) {
            context.logger.error("\(setBack.line)")
        }
        // An agent of before follows no plan that is older than its own, whatever became of this service's state.
        let held = request.headers[HTTPField.Name("Last-Event-ID") ?? .accept].flatMap { Int64($0) }
        let floor = seen == nil ? held ?? 0 : 0
        let plans = await control.plans(for: room)
        let (control, bearer, machine) = (control, request.bearer ?? "", try request.machine())
        return EventStream.response(
            plans.compactMap { plan -> EventStream.Event? in
                guard plan.revision >= floor, let data = try? JSONEncoder().encode(plan) else { return nil }
                return EventStream.Event(id: String(plan.revision), name: RoomAddress.planEvent, data: Array(data))
            }
        ) {
            guard await control.admits(bearer, to: room) else { return false }
            return await control.speaks(machine, for: room)
        }
    }

    /// The room of the path, when the machine that calls speaks for it.
    private func speaker(_ request: Request, _ context: ConsoleContext) async throws -> RoomID {
        let room = try context.room()
        for line in try await control.admit(request.machine(), to: room, from: context.address ?? "–") {
            context.logger.warning("\(line)")
        }
        return room
    }

    @Sendable private func facts(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        let room = try await speaker(request, context)
        let facts = try await request.form([FactEnvelope].self).form
        guard facts.count <= RoomAddress.factsPerBatch, Set(facts.map(\.boot)).count <= 1 else {
            throw Rejection.body("at most \(RoomAddress.factsPerBatch) facts, all of one boot")
        }
        return try .json(await control.receive(facts, from: room))
    }

    @Sendable private func telemetry(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        let room = try await speaker(request, context)
        let telemetry = try await request.form(Telemetry.self).form
        try telemetry.check()
        return try .json(await control.receive(telemetry, from: room))
    }

    @Sendable private func preview(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        let room = try await speaker(request, context)
        let picture = try await request.bytes(atMost: Self.largestPreview)
        guard picture.starts(with: [0xff, 0xd8, 0xff]) else { throw Rejection.body("the preview is no JPEG") }
        await control.receive(preview: picture, from: room)
        return Response(status: .noContent)
    }

    @Sendable private func blob(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        let room = try await speaker(request, context)
        let hash = try context.hash()
        let blobs = control.blobs
        guard await control.mayRead(hash, room: room),
            let bytes = try await OffPool.run({ try blobs.bytes(of: hash) })
        else {
            throw Rejection.notFound("file \(hash.hex.prefix(12))…")
        }
        return Response(
            status: .ok, headers: [.contentType: "application/octet-stream"],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    @Sendable private func putBlob(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        let room = try await speaker(request, context)
        let hash = try context.hash()
        let bytes = try await request.bytes(atMost: Self.largestPicture)
        let screens = control.screens
        try await OffPool.run { try screens.take(bytes, named: hash, by: room) }
        return Response(status: .noContent)
    }

    @Sendable private func recording(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        let room = try await speaker(request, context)
        let part = try context.part()
        guard let state = try await control.uploadState(part, of: room) else { throw Rejection.notFound("recording") }
        return try .json(state)
    }

    @Sendable private func chunk(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        let room = try await speaker(request, context)
        let part = try context.part()
        let index = try context.parameter("index", Int.self)
        guard try await control.uploadState(part, of: room) != nil else { throw Rejection.notFound("recording") }
        guard let name = HTTPField.Name(RoomAddress.chunkHashHeader),
            let hash = request.headers[name].flatMap({ ContentHash($0) })
        else { throw Rejection.body("header \(RoomAddress.chunkHashHeader) is missing") }
        let bytes = try await request.bytes(atMost: UploadSeal.chunkSize)
        try await control.take(bytes, index: index, sha256: hash, part, of: room)
        return Response(status: .noContent)
    }

    @Sendable private func seal(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        let room = try await speaker(request, context)
        let part = try context.part()
        let seal = try await request.form(UploadSeal.self).form
        let state = try await control.seal(seal, part, of: room)
        Task { await control.workOffOutbox() }
        return try .json(state)
    }
}

extension Request {
    /// Which run of which agent calls; `nil` from an agent of before.
    fileprivate func machine() throws(Rejection) -> RoomMachine? { try said(RoomMachine.header, RoomMachine.init) }

    /// What the room has seen of the journal; `nil` when it says nothing of it.
    fileprivate func standing() throws(Rejection) -> Standing? { try said(Standing.header, Standing.init) }

    private func said<Value>(_ header: String, _ parse: (String) -> Value?) throws(Rejection) -> Value? {
        guard let text = HTTPField.Name(header).flatMap({ headers[$0] }) else { return nil }
        guard let value = parse(text) else { throw .body("header \(header) is not what a room's agent says") }
        return value
    }
}

extension ConsoleContext {
    func hash() throws(Rejection) -> ContentHash {
        guard let text = parameters.get("sha256"), let hash = ContentHash(text) else { throw .path("sha256", "") }
        return hash
    }

    func part() throws(Rejection) -> RecordingPart {
        guard let track = Track(rawValue: try parameter("track", String.self)) else { throw .path("track", "") }
        let name = try parameter("part", PartName.self)
        return RecordingPart(
            meeting: try parameter("meeting", MeetingID.self), track: track, number: name.number, boot: name.boot)
    }
}
