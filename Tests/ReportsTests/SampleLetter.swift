import Offices
import RoomLink

@testable import Reports

/// Letters to print in tests: made-up offices, persons and numbers.
enum SampleLetter {
    static let signed = SampleReport.moment("2026-11-18T03:10:00Z")
    static let unit = "Direktorat Potensi, Kepatuhan dan Penerimaan"
    static let head = Letter.Letterhead.unit(
        unit,
        address: [
            "Jalan Jenderal Gatot Subroto Nomor 40-42, Jakarta 12190",
            "Telepon (021) 5250208, Faksimile (021) 5732062, Situs www.pajak.go.id",
        ])
    static let director = Letter.Signer(name: "Agus Salim Wijaya", post: "Direktur Potensi, Kepatuhan dan Penerimaan")
    static let initials = [
        Letter.Initials(
            post: "Kepala Seksi Pemantauan Penerimaan", name: "Budi Santoso", kind: "paraf",
            at: SampleReport.moment("2026-11-18T01:05:00Z")),
        Letter.Initials(
            post: "Kepala Subdirektorat Dampak Kebijakan dan Penerimaan", name: "Plh. Rina Wati Kusuma", kind: "paraf",
            at: SampleReport.moment("2026-11-18T02:20:00Z")),
    ]
    static let mark = Letter.Verification(
        code: "08Y27-PMQ7Y-6PHN3-QAEDY", content: SampleReport.hash("a"),
        address: "https://rljj.djp.example/naskah/08Y27-PMQ7Y-6PHN3-QAEDY")

    /// Surat Usulan with the report attached (P01.12).
    static func proposal() -> Letter {
        var letter = Letter(
            form: .letter, letterhead: head, number: "S-214/PJ.08/2026", dated: signed, zone: .wib,
            urgency: "Sangat Segera",
            subject: "Usulan Pelaksanaan Rapat Langsung Jarak Jauh di Ruang Kendali Operasi dengan Direktur Jenderal "
                + "Pajak",
            paragraphs: [
                "Berdasarkan hasil monitoring dan analisis data penerimaan melalui Modul Penerimaan Negara sampai "
                    + "dengan 17 November 2026, bersama ini kami sampaikan bahwa penerimaan dua kantor di kawasan "
                    + "timur berada jauh di bawah target, suatu kondisi yang serius dan mendesak.",
                "Sehubungan dengan hal tersebut, kami mengusulkan pelaksanaan Rapat Langsung Jarak Jauh di Ruang "
                    + "Kendali Operasi dengan pokok bahasan:\n1. perkembangan penerimaan sampai dengan Oktober 2026;\n"
                    + "2. langkah sampai dengan akhir tahun, yaitu\na. pemeriksaan bersama; dan\nb. penagihan aktif.",
                "Rapat diusulkan diikuti oleh KPP Pratama Makassar Utara dan KPP Pratama Jayapura. Laporan Hasil "
                    + "Monitoring dan Analisis terlampir.",
                "Demikian disampaikan, atas perhatian dan keputusan Bapak kami ucapkan terima kasih.",
            ], signer: director, state: .signed(signed))
        letter.marking = "Terbatas"
        letter.addressees = ["Direktur Jenderal Pajak"]
        letter.attachments = [
            .init(title: "Laporan Hasil Monitoring dan Analisis LAP-88/PJ.08/2026", hash: SampleReport.hash("b"))
        ]
        letter.copies = ["Sekretaris Direktorat Jenderal", "Direktur Teknologi Informasi Perpajakan"]
        letter.verification = mark
        return letter
    }

    /// Laporan Hasil Monitoring dan Analisis with figures, two pages (P01.6).
    static func report() -> Letter {
        var letter = Letter(
            form: .titled("Laporan Hasil Monitoring dan Analisis"), letterhead: head, number: "LAP-88/PJ.08/2026",
            dated: signed, zone: .wib, urgency: "Sangat Segera",
            subject: "Penerimaan Pajak Kawasan Timur sampai dengan Oktober 2026",
            paragraphs: reportText, signer: director, state: .signed(signed))
        letter.marking = "Terbatas"
        letter.place = "Jakarta"
        letter.figures = (1...9).map { number in
            Letter.Figure(
                name: number.isMultiple(of: 2)
                    ? "Realisasi penerimaan neto KPP Pratama Jayapura, bulan ke-\(number)"
                    : "Realisasi penerimaan neto KPP Pratama Makassar Utara, bulan ke-\(number)",
                value: "Rp\(number).\(412 + number),5 miliar",
                feed: number == 9 ? "Layanan call center" : "Penerimaan (MPN)", asOf: SampleReport.after(-86400),
                heldMissing: number.isMultiple(of: 4))
        }
        letter.verification = mark
        return letter
    }

