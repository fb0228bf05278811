import Foundation
import Journal
import Meetings
package import Offices
package import RoomLink

extension ControlRoom {
    package nonisolated var intake: RecordingIntake { RecordingIntake(folder) }

    /// How far a recording's file has come up; `nil` when the meeting does not know it.
    package func uploadState(_ part: RecordingPart, of room: RoomID) async throws -> UploadState? {
        guard let known = try await file(part, of: room) else { return nil }
        return UploadState(received: intake.received(room, part), complete: known.stored != nil)
    }

    /// Takes the room's word on a whole file: put together, hashed, kept, and in the journal when it returns.
    package func seal(_ seal: UploadSeal, _ part: RecordingPart, of room: RoomID) async throws -> UploadState {
        guard let known = try await file(part, of: room) else {
            throw RecordingIntake.Refusal.chunk("no such recording in this meeting")
        }
        if known.stored == nil {
            if let end = known.end, end.sha256 != seal.sha256 {
                throw RecordingIntake.Refusal.differs("the journal holds SHA-256 \(end.sha256) for this file")
            }
            let intake = intake
            try await OffPool.run { try intake.assemble(room, part, seal: seal) }
            try await keep(seal, part, of: room)
        }
        return UploadState(received: [], complete: true)
    }

    private func keep(_ seal: UploadSeal, _ part: RecordingPart, of room: RoomID) async throws {
        guard let key = IdempotencyKey("stored:\(room):\(part.meeting):\(part.track.rawValue):\(part.number)") else {
            return
        }
        try await alone {
            let recording = StoredRecording(room: room, part: part, bytes: seal.bytes, sha256: seal.sha256)
            var ledger = try await known(part.meeting).recordings
            ledger.store(recording)
            let whole = ledger.parts(of: room, part.track).allSatisfy { $0.stored != nil }
            let job = RemuxJob(meeting: part.meeting, room: room, track: part.track)
            let outbox = whole ? [try job.message] : []
            try await append([.stored(recording: recording)], to: part.meeting, key: key, at: clock(), outbox: outbox)
            refreshPlans()
        }
    }

    private func file(_ part: RecordingPart, of room: RoomID) async throws -> RecordingLedger.Part? {
        let key = RecordingLedger.Key(room: room, track: part.track, number: part.number)
        return try await meeting(part.meeting)?.recordings.parts[key]
    }
}
