package import Digests
import Disk
import Engine
package import Foundation
package import Journal
package import Meetings
package import Offices
import Procedures
package import RoomLink

extension ControlRoom {
    package nonisolated var intake: RecordingIntake { RecordingIntake(folder) }

    /// How far a recording's file has come up; `nil` when the meeting does not know it.
    package func uploadState(_ part: RecordingPart, of room: RoomID) async throws -> UploadState? {
        guard let known = try await file(part, of: room) else { return nil }
        if known.isKept { return UploadState(received: [], complete: true, held: known.stored.map(UploadSeal.init)) }
        let intake = intake
        return UploadState(received: try await OffPool.run { intake.received(room, part) }, complete: false)
    }

    /// Keeps a chunk of a recording's file, when the disk can hold the whole file; on disk when it returns.
    ///
    /// A chunk of a file that is here already changes nothing. Throws `RecordingIntake.Refusal`.
    package func take(
        _ chunk: Data, index: Int, sha256: ContentHash, _ part: RecordingPart, of room: RoomID
    ) async throws {
        let (intake, space, now) = (intake, space, steady())
        let path = intake.original(room, part)
        try await sealing.hold(path) {
            guard let known = try await self.file(part, of: room) else { throw Self.unknown }
            if known.isKept { return }
            let whole = known.end?.bytes
            let outstanding = try await OffPool.run { try intake.outstanding(room, part, index: index, whole: whole) }
            try await space.promise(outstanding, to: path, at: now)
            try await OffPool.run {
                try intake.take(chunk, index: index, sha256: sha256, of: room, part, whole: whole)
            }
        }
    }

    /// Takes the room's word on a whole file: put together, hashed, kept, and in the journal when it returns.
    ///
    /// Said again while the file is put together, it waits for that. When the chunks make another file they are dropped,
    /// and the answer asks for them again. A file that is no recording is refused once and for all, with the reason: the
    /// room keeps it, and the host's operator gives the part up.
    package func seal(_ seal: UploadSeal, _ part: RecordingPart, of room: RoomID) async throws -> UploadState {
        let (intake, space) = (intake, space)
        let path = intake.original(room, part)
        return try await sealing.hold(path) {
            guard let known = try await self.file(part, of: room) else { throw Self.unknown }
            if known.isKept, let stored = known.stored, UploadSeal(stored) != seal {
                throw RecordingIntake.Refusal.differs(
                    "the service holds \(stored.bytes) bytes with SHA-256 \(stored.sha256) under this name")
            }
            if !known.isKept {
                if let end = known.end, end.sha256 != seal.sha256 || end.bytes != seal.bytes {
                    throw RecordingIntake.Refusal.differs(
                        "the journal holds \(end.bytes) bytes with SHA-256 \(end.sha256) for this file")
                }
                let assembly = try await OffPool.run { try intake.assemble(room, part, seal: seal) }
                switch assembly {
                case .kept(let found): try await self.keep(found, part, of: room)
                case .dropped: return UploadState(received: [], complete: false)
                case .refused(let reason):
                    await space.release(path)
                    return UploadState(received: [], complete: false, refused: reason)
                }
            }
            await space.release(path)
            try await OffPool.run { intake.clear(room, part) }
            return UploadState(received: [], complete: true, held: seal)
        }
    }

    private static let unknown = RecordingIntake.Refusal.chunk("no such recording in this meeting")

    private func keep(_ seal: UploadSeal, _ part: RecordingPart, of room: RoomID) async throws {
        let recording = StoredRecording(room: room, part: part, bytes: seal.bytes, sha256: seal.sha256)
        let meeting = try await known(part.meeting)
        // What was stored, lost and given up is stored a second time.
        let again =
            meeting.recordings.parts[RecordingLedger.Key(room: room, part)]?.stored == nil ? "" : ":\(clock())"
        let name = "stored:\(room):\(part.meeting):\(part.track.rawValue):\(part.name)\(again)"
        guard let key = IdempotencyKey(name) else {
            throw ControlRoomFailure.journal("\(name) is no key of the journal")
        }
        try await submit(.store(recording), to: part.meeting, key: key)
    }