    private static let reportText = [
        "A. Dasar\n1. Surat Edaran tentang pemanfaatan Ruang Kendali Operasi;\n2. data Modul Penerimaan Negara (MPN) "
            + "yang dipantau secara real time.",
        "B. Hasil Pengamatan\nPenerimaan neto kawasan timur sampai dengan akhir Oktober 2026 mencapai 61,4% dari target, "
            + "sedangkan rata-rata nasional 78,9%. Selisih itu melebar sejak Agustus 2026 dan tidak dijelaskan oleh pola "
            + "musiman tahun-tahun sebelumnya. Dua kantor menyumbang tiga perempat dari selisih tersebut.",
        "Pengaduan Wajib Pajak yang diterima melalui call center dalam kurun yang sama meningkat dua kali lipat, terutama "
            + "mengenai kegagalan pembayaran melalui dua bank persepsi. Data MPN dari kedua bank itu sebagian masih ditahan "
            + "karena Surat Pernyataan belum diterima.",
        "C. Analisis\n1. penurunan pembayaran masa sektor pertambangan;\n2. tertundanya restitusi yang memengaruhi "
            + "penerimaan neto; dan\n3. gangguan pembayaran:\na. pada bank persepsi pertama selama sembilan hari kerja; dan\n"
            + "b. pada bank persepsi kedua selama empat hari kerja.",
        "D. Simpulan\nKondisi tersebut serius dan mendesak serta membutuhkan penanganan yang melibatkan Direktur Jenderal "
            + "Pajak. Angka yang menjadi dasar laporan ini adalah sebagai berikut.",
        "Demikian laporan ini dibuat untuk digunakan sebagai dasar penentuan penanganan.",
    ]

    /// Surat Himbauan to a bank (P14.7), signed by a Plh for the Direktur.
    static func reminder() -> Letter {
        var letter = Letter(
            form: .letter,
            letterhead: .unit("Direktorat Teknologi Informasi Perpajakan", address: head.address),
            number: "S-12/PJ.10/2026", dated: signed, zone: .wib, urgency: "Segera",
            subject: "Himbauan Permintaan Penyampaian Surat Pernyataan Perbankan/Pos",
            paragraphs: [
                "Berdasarkan rekapitulasi Surat Pernyataan Perbankan/Pos tanggal 17 November 2026, kami belum menerima "
                    + "Surat Pernyataan atas penerimaan negara yang disetor melalui bank Saudara.",
                "Data penerimaan tanpa Surat Pernyataan belum dapat didistribusikan. Untuk itu kami menghimbau Saudara "
                    + "menyampaikan Surat Pernyataan dimaksud paling lambat pada hari kerja berikutnya.",
                "Atas perhatian dan kerja sama Saudara, kami ucapkan terima kasih.",
            ],
            signer: .init(
                name: "Hadi Pranoto", post: "Kepala Subdirektorat Pemantauan Sistem dan Infrastruktur", capacity: .plh,
                onBehalfOf: "Direktur Teknologi Informasi Perpajakan", nip: try? NIP(parsing: "19840229 200604 1 003")),
            state: .signed(signed))
        letter.addressees = [
            "Pemimpin PT Bank Contoh Nusantara (Persero) Tbk", "Kepala PT Pos Contoh Indonesia",
        ]
        letter.verification = .init(code: "08Y27-PMQ7Y-6PHN3-QAEDY", content: SampleReport.hash("c"))
        return letter
    }

    /// The proposal as a draft on a file copy.
    static func draft() -> Letter {
        var letter = proposal()
        letter.state = .draft(version: 3)
        letter.number = "S-          /PJ.08/2026"
        letter.dated = nil
        letter.verification = nil
        letter.initials =
            initials + [
                .init(post: director.post, name: director.name, kind: "tanda tangan", at: nil)
            ]
        return letter
    }

    /// The proposal as a nota dinas.
    static func memorandum() -> Letter {
        var letter = proposal()
        letter.form = .memorandum(title: "Nota Dinas", from: director.post)
        letter.number = "ND-214/PJ.08/2026"
        return letter
    }
}
