import Digests
import Foundation
import Offices
import RoomLink

@testable import Reports

/// Reports to print in tests: made-up offices, persons and numbers.
enum SampleReport {
    static let opened = moment("2026-11-21T02:15:04.250000Z")
    static let still = hash("c")
    static let texts = [
        "Kanwil DJP Sulawesi Selatan, Barat dan Tenggara menyelesaikan "
            + "pemeriksaan bersama atas 25 wajib pajak sektor nikel.",
        "KPP Pratama Jayapura mengirim konfirmasi efisiensi afiliasi kepada "
            + "wajib pajak fiktif \"PT Contoh & Rekan\" <hasil>.",
        "Setiap kantor melaporkan perkembangan penerimaan setiap Senin pukul 09.00 WIB kepada Ruang Kendali Operasi.",
    ]

    static func moment(_ text: String) -> Moment { Moment(text) ?? Moment(microseconds: 0) }
    static func after(_ seconds: Double) -> Moment { opened.advanced(bySeconds: seconds) }
    static func hash(_ digit: Character) -> ContentHash {
        ContentHash(String(repeating: digit, count: 64)) ?? ContentHash(digest: [UInt8](repeating: 0, count: 32))
    }

    /// A report with nothing but what every report has.
    static func bare() -> MeetingReport {
        let id = MeetingID(uuid: UUID(uuidString: "019AA2F0-0000-7000-8000-000000000001") ?? UUID())
        return MeetingReport(
            number: "LHR-12/RKO/2026",
            heading: .init(
                unit: "Ruang Kendali Operasi", place: "Jakarta", urgency: "Segera", security: "Terbatas"),
            items: .init(ground: "P02.1", conduct: "P09"), made: after(7300), zone: .wib,
            meeting: .init(
                id: id, label: "RLJJ-12", title: "Penerimaan triwulan III kawasan timur",
                agenda: ["Perkembangan penerimaan sampai Oktober 2026", "Langkah sampai akhir tahun"],
                hostRoom: "Ruang Kendali Operasi, Kantor Pusat DJP", opened: opened, closed: after(4384)),
            ground: .init(
                kind: .letter, decider: "Direktur Jenderal Pajak",
                references: [
                    .init(
                        title: "Surat Usulan", number: "S-118/PJ.08/2026", date: "18 November 2026",
                        from: "Direktorat Potensi, Kepatuhan dan Penerimaan"),
                    .init(
                        title: "Laporan Hasil Monitoring dan Analisis", number: "LAP-44/PJ.08/2026",
                        date: "17 November 2026"),
                ]),
            chair: .init(name: "Budi Contoh", post: "Direktur Jenderal Pajak"),
            notulis: .init(name: "Sari Contoh", post: "Operator Ruang Kendali Operasi"),
            evidence: .init(
                journalPosition: 418, journalHead: hash("a"), keyFingerprint: String(repeating: "5e", count: 32)))
    }

