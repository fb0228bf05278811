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
        let name = try Self.name(of: told)
        let path = "\(folder.letters)/\(name).pdf"
        if FileManager.default.fileExists(atPath: path) { return path }
        let aside = "\(folder.incoming)/\(UUID().uuidString).pdf"
        try await ReportRenderer.deliveries(told, to: URL(fileURLWithPath: aside))
        let letters = folder.letters
        try await OffPool.run {
            try DurableFile.makeFolder(letters)
            try DurableFile.publish(aside, as: path)
        }
        return path
    }

    /// What it says but for when it was drawn.
    private static func name(of report: MeetingReport) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let says = [try encoder.encode(report.distribution), try encoder.encode(report.followUps)]
        return ContentHash(of: Array(report.number.utf8) + says.joined()).hex
    }
}
