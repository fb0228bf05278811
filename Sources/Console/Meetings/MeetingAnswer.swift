import ControlRoom
import Digests
import Foundation
import Meetings
package import Offices
import Procedures
import RoomLink

/// An act that somebody may do now.
struct TaskAnswer: Codable, Sendable {
    let act: ActReference
    let office: OfficeID?
    let section: SectionID?
    let role: Role
    let roleTerm: String
    /// Where the role is held.
    let at: OfficeID
    let label: String
    let english: String
    /// The rule is not in the official procedure ("bukan dari SOP").
    let derived: Bool
    /// "bukan dari SOP" or "sebagian bukan dari SOP", and the rules by which it is so.
    let remark: String?
    let rules: [RuleID]

    init(_ act: OpenAct) {
        (self.act, office, section, role) = (act.key.act, act.key.office, act.key.section, act.roles[0])
        (roleTerm, at, label, english) = (act.who, act.office, act.label.id, act.label.en)
        (derived, remark, rules) = (act.basis == .derived, act.basis.remark, act.rules)
    }
}

/// A meeting as the API tells it.
package struct MeetingAnswer: Codable, Sendable {
    package let id: MeetingID
    let label: String
    let agenda: String
    /// What it is called for; and "bukan dari SOP" where no procedure knows such a meeting.
    let kind: MeetingKind
    let remark: String?
    /// The case that opened it: a Surat Usulan (P01.14) or a head's decision (P01.6b1).
    package let origin: CaseID?
    package let stage: String
    let began: Moment?
    package let ended: Moment?
    let start: Moment?
    /// Who gave the notice, and as what: either the LO or the Operator does (AC-051).
    let noticedBy: NoticeGiver?
    /// What the notice says beside its time: the offices outside whose working hours the meeting lies.
    let warnings: [WarningAnswer]
    /// The Sekretariat/Direktorat whose materials were not waited for, each with the reason.
    var directoratesReleased: [OfficeID: String]
    /// The planned end.
    let end: Moment?
    /// It goes on past its planned end: announced, never cut.
    let runsOver: Bool
    package internal(set) var sites: [SiteAnswer]
    /// The Kanwils that got the notice for information.
    let copies: [CopyAnswer]
    /// Every site is ready, or the chair does not wait for it.
    let everybodyReady: Bool
    var attendance: [PresenceAnswer]
    var agreements: [AgreementAnswer]
    var followUps: [FollowUpAnswer]
    /// Every page of the agreements was on air, every room's screen is proven: the meeting may be closed.
    package let displayConfirmed: Bool
    /// How often the programme's main picture has changed; an act on air says how many changes it has seen.
    package let airChanges: Int
    /// Pages of the list of agreements, and how many of them were on air.
    package let agreementPages: Int
    package let agreementPagesShown: Int
    package let recordingsOutstanding: Int
    package let recordingsRunning: Int
    var recordings: [RecordingAnswer]
    var report: ContentHash?
    /// The number of the Laporan Hasil Rapat.
    var reportNumber: String?
    let finished: Bool

    init(_ meeting: Meeting, directory: OfficeDirectory, at now: Moment) {
        (id, label, agenda, stage) = (meeting.id, meeting.label, meeting.agenda, meeting.stage.name)
        (kind, remark) = (meeting.kind, meeting.kind.remark)
        origin = meeting.openedOn?.origin ?? meeting.decision?.ground.origin
        (began, ended, start) = (meeting.stage.began, meeting.stage.ended, meeting.notice?.start)
        noticedBy = meeting.noticedBy.map(NoticeGiver.init)
        warnings = WarningAnswer.all(of: meeting)
        directoratesReleased = meeting.releasedDirectorates.mapValues(\.text)
        (end, runsOver) = (meeting.notice?.end, meeting.runsOver(at: now))
        sites = zip(meeting.sites, meeting.readiness).map { SiteAnswer($0, $1, in: meeting) }
        (everybodyReady, attendance) = (meeting.isEverybodyReady, meeting.presences.map(PresenceAnswer.init))
        followUps = meeting.followUpItems.map { FollowUpAnswer($0, at: now) }
        copies = (meeting.notice?.copies ?? []).map(CopyAnswer.init)
        agreements = meeting.agreements.map { AgreementAnswer($0, directory) }
        displayConfirmed = meeting.displayIsConfirmed
        (airChanges, agreementPages) = (meeting.airChanges, meeting.display?.pages.count ?? 0)
        agreementPagesShown = meeting.screenProof.pagesShown.count
        recordingsOutstanding = meeting.recordings.outstanding.count
        recordingsRunning = meeting.recordings.running.count
        recordings = meeting.recordings.parts.sorted { $0.key < $1.key }.map(RecordingAnswer.init)
        (report, reportNumber) = (meeting.report?.pdf, meeting.report?.number.text)
        finished = meeting.proceedings.isFinished(meeting.conduct)
    }
}

/// A site of a meeting, as far as it is ready.
package struct SiteAnswer: Codable, Sendable {
    package let office: OfficeID
    let room: RoomID
    let name: String
    let zone: Zone
    /// The beginning as this office's clock shows it (AC-033).
    let start: String?
    let prepared: Bool
    let hasMaterials: Bool
    let hasDevices: Bool
    /// When the office finished its own preparation (AC-070).
    let ready: Moment?
    let released: Bool
    /// The number of the last device test that the room answered, and whether it passed.
    package let probe: Int
    package let probePassed: Bool
    package let probeObjection: String?
    let page: Int?
    package let screenProven: Bool
    var materials: [MaterialAnswer]

    init(_ site: Site, _ readiness: Readiness, in meeting: Meeting) {
        (office, room, name, zone) = (site.office.id, site.room, site.office.name, site.office.zone)
        prepared = meeting.proceedings.isPrepared(site.office.id)
        start = meeting.notice?.start(in: zone)
        (hasMaterials, hasDevices) = (readiness.hasMaterials, readiness.hasDevices)
        (ready, released) = (readiness.ready, readiness.isReleased)
        let entry = meeting.probes.reports[site.office.id]
        (probe, probePassed) = (entry?.report.number ?? 0, entry?.report.passed ?? false)
        probeObjection = meeting.probes.objection(for: site.office.id, at: entry?.at ?? Moment(microseconds: 0))
        page = meeting.screens[site.office.id]?.page
        screenProven = meeting.isScreenProven(site.room)
        materials = meeting.materials(of: site.office.id).map(MaterialAnswer.init)
    }
}

struct MaterialAnswer: Codable, Sendable {
    let title: String
    let file: ContentHash
    let pages: Int

    init(_ material: Material) {
        (title, file, pages) = (material.title.text, material.file, material.pages.count)
    }
}

struct AgreementAnswer: Codable, Sendable {
    let number: Int
    let version: Int
    let text: String
    let responsible: OfficeID
    /// The responsible office's name.
    let office: String
    let due: CivilDay
    /// `1 Desember 2026`.
    let dueText: String

    init(_ agreement: Agreement, _ directory: OfficeDirectory) {
        (number, version, text) = (agreement.number, agreement.version, agreement.current.text.text)
        (responsible, due) = (agreement.current.responsible, agreement.current.due)
        (office, dueText) = (directory[responsible]?.name ?? responsible.description, due.inWords)
    }
}

extension Meeting.Stage {
    /// The name that the API and the pages use.
    var name: String {
        switch self {
        case .preparing: "preparing"
        case .declined: "declined"
        case .live: "live"
        case .closing: "closing"
        case .closed: "closed"
        case .issued: "issued"
        }
    }
}
