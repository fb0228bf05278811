package import Cases
import Journal
package import Meetings
package import Offices

/// How the docket is filled at a start, and how what is at rest is read.
extension Engine {
    /// Takes in the journal: from the snapshot's position with what was open then, or from the first event.
    ///
    /// To be called once, before anything is submitted. Throws what this version of the program cannot read.
    package func start(from snapshot: DocketSnapshot?) async throws {
        var docket = docket
        if let snapshot {
            docket.begin(with: snapshot)
            for stream in snapshot.open { try docket.wake(try await past(of: stream)) }
        }
        // What was woken may reach beyond the snapshot; the others begin there.
        for try await batch in ReadAhead(journal: journal, position: snapshot?.head.position ?? 0) {
            for entry in batch where !docket.holds(entry.event) {
                if docket.lacksPast(of: entry.event) {
                    let past = try await past(of: entry.event.stream)
                    try docket.wake(past.filter { $0.event.version < entry.event.version })
                }
                try docket.take(entry)
            }
        }
        remember { $0 = docket }
        await begin()
    }

    /// A meeting as it stands, from memory or, when it is at rest, from the journal; `nil` when there is none.
    package nonisolated func meeting(_ id: MeetingID) async throws -> Meeting? {
        if let known = docket.meeting(id) { return known }
        return try await read(.meeting(id)).meeting(id)
    }

    /// A case as it stands, from memory or, when it is at rest, from the journal; `nil` when there is none.
    package nonisolated func caseOf(_ id: CaseID) async throws -> Case? {
        if let known = docket.caseOf(id) { return known }
        return try await read(.other(id)).caseOf(id)
    }

    /// Reads a case that is at rest, without taking it into memory for good.
    private nonisolated func read(_ subject: CaseReference) async throws -> Docket {
        let before = docket
        var reading = before.empty
        try reading.wake(try await past(of: subject.stream))
        // Another event may have come while this one was read; then it is asked for again next time.
        let read = reading
        remember { if $0.head == before.head { $0.shelve(subject, from: read) } }
        return read
    }
}
