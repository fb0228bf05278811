import Foundation
import Offices
import RoomLink

/// The report as the template wants it: every value worded, every moment with its zone.
struct ReportView {
    let report: MeetingReport
    /// Where the page finds a picture; `nil` when there is none.
    let link: (BlobHash) -> String?
    /// Where the page finds the QR picture of the internal mark.
    var qr: String?

    var values: [String: Any] {
        head.merging(body) { $1 }.merging(sites) { $1 }.merging(shown) { $1 }.merging(records) { $1 }
            .merging(followed) { $1 }
    }

    private var head: [String: Any] {
        let meeting = report.meeting
        return [
            "number": Drawn.text(report.number), "label": Drawn.text(meeting.label),
            "title": Drawn.text(meeting.title), "day": report.zone.day(meeting.opened),
            "opened": Zone.everywhere(meeting.opened), "closed": Zone.everywhere(meeting.closed),
            "length": Self.length(meeting.closed.seconds(since: meeting.opened)),
            "hostRoom": Drawn.text(meeting.hostRoom), "agenda": meeting.agenda.map(Drawn.text),
            "chairName": Drawn.text(report.chair.name), "chairPost": Self.post(report.chair),
            "notulisName": Drawn.text(report.notulis.name), "notulisPost": Self.post(report.notulis),
            "parties": "\(report.rooms.count) ruang; rincian pada Lampiran I",
            "madeOn": report.zone.date(report.made), "madeAt": moment(report.made, in: report.zone),
        ]
    }

    private var body: [String: Any] {
        let ground = report.ground
        return [
            "groundKind": ground.kind == .letter
                ? "Rapat dilaksanakan berdasarkan surat usulan."
                : "Rapat dilaksanakan berdasarkan informasi yang diperoleh Direktur Jenderal Pajak.",
            "groundSummary": Drawn.text(ground.summary),
            "hasReferences": !ground.references.isEmpty, "references": ground.references.map(Self.worded),
            "hasAgreements": !report.agreements.isEmpty,
            "agreementCount": Self.counted(report.agreements.count),
            "agreements": report.agreements.map(agreement), "closing": closing,
        ]
    }

    private var closing: String {
        report.agreements.isEmpty
            ? "Demikian laporan hasil rapat ini dibuat untuk diketahui oleh pihak-pihak yang mengikuti rapat."
            : "Demikian laporan hasil rapat ini dibuat untuk diketahui dan ditindaklanjuti "
                + "oleh pihak-pihak yang mengikuti rapat sesuai dengan kesepakatan yang telah diambil (P09.4, P09.5)."
    }

    private func agreement(_ agreement: MeetingReport.Agreement) -> [String: Any] {
        [
            "no": agreement.number, "text": Drawn.text(agreement.text),
            "responsible": Drawn.text(agreement.responsible), "due": Drawn.text(agreement.due),
            "noted": report.zone.time(agreement.noted, seconds: true), "position": Self.position(agreement.position),
            "hasRemark": agreement.remark != nil, "remark": Drawn.text(agreement.remark ?? ""),
            "corrections": agreement.corrections.map {
                [
                    "earlier": Drawn.text($0.earlier),
                    "replaced": report.zone.time($0.replaced, seconds: true),
                ]
            },
            "still": agreement.still.map { ["link": optional(link($0))] as Any } ?? false,
        ]
    }

    private static func post(_ official: MeetingReport.Official) -> String {
        Drawn.text(official.acting.map { "\($0) \(official.post)" } ?? official.post)
    }

    /// `Surat Usulan nomor S-1/PJ.08/2026 tanggal 18 November 2026 dari Direktorat …`.
    private static func worded(_ reference: MeetingReport.Reference) -> String {
        let parts = [
            reference.title, reference.number.map { "nomor \($0)" }, reference.date.map { "tanggal \($0)" },
            reference.from.map { "dari \($0)" },
        ]
        return Drawn.text(parts.compactMap { $0 }.joined(separator: " "))
    }

    /// `3 (tiga)`, as official texts count.
    static func counted(_ number: Int) -> String {
        let words = [
            "nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas",
        ]
        return switch number {
        case 0..<12: "\(number) (\(words[number]))"
        case 12..<20: "\(number) (\(words[number - 10]) belas)"
        case 20..<100 where number % 10 == 0: "\(number) (\(words[number / 10]) puluh)"
        case 20..<100: "\(number) (\(words[number / 10]) puluh \(words[number % 10]))"
        default: "\(number)"
        }
    }
}
