import Documents
import Engine
import Journal
import Meetings
import Offices
import Procedures

/// The papers of meetings: kept with the act that issues them, numbered by the one register.
extension ControlRoom {
    func paperMeans(at now: Moment) -> Meeting.Means { docket.means(accounts.people.register, at: now) }
}

/// A report was printed under a number that another report of this office has taken meanwhile: it must be printed again.
struct ReportNumberTaken: Error {
    /// Throws itself when what was printed is numbered otherwise than it would be now.
    static func check(_ content: ActContent, of meeting: Meeting, with means: Meeting.Means) throws(ReportNumberTaken) {
        guard case .reported(let report) = content, let number = meeting.reportNumber(with: means) else { return }
        if report.number.text != "\(number)" { throw ReportNumberTaken() }
    }
}
