import Documents
import Foundation
import Journal
package import Meetings
import Offices
import Procedures
import Reports

extension ControlRoom {
    /// The path of a later edition of the report's annex on delivery and follow-up (P09.4, P09.5).
    ///
    /// The report itself is printed before it goes out, and is never printed again. This says who has it and what was
    /// begun: drawn when first asked for in a state of these, then kept by what it says.
    package func deliveries(of meeting: Meeting) async throws -> String {
        guard let report = meeting.report, let writer = meeting.done(.write)?.last.actor else {
            throw ControlRoomFailure.work("the meeting has no report")
        }
        let content = ReportContent(
            meeting: meeting, directory: directory, correspondence: correspondence, actor: writer, now: clock())
        var told = content.report(number: report.number, head: try await journal.head(), fingerprint: nil)
        told.edition = .later
        // What it says but for when it was drawn.
        let says = [try Self.letterText.encode(told.distribution), try Self.letterText.encode(told.followUps)]
        let edition = told
        return try await printed(Data(told.number.utf8) + says.joined()) {
            try await ReportRenderer.deliveries(edition, to: $0)
        }
    }
}
