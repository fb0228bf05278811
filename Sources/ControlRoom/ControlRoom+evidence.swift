import Foundation
import Meetings
package import Offices
import Procedures

extension ControlRoom {
    /// Builds the meeting's evidence folder as of now and returns its path.
    package func buildEvidence(of id: MeetingID) async throws -> String {
        let meeting = try await known(id)
        guard meeting.proceedings.isFinished(meeting.conduct) else { throw unfinished(meeting) }
        let (evidence, now) = (EvidenceDesk(folder: folder, journal: journal, shelf: desk.recordings), clock())
        // Asked for twice at once, the second waits and finds it there.
        return try await sealing.hold("\(folder.meeting(id))/evidence") { try await evidence.build(meeting, at: now) }
    }

    /// The case ends when every party has the report and has begun to follow up (P09.6, AC-096).
    private func unfinished(_ meeting: Meeting) -> Meeting.Refusal {
        let open = meeting.proceedings.available().filter {
            $0.key.act.procedure == meeting.conduct && $0.timesDone == 0
        }
        let words = { (text: (OpenAct) -> String) in
            open.prefix(6).map { "\($0.key) \(text($0))" }.joined(separator: "; ")
        }
        return Meeting.Refusal(
            rule: .order, act: meeting.reference(.end),
            message:
                "rapat belum sampai «Proses selesai» (\(meeting.reference(.end))); yang ditunggu: \(words { $0.label.id })",
            english:
                "the meeting has not reached its end (\(meeting.reference(.end))); awaited: \(words { $0.label.en })")
    }
}
