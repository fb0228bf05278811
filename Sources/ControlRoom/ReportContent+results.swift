import Documents
import Meetings
import Offices
import Reports
import RoomLink

extension ReportContent {
    var agreements: [MeetingReport.Agreement] {
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

    var incidents: [MeetingReport.Incident] { (losses + replacements + breaks).sorted { $0.at < $1.at } }

    /// Recordings that broke off because the room's disk took no more: the process lives on, so that none is lost.
    private var breaks: [MeetingReport.Incident] {
        meeting.recordings.recordings.flatMap { room, track in
            let zone = meeting.site(in: room)?.office.zone ?? hostZone
            return meeting.recordings.parts(of: room, track).compactMap { part -> MeetingReport.Incident? in
                guard let end = part.end, let cause = Self.broke(end.cause) else { return nil }
                let next = meeting.recordings.parts(of: room, track).first {
                    $0.firstFrame > end.lastFrame && !$0.lacksFile
                }
                let after = next.map { "Bagian \($0.number) dimulai pukul \(zone.time($0.firstFrame, seconds: true))." }
                return MeetingReport.Incident(
                    at: end.lastFrame, zone: zone, room: name(of: room),
                    what: "Rekaman \(track == .programme ? "acara" : "ruang") bagian \(part.number) terhenti: \(cause)",
                    effect: after ?? "Tidak ada bagian sesudahnya.")
            }
        }
    }

    private static func broke(_ cause: RecordingEnd.Cause) -> String? {
        switch cause {
        case .diskFull: "disk penuh"
        case .writeFailed: "berkas tidak dapat ditulis"
        case .ordered, .died: nil
        }
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
                what: "Proses \(incident.loss.child.term) berhenti: \(incident.loss.reason)",
                effect: effect(of: incident))
        }
    }

    /// What the recordings say of it: the process that died writes one, and another part follows or none does.
    private func effect(of incident: Meeting.Incident) -> String? {
        let track: Track
        switch incident.loss.child {
        case .capture: track = .room
        case .programme: track = .programme
        case .send, .preview, .display: return nil
        }
        let parts = meeting.recordings.parts(of: incident.room, track)
        guard let torn = parts.last(where: { $0.firstFrame <= incident.at }) else { return nil }
        if let next = parts.first(where: { $0.firstFrame > incident.at }) {
            let zone = meeting.site(in: incident.room)?.office.zone ?? hostZone
            return "Bagian \(torn.number) rekaman terhenti; bagian \(next.number) dimulai pukul "
                + "\(zone.time(next.firstFrame, seconds: true))."
        }
        return torn.end?.cause == .died ? "Bagian \(torn.number) rekaman terhenti; tidak ada bagian sesudahnya." : nil
    }

    /// Those who get the report (P09.4), with what became of it as far as it is known now.
    var distribution: [MeetingReport.Delivery] {
        let sent = meeting.reportPaper?.document.dispatches.last?.channel.text
        return meeting.delivered.map { party in
            let receipt = meeting.receipts[party.id]
            return MeetingReport.Delivery(
                party: party.name, channel: meeting.deliveries[party.id].flatMap { _ in sent }, zone: party.zone,
                delivered: meeting.deliveries[party.id], received: receipt?.at,
                receiver: receipt?.by.signature(in: directory).id)
        }
    }

    var followUps: [MeetingReport.FollowUp] {
        meeting.followUpItems.map { item in
            MeetingReport.FollowUp(
                agreement: item.agreement, office: officeName(item.office), due: item.due.inWords,
                status: item.state.rawValue + (item.isOverdue(at: now) ? ", lewat waktu" : ""),
                note: item.last?.note.text)
        }
    }
}

extension ChildName {
    /// What the process does, in Indonesian.
    fileprivate var term: String {
        switch self {
        case .capture: "kamera, mikrofon, dan rekaman ruang"
        case .send: "pengiriman gambar dan suara"
        case .preview: "pratinjau"
        case .programme: "penyusunan dan rekaman acara"
        case .display: "layar ruang"
        }
    }
}
