import Cases
import Engine
import Foundation
import Meetings
import Offices
import RoomLink
import Scheduling
import Testing

@testable import ControlRoom
@testable import Journal

/// Journals of today must be readable for ever: each event's bytes as they were first written lie in `Golden`.
///
/// `WRITE_GOLDEN=1` in the environment writes the files that are missing; a file that is there is never changed.
@Suite(.serialized)
struct GoldenTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Golden")

    private static func file(_ name: String) -> URL {
        folder.appending(path: name.replacing(" ", with: "-") + ".json")
    }

    @Test("Every event name, and every kind of fact, has its golden file")
    func complete() throws {
        for (name, draft) in try Samples.all() where ProcessInfo.processInfo.environment["WRITE_GOLDEN"] == "1" {
            let path = Self.file(name).path
            guard !FileManager.default.fileExists(atPath: path) else { continue }
            try Data(draft.payload + [10]).write(to: URL(fileURLWithPath: path))
        }
        let samples = try Samples.all()
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        for form in MeetingEvent.forms.union(CaseEvent.forms).union(ScheduleEvent.forms) {
            #expect(files.contains("\(form).json"), "\(form) has no golden file")
            #expect(samples.contains { "\($0.draft.type)" == form }, "\(form) has no sample")
        }
        for (name, _) in samples {
            #expect(files.contains(Self.file(name).lastPathComponent), "\(name) has no golden file")
        }
        #expect(files.count == samples.count, "a file that no sample stands for: \(files.sorted())")
    }

    @Test("A golden file is read as the event that it was written for, and written again to the same bytes")
    func sameBytes() throws {
        for (name, draft) in try Samples.all() {
            let bytes = Array(try Data(contentsOf: Self.file(name)).dropLast())
            #expect(String(decoding: bytes, as: UTF8.self) == String(decoding: draft.payload, as: UTF8.self), "\(name)")
            let event = try stored(bytes, draft, name)
            let again: EventDraft
            if name == "room.fact@1" {
                let entry = try EventCodec.roomFact(event)
                again = try EventCodec.draft(entry.fact, of: entry.room)
            } else if name.hasPrefix("case.") {
                again = try EventCodec.draft(EventCodec.caseEvent(event), at: event.occurredAt)
            } else if name.hasPrefix("booking.") {
                again = try EventCodec.draft(EventCodec.scheduleEvent(event), by: nil, at: event.occurredAt)
            } else if name.hasPrefix("calendar.") {
                again = try EventCodec.draft(JSONDecoder().decode(CalendarRenewal.self, from: Data(event.payload)))
            } else if name.hasPrefix("access.") {
                again = try EventCodec.draft(JSONDecoder().decode(AccessEntry.self, from: Data(event.payload)))
            } else if name.hasPrefix("rights.") {
                again = try EventCodec.draft(JSONDecoder().decode(RightsChange.self, from: Data(event.payload)))
            } else if name.hasPrefix("work.") {
                again = try EventCodec.draft(JSONDecoder().decode(WorkRetry.self, from: Data(event.payload)))
            } else if name.hasPrefix("machine.") {
                again = try EventCodec.draft(JSONDecoder().decode(MachineEntry.self, from: Data(event.payload)))
            } else if name.hasPrefix("state.") {
                again = try EventCodec.draft(JSONDecoder().decode(SetBack.self, from: Data(event.payload)))
            } else if name.hasPrefix("act.refused") {
                again = try EventCodec.draft(JSONDecoder().decode(RefusedAct.self, from: Data(event.payload)))
            } else {
                again = try EventCodec.draft(EventCodec.meetingEvent(event), at: event.occurredAt)
            }
            #expect(again.payload == bytes, "\(name)")
            #expect(again.type == draft.type, "\(name)")
            #expect(again.occurredAt == draft.occurredAt, "\(name)")
        }
    }

    @Test(
        "An event of a name or a version that is not known is refused, not guessed",
        arguments: ["act.sung@1", "act.noted@2", "case.acted@2"])
    func unknown(type: String) throws {
        let draft = try #require(try Samples.all().first)
        let event = try stored(draft.draft.payload, draft.draft, type)
        #expect(throws: UnreadableEvent.self) { try EventCodec.meetingEvent(event) }
        #expect(throws: UnreadableEvent.self) { try EventCodec.caseEvent(event) }
    }

    private func stored(_ payload: [UInt8], _ draft: EventDraft, _ name: String) throws -> StoredEvent {
        let type = try #require(EventType(String(name.prefix { $0 != " " })))
        let hash = try JSONDecoder().decode(
            ChainHash.self, from: Data("\"\(String(repeating: "0", count: 64))\"".utf8))
        return StoredEvent(
            position: 1, stream: "meeting/1", version: 1, type: type, payload: payload, storedType: type,
            actor: draft.actor, onBehalfOf: nil, onOrderOf: nil, office: draft.office, occurredAt: draft.occurredAt,
            clockOffset: draft.clockOffset, recordedAt: draft.occurredAt, key: "golden", hash: hash)
    }
}
