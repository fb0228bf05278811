import Cases
import Engine
import Foundation
import Journal
import Meetings
import Offices
import Procedures
import Testing

@testable import ControlRoom

/// Events of an office that has a policy and a calendar of its own.
enum SwitchedSamples {
    static func all(_ moment: Moment, notice: Notice) throws -> [(name: String, draft: EventDraft)] {
        let switches = PolicySwitches(off: try rules("AC-032"), on: try rules("AC-072"))
        let meeting = MeetingOpening(
            number: 12, host: Site(office: Service.host, room: Service.hostRoom), versions: [.p02: 1, .p09: 1],
            switches: switches, kind: .leadershipCoordination)
        let host = Office(id: Service.proposer, name: "Direktorat PKP", kind: .direktorat, zone: .wib, sections: [])
        let opening = CaseOpening(
            number: 3, course: .monitoring, subject: try line("Penerimaan"), host: host, versions: [.p01: 1],
            switches: switches)
        return try [
            ("meeting.opened@1 switches", try EventCodec.draft(MeetingEvent.opened(meeting), at: moment)),
            ("case.opened@1 switches", try EventCodec.draft(CaseEvent.opened(opening), at: moment)),
            ("act.noticed@1 copies", try copied(notice, moment)),
            ("act.noticed@1 outsideHours", try late(notice, moment)),
            ("calendar.renewed@1", try EventCodec.draft(renewal(moment))),
            ("access.noted@1", try EventCodec.draft(access(moment))),
            ("rights.changed@1", try EventCodec.draft(rights(moment))),
            ("work.retried@1", try EventCodec.draft(retry(moment))),
        ] + MachineSamples.all(moment)
    }

    static func rules(_ texts: String...) throws -> [RuleID] { try texts.map { try #require(RuleID($0)) } }

    private static func copied(_ notice: Notice, _ moment: Moment) throws -> EventDraft {
        var notice = notice
        notice.invited = [Site(office: CopyTests.kpp, room: Service.farRoom)]
        notice.copies = [CopyTests.kanwil]
        let actor = Actor(id: try Samples.person(), name: "Sari", role: .operatorRko, office: Service.host.id)
        let key = try #require(ActKey("P02.3/notify"))
        return try EventCodec.draft(
            MeetingEvent.act(key: key, by: actor, content: .noticed(notice: notice)), at: moment)
    }

    private static func late(_ notice: Notice, _ moment: Moment) throws -> EventDraft {
        var notice = notice
        notice.outsideHours = [Service.far.id]
        let actor = Actor(id: try Samples.person(), name: "Sari", role: .operatorSetdit, office: Service.proposer)
        let key = try #require(ActKey("P03.2/inform"))
        return try EventCodec.draft(
            MeetingEvent.act(key: key, by: actor, content: .noticed(notice: notice)), at: moment)
    }

    private static func access(_ moment: Moment) throws -> AccessEntry {
        AccessEntry(
            kind: .denied, person: try Samples.person(), name: "Sari", address: "10.0.0.1", asked: "GET /api/cases/1",
            count: 3, first: moment, last: moment.advanced(bySeconds: 42))
    }

    private static func rights(_ moment: Moment) throws -> RightsChange {
        let (person, id) = (try Samples.person(), "019a0000-0000-7000-8000-000000000031")
        let token = PersonalTokenID(uuid: try #require(UUID(uuidString: id)))
        let post = Post(role: .operatorRko, office: Service.host.id, from: moment)
        return RightsChange(
            id: try #require(UUID(uuidString: id)), by: .administrator("root"), at: moment,
            changes: [
                RightsChange.Change(.personAdded, person, "Sari", posts: [post]),
                RightsChange.Change(.passwordSet, person, "Sari"),
                RightsChange.Change(.tokenMade, person, "Sari", token: token),
            ])
    }

    private static func retry(_ moment: Moment) throws -> WorkRetry {
        WorkRetry(
            work: 7, topic: "remux", text: "menyatukan rekaman siaran rko, rapat RLJJ-3", lastError: "disk full",
            person: try Samples.person(), name: "Sari", at: moment)
    }

    private static func renewal(_ moment: Moment) throws -> CalendarRenewal {
        let decree = HolidayTable.Decree(numbers: ["1 Tahun 2026"], signed: try #require(CivilDay("2026-11-20")))
        let day = HolidayTable.Day(
            day: try #require(CivilDay("2026-11-25")), kind: .jointLeave, name: "Hari Guru", decree: decree)
        let table = try HolidayTable(id: .init(year: 2026, version: 2), decree: decree, days: [day])
        let entry = KeptTable(table: table, person: try Samples.person(), name: "Sari", at: moment)
        let change = HolidayChange(day: day.day, before: nil, after: day)
        return CalendarRenewal(entry, changes: [change], moved: 4)
    }
}