    static func full() -> MeetingReport {
        var report = bare()
        report.rooms = [
            .init(
                room: "Ruang Kendali Operasi", office: "Kantor Pusat DJP", zone: .wib, role: .host, joined: after(-300),
                left: after(4390)),
            .init(
                room: "Ruang Rapat Utama", office: "KPP Pratama Makassar Utara", zone: .wita, role: .site,
                joined: after(-120), left: after(4386)),
            .init(
                room: "Ruang Rapat Cenderawasih", office: "KPP Pratama Jayapura", zone: .wit, role: .site,
                joined: after(-60), released: "jaringan kantor padam"),
        ]
        report.attendance = [
            .init(
                name: "Budi Contoh", post: "Direktur Jenderal Pajak", office: "Kantor Pusat DJP", mode: .inPerson,
                room: "Ruang Kendali Operasi"),
            .init(
                name: "Andi Contoh", post: "Kepala KPP Pratama Makassar Utara", office: "KPP Pratama Makassar Utara",
                mode: .inPerson),
            .init(
                name: "Maria Contoh", post: "Kepala Seksi Pengawasan", office: "KPP Pratama Jayapura",
                mode: .represented, room: "Ruang Rapat Cenderawasih"),
        ]
        report.acts = [
            .init(kind: .opening, at: opened, by: "Direktur Jenderal Pajak: Budi Contoh"),
            .init(
                kind: .closing, at: after(4384),
                by: "dicatat oleh Operator Ruang Kendali Operasi: Sari Contoh atas perintah "
                    + "Direktur Jenderal Pajak: Budi Contoh", isOral: true),
        ]
        report.signing = .init(name: "report-signing", statement: "Tempat tanda tangan disediakan.")
        report.derived = [
            .init(name: "AC-073", statement: "Pimpinan dapat melepaskan kantor dengan alasan.", isPartly: true)
        ]
        report.materials = [
            material("Kantor Pusat DJP", "Penerimaan nasional", .wib, 6),
            material("KPP Pratama Makassar Utara", "Penerimaan Makassar Utara", .wita, 3),
        ]
        report.agreements = texts.enumerated().map { agreement($0 + 1, $1) }
        report.agreements[1].corrections = [
            .init(earlier: "KPP Pratama Jayapura mengirim surat.", replaced: after(2460))
        ]
        report.display = .init(
            at: after(4200), pages: 2,
            screens: report.rooms.enumerated().map { index, room in
                .init(
                    room: room.room, office: room.office, zone: room.zone, device: index == 1 ? .test : .window,
                    sightings: index == 2
                        ? []
                        : (1...2).map { .init(page: $0, taken: after(4204), picture: hash(index == 0 ? "d" : "e")) },
                    note: index == 2 ? "Gambar layar tidak sampai karena sambungan terputus." : nil)
            })
        report.recordings = [programme(), siteRecording()]
        report.incidents = [
            .init(
                at: after(1800), zone: .wib, room: "Ruang Kendali Operasi",
                what: "Proses perekam acara berhenti (signal 9) dan dijalankan lagi.",
                effect: "Rekaman acara terputus 0,36 detik.")
        ]
        report.distribution =
            report.rooms.map {
                .init(party: $0.office, zone: $0.zone)
            }
            + [
                .init(party: "Sekretariat Direktorat Jenderal", kind: .copy, zone: .wib)
            ]
        report.followUps = report.agreements.map {
            .init(agreement: $0.number, office: $0.responsible, due: $0.due, status: "belum dimulai")
        }
        return report
    }

    static func agreement(_ number: Int, _ text: String) -> MeetingReport.Agreement {
        .init(
            number: number, text: text, responsible: "KPP Pratama Makassar Utara", due: "1 Desember 2026",
            noted: after(1200 + Double(number) * 600), position: 1199.6 + Double(number) * 600, still: still)
    }

    private static func material(
        _ office: String, _ title: String, _ zone: Zone, _ pages: Int
    ) -> MeetingReport.Material {
        .init(
            office: office, title: title, pages: pages, sha256: hash("b"),
            showings: (1...pages).map { page in
                let start = 300 + Double(page) * 95
                return .init(
                    page: page, surface: page % 2 == 0 ? .programme : .screen,
                    room: office == "Kantor Pusat DJP" ? "Ruang Kendali Operasi" : "Ruang Rapat Utama",
                    zone: zone, from: after(start), to: after(start + 95), position: page % 2 == 0 ? start - 0.4 : nil)
            })
    }

    private static func programme() -> MeetingReport.Recording {
        .init(
            track: .programme, room: "Ruang Kendali Operasi", zone: .wib, started: opened,
            joined: .init(file: "programme.mkv", duration: 4384.08, bytes: 1_288_402_118, sha256: hash("f")),
            parts: [
                .init(number: 1, from: opened, to: after(1800), bytes: 529_100_022, sha256: hash("1"), cause: .died),
                .init(
                    number: 2, from: after(1800.36), to: after(4384), bytes: 759_302_096, sha256: hash("2"),
                    cause: .ordered),
            ],
            gaps: [.init(from: after(1800), to: after(1800.36), reason: "proses perekam berhenti (signal 9)")])
    }

    private static func siteRecording() -> MeetingReport.Recording {
        .init(
            track: .room, room: "Ruang Rapat Utama", zone: .wita, started: opened,
            joined: .init(file: "rooms/kpp-makassar.mkv", duration: 4384, bytes: 402_118_005, sha256: hash("3")))
    }
}
