import Cases
import Documents
import Engine
import Foundation
import Meetings
import Offices
import Procedures
import Reports
import RoomLink

@testable import ControlRoom
@testable import Journal

/// A meeting in full course, made once from the golden files of its events, and everything that is made of a meeting.
enum Stage {
    static let rooms = ["rko", "kpp-jayapura", "kpp-ambon"].compactMap { RoomID($0) }
    static let streams: [(StreamID, EventType)] = [
        ("meeting/019a0000-0000-7000-8000-000000000012", "act.performed@1"),
        ("case/019a0000-0000-7000-8000-000000000013", "case.acted@1"),
        ("room/rko", "room.fact@1"),
    ]

    private static let played = Result { () throws -> Meeting in
        let lines = try Samples.meeting().split(separator: 10)
        let events = try lines.map { try JSONDecoder().decode(MeetingEvent.self, from: Data($0)) }
        guard let id = MeetingID("019a0000-0000-7000-8000-000000000012"),
            var meeting = try Docket.meeting(id, beginningWith: events[0])
        else { throw CocoaError(.coderInvalidValue) }
        for event in events { meeting.evolve(event, at: Recipe.now) }
        return meeting
    }

    static func meeting() throws -> Meeting { try played.get() }

    private static let begun = Result { () throws -> Docket in
        var docket = Docket(correspondence: try Correspondence.load())
        for line in try Samples.cases().split(separator: 10) + Samples.meeting().split(separator: 10) {
            for (stream, name) in streams {
                guard let entry = try? Docket.Entry(stored(Array(line), stream, name, 1)) else { continue }
                try? docket.take(entry)
            }
        }
        return docket
    }

    static func docket() throws -> Docket { try begun.get() }

    static func stored(_ payload: [UInt8], _ stream: StreamID, _ type: EventType, _ number: Int64) -> StoredEvent {
        StoredEvent(
            position: number, stream: stream, version: number, type: type, payload: payload, storedType: type,
            actor: Array("{}".utf8), onBehalfOf: nil, onOrderOf: nil, office: nil, occurredAt: Recipe.now,
            clockOffset: 0, recordedAt: Recipe.now, key: "fuzz", hash: .genesis)
    }

    /// Makes of a meeting what rooms, pages, reports and evidence make of it.
    static func look(at meeting: Meeting) throws {
        for room in rooms {
            if let plan = meeting.plan(for: room, openings: [:], revision: 1, at: Recipe.now) {
                _ = try JSONEncoder().encode(plan)
            }
            for track in Track.allCases { _ = meeting.recordings.gaps(of: room, track).map(\.seconds) }
            _ = EvidenceDesk.screens(of: room, in: meeting)
        }
        for site in meeting.sites {
            _ = (meeting.page(shownBy: site.office.id), EvidenceDesk.files(of: site.office.id, in: meeting))
            _ = meeting.presences
        }
        _ = (
            meeting.pageOnAir, meeting.displayIsCurrent, meeting.proceedings.available(),
            meeting.lateClose(at: Recipe.now)
        )
        _ = (meeting.recordings.outstanding, meeting.recordings.running, meeting.parties)
        _ = try Summary(meeting).bytes()
        try report(of: meeting)
    }

    private static let correspondence = Result { try Correspondence.load() }
    private static let directory = Result { try OfficeDirectory(rooms: [], headOffice: HeadOffice.load()) }

    private static func report(of meeting: Meeting) throws {
        let actor = Actor(
            id: PersonID(at: Recipe.now), name: "Sari", role: .operatorRko, office: .kantorPusat)
        let content = ReportContent(
            meeting: meeting, directory: try directory.get(), correspondence: try correspondence.get(), actor: actor,
            now: Recipe.now)
        _ = content.report(number: nil, head: .empty, fingerprint: nil)
    }
}
