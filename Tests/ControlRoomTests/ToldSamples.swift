import Engine
import Foundation
import Journal
import Meetings
import Offices
import Procedures
import Testing

@testable import ControlRoom

/// Events with what a report tells beyond what they told at first: topics, their summaries, the date of the report behind
/// a meeting.
enum ToldSamples {
    static func all(_ moment: Moment, notice: Notice) throws -> [(name: String, draft: EventDraft)] {
        var notice = notice
        notice.topics = [try line("Penerimaan"), try line("Restitusi")]
        let summary = TopicSummary(topic: 2, summary: try #require(Passage("Tunggakan 1.482 berkas.")))
        let report = ReportFile(
            number: try line("LHR-12/RKO/2026"), pdf: Samples.blob(5), bytes: 1000, versions: [1], at: moment,
            discussion: [summary])
        return [
            ("act.noticed@1 topics", try draft("P02.3/notify", .noticed(notice: notice), moment)),
            ("act.reported@1 discussion", try draft("P09.4/write", .reported(report: report), moment)),
            ("act.decided@1 dated", try draft("P02.1", try decided(), moment)),
        ]
    }

    private static func decided() throws -> ActContent {
        let letter = Ground.Letter(
            number: try line("S-1/PJ.08/2026"), date: try line("21 November 2026"), proposer: Service.proposer,
            report: try line("Penerimaan"), reportNumber: try line("LAP-1/PJ.08/2026"),
            reportDate: try line("20 November 2026"))
        let decision = Decision(needed: true, ground: .letter(letter), agenda: try line("Penerimaan"))
        return .decided(
            decision: decision, number: 12, host: Site(office: Service.host, room: Service.hostRoom))
    }

    private static func draft(_ key: String, _ content: ActContent, _ moment: Moment) throws -> EventDraft {
        let actor = Actor(id: try Samples.person(), name: "Sari", role: .operatorRko, office: Service.host.id)
        let event = MeetingEvent.act(key: try #require(ActKey(key)), by: actor, content: content)
        return try EventCodec.draft(event, at: moment)
    }
}
