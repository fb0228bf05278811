import Digests
import Foundation
import Offices
import RoomLink

extension ReportView {
    /// Recordings and what went wrong.
    var records: [String: Any] {
        let incidents: [[String: Any]] = report.incidents.map { incident in
            [
                "at": moment(incident.at, in: incident.zone), "room": Drawn.text(incident.room),
                "what": Drawn.text(incident.what), "hasEffect": incident.effect != nil,
                "effect": Drawn.text(incident.effect ?? ""),
            ]
        }
        return [
            "hasRecordings": !report.recordings.isEmpty,
            "recordings": report.recordings.enumerated().map { recorded($1, number: $0 + 1) },
            "hasIncidents": !incidents.isEmpty, "incidents": incidents,
        ]
    }

    private func recorded(_ recording: MeetingReport.Recording, number: Int) -> [String: Any] {
        let zone = recording.zone
        return [
            "no": number, "track": recording.track == .programme ? "Rekaman acara" : "Rekaman ruang",
            "room": Drawn.text(recording.room), "started": moment(recording.started, in: zone),
            "joined": recording.joined.map { Self.joined($0) as Any } ?? false,
            "hasObjection": recording.objection != nil, "objection": Drawn.text(recording.objection ?? ""),
            "parts": recording.parts.map { part in
                [
                    "partNo": Self.named(part.number, part.machine),
                    "partTimes": Self.span(part.from, part.to, in: zone),
                    "partBytes": Self.bytes(part.bytes),
                    "cause": part.cause.map(Self.worded) ?? "akhirnya tidak dilaporkan ruang",
                    "partHash": part.sha256.hex,
                ] as [String: Any]
            },
            "missing": recording.missing.map { part in
                [
                    "partNo": Self.named(part.number, part.machine),
                    "partTimes": Self.span(part.from, part.to, in: zone),
                    "reason": Drawn.text(part.reason),
                ] as [String: Any]
            },
            "whole": recording.gaps.isEmpty && recording.missing.isEmpty,
            "gaps": recording.gaps.map { gap in
                [
                    "gapTimes": "\(Self.exact(gap.from, in: zone)) – \(Self.exact(gap.to, in: zone)) \(zone.rawValue)",
                    "gapLength": Self.precisely(gap.to.seconds(since: gap.from)), "gapReason": Drawn.text(gap.reason),
                ] as [String: Any]
            },
        ]
    }

    /// `1`, or `1 (mesin 8f2a9c01)` where two machines have a part of that number.
    private static func named(_ number: Int, _ machine: String?) -> String {
        "\(number)" + (machine.map { " (mesin \($0))" } ?? "")
    }

    private static func joined(_ joined: MeetingReport.Recording.Joined) -> [String: Any] {
        [
            "file": Drawn.text(joined.file), "duration": "\(position(joined.duration)) (\(precisely(joined.duration)))",
            "bytes": bytes(joined.bytes), "sha256": joined.sha256.hex,
        ]
    }

    /// From when to when; one whose end is not known says so.
    private static func span(_ from: Moment, _ to: Moment?, in zone: Zone) -> String {
        to.map { times(from, $0, in: zone) } ?? "sejak \(zone.time(from, seconds: true)), akhirnya tidak diketahui"
    }

    /// Who gets the report, what follows from it, how it is checked.
    var followed: [String: Any] {
        let distribution: [[String: Any]] = report.distribution.enumerated().map { index, delivery in
            [
                "no": index + 1, "party": Drawn.text(delivery.party),
                "kind": delivery.kind == .party ? "Pihak" : "Tembusan",
                "channel": Drawn.text(delivery.channel ?? "–"),
                "delivered": delivery.delivered.map { moment($0, in: delivery.zone) } ?? "belum disampaikan",
                "received": delivery.received.map { moment($0, in: delivery.zone) } ?? "belum dikonfirmasi",
                "receiver": optional(delivery.receiver.map(Drawn.text)),
            ]
        }
        let followUps: [[String: Any]] = report.followUps.map { entry in
            [
                "agreement": entry.agreement, "office": Drawn.text(entry.office), "due": Drawn.text(entry.due),
                "status": Drawn.text(entry.status), "hasNote": entry.note != nil, "note": Drawn.text(entry.note ?? ""),
            ]
        }
        return [
            "hasDistribution": !distribution.isEmpty, "distribution": distribution,
            "hasFollowUps": !followUps.isEmpty, "followUps": followUps,
            "journalPosition": "\(report.evidence.journalPosition)", "journalHead": report.evidence.journalHead.hex,
            "keyFingerprint": optional(report.evidence.keyFingerprint.map(Drawn.text)),
            "meetingID": report.meeting.id.description, "qr": optional(qr),
            "steps": (report.evidence.steps.isEmpty ? steps : report.evidence.steps).map(Drawn.text),
        ]
    }

    private var steps: [String] {
        [
            "Minta berkas bukti rapat ini kepada \(report.heading.unit), lalu jalankan: rljj verify MAP_BERKAS_BUKTI.",
            "Perintah itu memeriksa tanda tangan daftar berkas, SHA-256 setiap berkas, "
                + "dan rantai jurnal sampai kepala di atas; hasilnya menyebut berkas pertama yang berbeda bila ada.",
            "Cocokkan kedudukan dan sidik kepala jurnal di atas dengan yang tertulis pada hasil pemeriksaan.",
        ]
    }

    private static func worded(_ cause: RecordingEnd.Cause) -> String {
        switch cause {
        case .ordered: "berakhir sesuai perintah"
        case .died: "proses perekam berhenti mendadak"
        case .diskFull: "ruang simpan penuh"
        case .writeFailed: "berkas tidak dapat ditulis lagi; isi sampai saat itu utuh"
        }
    }
}
