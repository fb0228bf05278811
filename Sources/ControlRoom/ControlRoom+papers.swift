import Documents
import Journal
import Meetings
import Offices
import Procedures

/// The papers of meetings: kept with the act that issues them, numbered by the one register.
extension ControlRoom {
    func paperMeans(at now: Moment) -> Meeting.Means {
        Meeting.Means(correspondence: correspondence, numbers: docket.counts.numbers, now: now)
    }

    /// Decides an act and keeps it with the papers that it issues; to be called in the turn.
    ///
    /// `nil` when the report was printed under a number that another report of this office has taken meanwhile: it must
    /// be printed again.
    func keep(
        _ content: ActContent, of request: ActRequest, on id: MeetingID, by actor: Actor, key: IdempotencyKey,
        asked: [UInt8]
    ) async throws -> Meeting? {
        let (meeting, now) = (try await known(id), clock())
        let means = paperMeans(at: now)
        let events = try meeting.decide(request.key, content, by: actor, at: now)
        if case .reported(let report) = content, let number = meeting.reportNumber(with: means),
            report.number.text != "\(number)"
        {
            return nil
        }
        let papers = try meeting.issues(of: content, key: request.key, by: actor, with: means)
        let named = try assigning(request, by: actor, in: meeting.proceedings)
        try await append(events + named + papers, to: id, key: key, at: now, request: asked)
        refreshPlans()
        return try await known(id)
    }
}
