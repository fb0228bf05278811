import Meetings
import Offices
import Procedures

extension ActDesk {
    /// The Kanwils that get the notice for information: those asked for, else those above the invited KPPs that are not
    /// invited themselves, where the meeting follows the rule (AC-071, AC-072).
    func copies(
        _ asked: [OfficeID]?, of invited: [Office], _ act: ActReference, in meeting: Meeting
    ) throws -> [Office] {
        if let asked {
            return try asked.map { id throws(Meeting.Refusal) in
                guard let office = directory[id] else { throw noKanwil(id, act) }
                return office
            }
        }
        guard meeting.proceedings.procedures.follow(.copyToKanwil) else { return [] }
        let parents = Set(invited.filter { $0.kind == .kpp }.compactMap(\.parent))
        let there = meeting.sites.map(\.office.id) + invited.map(\.id)
        return parents.subtracting(there).sorted().compactMap { directory[$0] }
    }

    private func noKanwil(_ office: OfficeID, _ act: ActReference) -> Meeting.Refusal {
        let known = directory.offices.filter { $0.kind == .kanwil }.map(\.id.description).joined(separator: ", ")
        return Meeting.Refusal(
            rule: .form, act: act, message: "\(office) bukan Kanwil; yang ada: \(known)",
            english: "\(office) is no Kanwil; there are: \(known)")
    }
}
