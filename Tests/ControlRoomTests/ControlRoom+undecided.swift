import Journal
import Meetings
import Offices

@testable import ControlRoom
@testable import Engine

extension ControlRoom {
    /// Keeps events that nobody decided: what an earlier program wrote, or what a test begins with.
    func append(
        _ events: [MeetingEvent], to id: MeetingID, key: IdempotencyKey, at moment: Moment,
        outbox: [OutboxMessage] = []
    ) async throws {
        try await engine.submit(
            Command(key: key, request: nil, on: [.meeting(id)]) { _, _ in
                var proposal = try Proposal(events, to: Meeting.self, id, at: moment)
                if let last = proposal?.drafts.indices.last { proposal?.drafts[last].outbox += outbox }
                return proposal
            })
    }
}
