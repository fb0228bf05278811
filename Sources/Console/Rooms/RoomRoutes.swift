import Calls
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

    func add(to book: inout CallBook) {
        book.on(RoomCalls.plan, use: plan)
        book.on(RoomCalls.facts, use: facts)
        book.on(RoomCalls.telemetry, use: telemetry)
        book.on(RoomCalls.preview, use: preview)
        book.on(RoomCalls.blob, use: blob)
        book.on(RoomCalls.screen, use: putBlob)
        book.on(RoomCalls.recording, use: recording)
        book.on(RoomCalls.chunk, use: chunk)
        book.on(RoomCalls.seal, use: seal)
    }

    @Sendable private func plan(_ asked: Asked<Nothing>) async throws -> Response {
        let room = try await speaker(asked.request, asked.context)
        let seen = try asked.request.standing()
        if let seen, let setBack = try await control.compare(seen, from: room) {
            asked.context.logger.error("\(setBack.line)")
        }
        // An agent of before follows no plan that is older than its own, whatever became of this service's state.
        let held = asked.request.headers[HTTPField.Name("Last-Event-ID") ?? .accept].flatMap { Int64($0) }
        let floor = seen == nil ? held ?? 0 : 0
        let plans = await control.plans(for: room)
        let (control, bearer, machine) = (control, asked.request.bearer ?? "", try asked.request.machine())
        return EventStream.response(
            plans.compactMap { plan -> EventStream.Event? in
                guard plan.revision >= floor, let data = try? JSONEncoder().encode(plan) else { return nil }
                return EventStream.Event(id: String(plan.revision), name: RoomCalls.planEvent, data: Array(data))
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

    @Sendable private func facts(_ asked: Asked<[FactEnvelope]>) async throws -> FactReceipt {
        let room = try await speaker(asked.request, asked.context)
        let facts = try await asked.form()
        guard facts.count <= RoomCalls.factsPerBatch, Set(facts.map(\.boot)).count <= 1 else {
            throw Rejection.body("at most \(RoomCalls.factsPerBatch) facts, all of one boot")
        }
        return try await control.receive(facts, from: room)
    }

    @Sendable private func telemetry(_ asked: Asked<Telemetry>) async throws -> ServiceClock {
        let room = try await speaker(asked.request, asked.context)
        let telemetry = try await asked.form()
        try telemetry.check()
        return await control.receive(telemetry, from: room)
    }

    @Sendable private func preview(_ asked: Asked<File>) async throws -> HTTPFields {
        let room = try await speaker(asked.request, asked.context)
        let picture = try await asked.bytes()
        guard picture.starts(with: [0xff, 0xd8, 0xff]) else { throw Rejection.body("the preview is no JPEG") }
        await control.receive(preview: picture, from: room)
        return [:]
    }

    @Sendable private func blob(_ asked: Asked<Nothing>) async throws -> Response {
        let room = try await speaker(asked.request, asked.context)
        let hash = try asked.context.hash()
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

    @Sendable private func putBlob(_ asked: Asked<File>) async throws -> HTTPFields {
        let room = try await speaker(asked.request, asked.context)
        let hash = try asked.context.hash()
        let bytes = try await asked.bytes()
        let screens = control.screens
        try await OffPool.run { try screens.take(bytes, named: hash, by: room) }
        return [:]
    }

    @Sendable private func recording(_ asked: Asked<Nothing>) async throws -> UploadState {
        let room = try await speaker(asked.request, asked.context)
        let part = try asked.context.part()
        guard let state = try await control.uploadState(part, of: room) else { throw Rejection.notFound("recording") }
        return state
    }

    @Sendable private func chunk(_ asked: Asked<File>) async throws -> HTTPFields {
        let room = try await speaker(asked.request, asked.context)
        let part = try asked.context.part()
        let index = try asked.parameter("index", Int.self)
        guard try await control.uploadState(part, of: room) != nil else { throw Rejection.notFound("recording") }
        guard let name = HTTPField.Name(RoomCalls.chunkHashHeader),
            let hash = asked.request.headers[name].flatMap({ ContentHash($0) })
        else { throw Rejection.body("header \(RoomCalls.chunkHashHeader) is missing") }
        let bytes = try await asked.bytes()
        try await control.take(bytes, index: index, sha256: hash, part, of: room)
        return [:]
    }

    @Sendable private func seal(_ asked: Asked<UploadSeal>) async throws -> UploadState {
        let room = try await speaker(asked.request, asked.context)
        let part = try asked.context.part()
        let seal = try await asked.form()
        let state = try await control.seal(seal, part, of: room)
        Task { await control.workOffOutbox() }
        return state
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
