import Meetings
import Offices

/// Who gave a meeting's notice, as the API tells it.
struct NoticeGiver: Codable, Sendable {
    let name: String
    let role: Role
    let roleTerm: String
    let office: OfficeID

    init(_ actor: Actor) { (name, role, roleTerm, office) = (actor.name, actor.role, actor.role.term, actor.office) }
}

/// What was taken although somebody should look at it again.
struct WarningAnswer: Codable, Sendable {
    let office: OfficeID
    let message: String
    let english: String
    let remark: String

    /// An office that is asked to a meeting outside its working hours.
    static func all(of meeting: Meeting) -> [WarningAnswer] {
        guard let notice = meeting.notice, let outside = notice.outsideHours else { return [] }
        let asked = notice.invited.map(\.office) + notice.directorates
        return asked.filter { outside.contains($0.id) }.map { office in
            let time = office.zone.time(notice.start)
            return WarningAnswer(
                office: office.id,
                message:
                    "rapat pukul \(time) berada di luar jam kerja \(office.name); pemberitahuannya menyebutkan hal itu",
                english: "the meeting at \(time) lies outside the working hours of \(office.name); its notice says so",
                remark: "bukan dari SOP: outside-hours")
        }
    }
}
