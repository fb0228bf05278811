import Journal
import Meetings

extension ControlRoom {
    /// Does what the clock alone brings about; called every few seconds.
    ///
    /// Meetings are closed whose recording ended before they did; the plans of rooms follow the slots that come and go, and
    /// the leases of meetings that go on are prolonged.
    package func keepTime() async {
        await closeLate()
        refreshPlans()
    }

    private func closeLate() async {
        for meeting in docket.meetings.values where !meeting.lateClose(at: clock()).isEmpty {
            guard let key = IdempotencyKey("closed:\(meeting.id)") else { continue }
            try? await alone {
                let events = try await known(meeting.id).lateClose(at: clock())
                guard !events.isEmpty else { return }
                try await append(events, to: meeting.id, key: key, at: clock())
                refreshPlans()
            }
        }
    }
}