    private func file(_ part: RecordingPart, of room: RoomID) async throws -> RecordingLedger.Part? {
        try await meeting(part.meeting)?.recordings.parts[RecordingLedger.Key(room: room, part)]
    }
}

/// Files of a meeting's recordings that are not to be waited for any longer, as the host's operator asks for it.
package struct GivingUp: Codable, Hashable, Sendable {
    package var room: RoomID
    package var track: Track
    /// `nil` means every part of that recording that is waited for.
    package var part: Int?
    /// The run of the room's agent that began the part; `nil` means whichever has that number and is waited for.
    package var boot: BootID?
    package var reason: Line

    package init(room: RoomID, track: Track, part: Int? = nil, boot: BootID? = nil, reason: Line) {
        (self.room, self.track, self.part, self.boot, self.reason) = (room, track, part, boot, reason)
    }

    /// The parts that are meant, as far as the meeting's ledger can tell.
    fileprivate func keys(in ledger: RecordingLedger) -> [RecordingLedger.Key] {
        let parts = ledger.parts(of: room, track).filter { file in
            (part == nil || file.number == part) && (boot == nil || file.boot == boot)
        }
        let awaited = parts.filter(\.isAwaited)
        let meant = part == nil || !awaited.isEmpty ? awaited : parts
        if let part, meant.isEmpty { return [RecordingLedger.Key(room: room, track: track, number: part, boot: boot)] }
        return meant.map { RecordingLedger.Key(room: room, track: track, number: $0.number, boot: $0.boot) }
    }
}

extension ControlRoom {
    /// Gives files up that will never arrive, so that the report can say so instead of waiting (P09.4).
    ///
    /// Not from an official procedure: by the host's operator, with a reason, an event of the meeting. A file that is
    /// here and is not what was stored can be given up too. The same key again changes nothing. Throws `Meeting.Refusal`.
    package func giveUp(
        _ form: GivingUp, on id: MeetingID, by person: Person, key: IdempotencyKey, bytes: [UInt8]
    ) async throws -> Meeting {
        let asked = Self.request(bytes, on: .meeting(id))
        let meeting = try await known(id)
        if try await journal.receipt(for: key, request: asked) != nil { return meeting }
        let keys = form.keys(in: meeting.recordings)
        let (lost, actor) = (try await lost(keys, of: id), try giver(person, in: meeting))
        let command = MeetingCommand.giveUp(keys, because: form.reason, by: actor, lost: lost)
        try await submit(command, to: id, key: key, request: asked)
        return try await known(id)
    }

    /// The person as the host's operator, or in another post, so that the refusal says what was found.
    private func giver(_ person: Person, in meeting: Meeting) throws -> Actor {
        if let host = meeting.host?.office, let role = host.kind.displayOperator,
            let actor = person.actor(as: role, in: host.id, section: nil, at: clock())
        {
            return actor
        }
        return try actor(person, for: ActKey(meeting.reference(.write)), as: nil, in: meeting.proceedings)
    }

    /// Those of the stored files that are no longer on the disk as the journal has them.
    private func lost(_ keys: [RecordingLedger.Key], of id: MeetingID) async throws -> Set<RecordingLedger.Key> {
        let (parts, intake) = (try await known(id).recordings.parts, intake)
        return try await OffPool.run {
            Set(
                keys.filter { key in
                    guard let stored = parts[key]?.stored else { return false }
                    let found = try? FileDigest.sha256(of: intake.original(key.room, stored.part))
                    return found?.bytes != stored.bytes || found?.sha256 != stored.sha256
                })
        }
    }
}

extension UploadSeal {
    fileprivate init(_ stored: StoredRecording) { self.init(bytes: stored.bytes, sha256: stored.sha256) }
}
