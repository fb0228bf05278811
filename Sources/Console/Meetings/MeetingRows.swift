import Meetings
package import Offices
import Procedures

/// How an office attended a meeting, as the API tells it.
struct PresenceAnswer: Codable, Sendable {
    let office: OfficeID
    let mode: Presence.Mode
    let name: String?
    let post: String?
    let joined: Moment?
    let left: Moment?
    /// Why the meeting did not wait for it.
    let reason: String?
    /// The office's head, or its operator on his order, has confirmed the line; `false` marks it as an operator noted it.
    let confirmed: Bool
    /// Who confirmed it.
    let confirmedBy: String?
    /// Recorded on the head's order, and not confirmed by himself (AC-126).
    let confirmedOnOrder: Bool

    init(_ presence: Presence) {
        (office, mode) = (presence.office.id, presence.mode)
        (name, post) = (presence.name?.text, presence.post?.text)
        (joined, left, reason) = (presence.joined, presence.left, presence.reason?.text)
        (confirmed, confirmedBy) = (presence.confirmed != nil, presence.confirmed?.actor.name)
        confirmedOnOrder = presence.isConfirmedOnOrder
    }
}

/// An agreement in the register of follow-up, as the API tells it.
struct FollowUpAnswer: Codable, Sendable {
    let agreement: Int
    let text: String
    let office: OfficeID
    let due: CivilDay
    let zone: Zone
    let state: FollowUpItem.State
    let note: String?
    let evidence: String?
    /// The due day has ended where the office is.
    let overdue: Bool

    init(_ item: FollowUpItem, at now: Moment) {
        (agreement, text, office, due) = (item.agreement, item.text.text, item.office, item.due)
        (zone, state, note) = (item.zone, item.state, item.last?.note.text)
        (evidence, overdue) = (item.evidence?.text, item.isOverdue(at: now))
    }
}

/// What was agreed in one of the meetings and is not done yet (AC-096).
package struct OpenFollowUpAnswer: Codable, Sendable {
    package let meeting: MeetingID
    let label: String
    let item: FollowUpAnswer

    static func all(of meeting: Meeting, at now: Moment) -> [OpenFollowUpAnswer] {
        meeting.followUpItems.filter { $0.state != .done }.map {
            OpenFollowUpAnswer(meeting: meeting.id, label: meeting.label, item: FollowUpAnswer($0, at: now))
        }
    }
}
