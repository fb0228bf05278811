import Digests
import Foundation
import Offices

/// The report as the template wants it: every value worded, every moment with its zone.
struct ReportView {
    let report: MeetingReport
    /// Where the page finds a picture; `nil` when there is none.
    let link: (ContentHash) -> String?
    /// Where the page finds the QR picture of the internal mark.
    var qr: String?

    var values: [String: Any] {
        [head, identity, body, explained, sites, shown, records, followed].reduce(into: [:]) { values, part in
            values.merge(part) { $1 }
        }
    }

    /// The letterhead and the class.
    var head: [String: Any] {
        let heading = report.heading
        return [
            "number": Drawn.text(report.number), "label": Drawn.text(report.meeting.label),
            "title": Drawn.text(report.meeting.title), "unit": Drawn.text(heading.unit),
            "unitHead": Drawn.text(heading.unit.uppercased()), "urgency": Drawn.text(heading.urgency),
            "security": Drawn.text(heading.security), "marking": Drawn.text(heading.security.uppercased()),
            "isMarked": heading.security != "Biasa" && !heading.security.isEmpty,
            "place": optional(heading.place.map(Drawn.text)), "madeOn": report.zone.date(report.made),
            "madeAt": moment(report.made, in: report.zone), "isLater": report.edition == .later,
        ].merging(items) { $1 }
    }

    private var items: [String: Any] {
        var items: [String: Any] = ["groundItem": Drawn.text(report.items.ground)]
        for step in 1...5 { items["item\(step)"] = Drawn.text(report.items.item(step)) }
        return items
    }

    private var identity: [String: Any] {
        let meeting = report.meeting
        return [
            "day": meeting.opened.map(report.zone.day) ?? "tidak tercatat",
            "opened": meeting.opened.map { Zone.everywhere($0) } ?? "tidak tercatat dibuka",
            "closed": meeting.closed.map { Zone.everywhere($0) } ?? "tidak tercatat ditutup",
            "length": length, "hostRoom": Drawn.text(meeting.hostRoom),
            "chairName": Drawn.text(report.chair.name), "chairPost": Self.post(report.chair),
            "chairOrder": optional(report.chair.order.map(Drawn.text)),
            "notulisName": Drawn.text(report.notulis.name), "notulisPost": Self.post(report.notulis),
            "notulisOrder": optional(report.notulis.order.map(Drawn.text)), "parties": parties,
        ]
    }

    private var length: String {
        guard let opened = report.meeting.opened, let closed = report.meeting.closed else { return "tidak diketahui" }
        return Self.length(closed.seconds(since: opened))
    }

    /// `6 kantor dalam 5 ruang`: those who were there, wherever they sat.
    private var parties: String {
        let there = report.attendance.filter { $0.mode != .absent }
        let rooms = report.rooms.filter { $0.role != .absent }.count
        let offices = Set(there.map(\.office)).count
        return there.isEmpty ? "\(rooms) ruang; kehadiran tidak dicatat" : "\(offices) kantor dalam \(rooms) ruang"
    }

    private var body: [String: Any] {
        let ground = report.ground
        return [
            "groundKind": groundSentence, "groundSummary": Drawn.text(ground.summary),
            "hasSummary": !ground.summary.isEmpty, "groundRemark": optional(ground.remark.map(Drawn.text)),
            "hasReferences": !ground.references.isEmpty, "references": ground.references.map(Self.worded),
            "hasDiscussion": report.discussion.contains { $0.summary != nil },
            "topics": topics, "hasAgreements": !report.agreements.isEmpty,
            "agreementCount": Self.counted(report.agreements.count),
            "agreements": report.agreements.map(agreement), "closing": closing,
            "signing": report.signing.map { ["rule": Drawn.text($0.name)] as Any } ?? false,
        ]
    }

    private var topics: [[String: Any]] {
        let told = report.discussion.isEmpty ? report.meeting.agenda.map { .init(title: $0) } : report.discussion
        return told.map { topic in
            ["topic": Drawn.text(topic.title), "summary": optional(topic.summary.map(Drawn.text))]
        }
    }

    private var groundSentence: String {
        let decided = "Rapat dilaksanakan berdasarkan keputusan \(Drawn.text(report.ground.decider))"
        return switch report.ground.kind {
        case .letter, .report: "\(decided) atas:"
        case .ownInformation: "\(decided) atas data atau informasi yang diperolehnya:"
        case .unknown: "\(decided). Dasar keputusan itu tidak tercatat."
        }
    }

    /// The one sign, and what it means here.
    private var explained: [String: Any] {
        [
            "hasDerived": !report.derived.isEmpty,
            "derived": report.derived.map { rule in
                [
                    "rule": Drawn.text(rule.name), "isPartly": rule.isPartly,
                    "statement": Drawn.text(rule.statement),
                ] as [String: Any]
            },
        ]
    }

    private var closing: String {
        report.agreements.isEmpty
            ? "Demikian laporan hasil rapat ini dibuat untuk diketahui oleh pihak-pihak yang mengikuti rapat."
            : "Demikian laporan hasil rapat ini dibuat untuk diketahui dan ditindaklanjuti oleh pihak-pihak yang "
                + "mengikuti rapat sesuai dengan kesepakatan yang telah diambil "
                + "(\(report.items.item(4)), \(report.items.item(5)))."
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
            "still": agreement.still.map { still in
                [
                    "link": optional(link(still)), "stillAt": Self.position(agreement.stillPosition),
                    "showsIt": agreement.stillShowsIt,
                ] as Any
            } ?? false,
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
        let words = parts.compactMap { $0 }.joined(separator: " ")
        return Drawn.text(reference.subject.map { "\(words), tentang \($0)" } ?? words)
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
