import Foundation
import Journal
import Meetings
import Offices
import Procedures
import Reports
import RoomLink

/// What the report says, taken from the meeting as it stands; plain arithmetic on values.
struct ReportContent {
    let meeting: Meeting
    let directory: OfficeDirectory
    /// Who writes it.
    let actor: Actor
    let now: Moment

    func report(number: Line?, head: Head, fingerprint: String?) -> MeetingReport {
        var report = MeetingReport(
            number: number?.text ?? "", made: now, zone: hostZone, meeting: identity, ground: ground,
            chair: MeetingReport.Official(name: chairName, post: chairPost),
            notulis: MeetingReport.Official(name: actor.name, post: actor.role.term),
            evidence: MeetingReport.Evidence(
                journalPosition: head.position, journalHead: BlobHash(head.hash.hex) ?? BlobHash(digest: []),
                keyFingerprint: fingerprint))
        if let remark = meeting.kind.remark {
            report.ground.summary += " Jenis rapat: \(meeting.kind.name) (\(remark))."
        }
        report.rooms = rooms
        report.attendance = attendance
        report.materials = materials
        report.agreements = agreements
        report.display = display
        report.incidents = incidents
        report.distribution = distribution
        report.followUps = followUps
        return report
    }

    private var hostZone: Zone { meeting.host?.office.zone ?? .wib }

    private var identity: MeetingReport.Meeting {
        MeetingReport.Meeting(
            id: meeting.id, label: meeting.label, title: meeting.agenda, agenda: [meeting.agenda],
            hostRoom: meeting.host.map { name(of: $0.room) } ?? "", opened: meeting.stage.began ?? now,
            closed: meeting.stage.ended ?? now)
    }

    private var ground: MeetingReport.Ground {
        switch meeting.decision?.ground {
        case .letter(let letter):
            MeetingReport.Ground(
                kind: .letter,
                summary: "Keputusan Direktur Jenderal Pajak atas Surat Usulan Pelaksanaan Rapat Langsung Jarak Jauh.",
                references: [
                    MeetingReport.Reference(
                        title: "Surat Usulan", number: letter.number.text, date: letter.date.text,
                        from: directory[letter.proposer]?.name ?? letter.proposer.description),
                    MeetingReport.Reference(title: letter.report.text),
                ])
        case .report(let report):
            MeetingReport.Ground(
                kind: .letter, summary: "Keputusan atas Laporan Hasil Monitoring dan Analisis.",
                references: [
                    MeetingReport.Reference(
                        title: report.title.text, from: directory[report.unit]?.name ?? report.unit.description)
                ])
        case .ownInformation(let text):
            MeetingReport.Ground(kind: .ownInformation, summary: text.text)
        case nil: MeetingReport.Ground(kind: .ownInformation, summary: "")
        }
    }

    /// The person who opened the meeting (P09.2).
    private var chairName: String {
        meeting.proceedings.done(ActKey(meeting.reference(.open)))?.first.actor.name ?? meeting.notice?.chair.text ?? ""
    }

    private var chairPost: String { (meeting.host?.office.kind.head ?? .dirjen).term }

    private var rooms: [MeetingReport.RoomStay] {
        meeting.sites.map { site in
            let parts = meeting.recordings.parts(of: site.room, .room)
            return MeetingReport.RoomStay(
                room: name(of: site.room), office: site.office.name, zone: site.office.zone,
                role: site == meeting.host ? .host : .site, joined: parts.first?.firstFrame ?? meeting.stage.began,
                left: parts.last?.end?.lastFrame ?? meeting.stage.ended, note: meeting.unconfirmed[site.office.id]?.text
            )
        }
    }

    private var attendance: [MeetingReport.Attendance] {
        meeting.presences.map { presence in
            MeetingReport.Attendance(
                name: presence.name?.text ?? "–", post: presence.post?.text ?? "–", office: presence.office.name,
                mode: mode(presence.mode))
        }
    }

    private func mode(_ mode: Presence.Mode) -> MeetingReport.Attendance.Mode {
        switch mode {
        case .inPerson: .inPerson
        case .represented: .represented
        case .absent: .absent
        }
    }

