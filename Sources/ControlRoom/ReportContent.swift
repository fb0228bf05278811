import Digests
import Documents
import Foundation
import Journal
import Meetings
import Offices
import Procedures
import Reports
import RoomLink

/// What the report says, taken from the meeting as it stands; plain arithmetic on values.
///
/// Nothing is said that no event of the meeting says: where a fact lacks, its place stays empty or says that it lacks.
struct ReportContent {
    let meeting: Meeting
    let directory: OfficeDirectory
    let correspondence: Correspondence
    /// Who writes it.
    let actor: Actor
    let now: Moment
    /// What the writer put down of the topics of the agenda.
    var discussion: [TopicSummary] = []

    func report(number: Line?, head: Head, fingerprint: String?) -> MeetingReport {
        var report = MeetingReport(
            number: number?.text ?? "", heading: heading, items: items, made: now, zone: hostZone, meeting: identity,
            ground: ground, chair: chair, notulis: official(actor),
            evidence: MeetingReport.Evidence(
                journalPosition: head.position, journalHead: ContentHash(digest: head.hash.bytes),
                keyFingerprint: fingerprint))
        report.acts = acts
        report.discussion = topics
        report.rooms = rooms
        report.attendance = attendance
        report.materials = materials
        report.agreements = agreements
        report.display = display
        report.incidents = (incidents + disturbances).sorted { $0.at < $1.at }
        report.distribution = distribution
        report.followUps = followUps
        report.signing = meeting.proceedings.procedures.follow(.reportSigning) ? rule(.reportSigning) : nil
        report.derived = derived
        return report
    }

    var hostZone: Zone { meeting.host?.office.zone ?? .wib }

    private var heading: MeetingReport.Heading {
        let host = meeting.host?.office
        let paper = correspondence.paper(.laporanHasilRapat)
        return MeetingReport.Heading(
            unit: host?.name ?? "", place: host.flatMap { correspondence.town(of: $0) },
            urgency: paper?.urgency.name ?? "", security: paper?.security.name ?? "")
    }

    private var identity: MeetingReport.Meeting {
        MeetingReport.Meeting(
            id: meeting.id, label: meeting.label, title: meeting.agenda, agenda: meeting.topics,
            hostRoom: meeting.host.map { name(of: $0.room) } ?? "", opened: meeting.opened, closed: meeting.closed)
    }

    private var topics: [MeetingReport.Topic] {
        meeting.topics.enumerated().map { index, title in
            MeetingReport.Topic(
                title: title, summary: discussion.first { $0.topic == index + 1 }?.summary.text)
        }
    }

    // MARK: - Who chaired and who wrote (P09.2, P09.3)

    /// The chair of the meeting, who gave the order where somebody else recorded it; before the opening whom the notice
    /// names.
    private var chair: MeetingReport.Official {
        guard let chair = meeting.chair else {
            return MeetingReport.Official(name: meeting.notice?.chair.text ?? "", post: "menurut pemberitahuan")
        }
        return official(chair.name.text, post(chair.role, chair.office), chair.acting)
    }

    func official(_ actor: Actor) -> MeetingReport.Official {
        official(actor.name, post(actor.role, actor.office, actor.section), actor.acting)
    }

    private func official(_ name: String, _ post: String, _ acting: Acting?) -> MeetingReport.Official {
        let order = acting.map { acting in
            (acting.holder.map { "menggantikan \($0), " } ?? "") + "\(acting.order)"
        }
        return MeetingReport.Official(name: name, post: post, acting: acting?.kind.term, order: order)
    }

    /// The Dirjen heads the room in which he chairs; everybody else the office where the role is held.
    private func post(_ role: Role, _ office: OfficeID, _ section: SectionID? = nil) -> String {
        role.title(in: office, section: section, directory)
    }

    var acts: [MeetingReport.ChairAct] {
        [(MeetingReport.ChairAct.Kind.opening, ConductAct.open), (.closing, .close)].compactMap { kind, act in
            guard let mark = meeting.done(act)?.first else { return nil }
            let confirmed = meeting.confirmation(of: act).map { confirmation in
                "\(confirmation.actor.signature(in: directory).id), "
                    + "\(hostZone.date(confirmation.at)) pukul \(hostZone.time(confirmation.at, seconds: true))"
            }
            return MeetingReport.ChairAct(
                kind: kind, at: mark.at, by: mark.actor.signature(in: directory).id, confirmed: confirmed,
                isOral: mark.actor.order != nil)
        }
    }

    func name(of room: RoomID) -> String { directory.rooms.first { $0.id == room }?.name ?? room.description }

    func officeName(_ office: OfficeID) -> String { directory[office]?.name ?? office.description }
}
