import Meetings
import Offices
import Procedures

/// An office that got the notice for information: no party of the meeting.
struct CopyAnswer: Codable, Sendable {
    let office: OfficeID
    let name: String
    /// "bukan dari SOP": the copy follows AC-072.
    let remark: String?

    init(_ office: Office) {
        (self.office, name, remark) = (office.id, office.name, Basis.derived.remark)
    }
}

extension MeetingAnswer {
    /// What the notice says, for an office that only got a copy: no materials, no agreements, no report.
    var asNotice: MeetingAnswer {
        var answer = self
        (answer.agreements, answer.followUps, answer.attendance) = ([], [], [])
        (answer.recordings, answer.report, answer.reportNumber) = ([], nil, nil)
        answer.directoratesReleased = [:]
        for index in answer.sites.indices { answer.sites[index].materials = [] }
        return answer
    }
}
