package import Calls
package import ControlRoom
package import Meetings

/// Meetings from their decision to their report, and what is done in them.
package enum MeetingCalls {
    package static let list = Call(
        .get, "/api/meetings", by: .person, "Meetings that the person may see, newest first, in pages (limit, before)",
        gives: [MeetingAnswer].self, with: CallParameter.page)
    package static let begin = Call(
        .post, "/api/meetings", by: .person, "P02.1 on the Dirjen's own information or a letter from outside",
        takes: Decision.self, gives: MeetingAnswer.self, status: 201, with: [.key])
    package static let show = Call(
        .get, "/api/meetings/:meeting", by: .person, "A meeting", gives: MeetingAnswer.self)
    package static let act = Call(
        .post, "/api/meetings/:meeting/acts", by: .person, "Perform an act", takes: ActRequest.self,
        gives: MeetingAnswer.self, with: [.key])
    package static let probe = Call(
        .post, "/api/meetings/:meeting/probes", by: .person, "Test a room's devices", takes: ProbeForm.self,
        gives: ProbeAnswer.self, status: 202, with: [.key])
    static let giveUp = Call(
        .post, "/api/meetings/:meeting/recordings/give-up", by: .person,
        "Give a recording up that will never arrive (bukan dari SOP): by the host's operator, with a reason",
        takes: GivingUp.self, gives: MeetingAnswer.self)
    package static let materials = Call(
        .post, "/api/materials", by: .person, "Hand in a PDF; its hash comes back", takes: File.self,
        as: ["application/pdf"], atMost: 64 << 20, gives: MaterialShelf.Entry.self, status: 201,
        with: [CallParameter("name", in: .query, .text)])
    package static let report = Call(
        .get, "/api/meetings/:meeting/report.pdf", by: .person, "Laporan Hasil Rapat", gives: File.self,
        typed: "application/pdf")
    package static let deliveries = Call(
        .get, "/api/meetings/:meeting/deliveries.pdf", by: .person,
        "Its annex on delivery and follow-up (Lampiran V), as it stands now", gives: File.self,
        typed: "application/pdf")
    package static let followUps = Call(
        .get, "/api/follow-ups", by: .person,
        "What was agreed in the meetings that the person may read and is not done yet, the earliest due day first",
        gives: [OpenFollowUpAnswer].self)
    static let tasks = Call(
        .get, "/api/meetings/:meeting/tasks", by: .person, "What can be done now", gives: [TaskAnswer].self)
}