    private var agreements: [MeetingReport.Agreement] {
        meeting.agreements.map { agreement in
            let replaced = zip(agreement.wordings, agreement.wordings.dropFirst()).map { earlier, later in
                MeetingReport.Agreement.Correction(earlier: earlier.text.text, replaced: later.notedAt)
            }
            let wording = agreement.current
            return MeetingReport.Agreement(
                number: agreement.number, text: wording.text.text, responsible: officeName(wording.responsible),
                due: wording.due.inWords, noted: agreement.wordings[0].notedAt,
                position: meeting.position(of: agreement.wordings[0].notedAt),
                remark: remark(at: agreement.wordings[0].notedAt), corrections: replaced)
        }
    }

    /// Why a moment cannot be seen in the programme's recording; the position is counted all the same.
    private func remark(at moment: Moment) -> String? {
        switch meeting.recorded(at: moment) {
        case .recorded, .unrecorded: nil
        case .beforeFirstFrame: "sebelum rekaman dimulai"
        case .inGap: "dalam jeda rekaman"
        case .afterLastFrame: "setelah rekaman berakhir"
        }
    }

    private var display: MeetingReport.Display? {
        meeting.display.map { display in
            MeetingReport.Display(at: display.at, pages: display.pages.count, screens: meeting.sites.flatMap(screens))
        }
    }

    /// A room's screen, a line for each page that was taken, or one that says that nothing proves it.
    private func screens(_ site: Site) -> [MeetingReport.Display.Screen] {
        let pictures = meeting.screenPictures(site.room)
        if pictures.isEmpty { return [screen(site, nil)] }
        return pictures.map { screen(site, $0) }
    }

    private func screen(_ site: Site, _ picture: ScreenPicture?) -> MeetingReport.Display.Screen {
        MeetingReport.Display.Screen(
            room: name(of: site.room), office: site.office.name, zone: site.office.zone,
            state: picture == nil ? .unproven : .proven, taken: picture?.taken, picture: picture?.sha256,
            note: meeting.unconfirmed[site.office.id]?.text)
    }

    private var incidents: [MeetingReport.Incident] {
        (losses + replacements).sorted { $0.at < $1.at }
    }

    /// Machines that took another's place in a room.
    private var replacements: [MeetingReport.Incident] {
        meeting.replacements.map { replacement in
            let (change, zone) = (replacement.change, meeting.site(in: replacement.room)?.office.zone ?? hostZone)
            let ground =
                change.ground == .silence
                ? "mesin lain melayani ruang ini setelah mesin sebelumnya tidak terdengar"
                : "petugas memilih mesin lain untuk ruang ini"
            return MeetingReport.Incident(
                at: change.at, zone: zone, room: name(of: replacement.room),
                what: "Mesin ruang diganti (\(change.from.boot.tag) → \(change.to.boot.tag)): \(ground).",
                effect: "Kabar terakhir mesin sebelumnya \(zone.time(change.lastHeard, seconds: true)); "
                    + "lihat celah pada tabel rekaman.")
        }
    }

    private var losses: [MeetingReport.Incident] {
        meeting.incidents.map { incident in
            MeetingReport.Incident(
                at: incident.at, zone: meeting.site(in: incident.room)?.office.zone ?? hostZone,
                room: name(of: incident.room),
                what: "Proses \(incident.loss.child.rawValue) berhenti: \(incident.loss.reason)",
                effect: "Dijalankan lagi secara otomatis; lihat celah pada tabel rekaman.")
        }
    }

    private var distribution: [MeetingReport.Delivery] {
        meeting.parties.map { party in
            MeetingReport.Delivery(
                party: party.name, channel: "konsol Ruang Kendali", zone: party.zone,
                delivered: meeting.deliveries[party.id],
                received: meeting.receipts[party.id]?.at)
        }
    }

    private var followUps: [MeetingReport.FollowUp] {
        meeting.followUpItems.map { item in
            MeetingReport.FollowUp(
                agreement: item.agreement, office: officeName(item.office), due: item.due.inWords,
                status: item.state.rawValue + (item.isOverdue(at: now) ? ", lewat waktu" : ""),
                note: item.last?.note.text)
        }
    }

    func name(of room: RoomID) -> String { directory.rooms.first { $0.id == room }?.name ?? room.description }

    private func officeName(_ office: OfficeID) -> String { directory[office]?.name ?? office.description }
}
