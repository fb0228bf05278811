/// The forms of the information service (P11 to P13) and of the MPN distribution (P14).
extension Form {
    var service: [Field] {
        switch self {
        case .contact:
            [
                Field("target", .line, id: "Yang dihubungi", en: "Whom"),
                Field("response", .passage, id: "Respons", en: "Response"),
            ]
        case .question:
            [
                Field("application", .choice(Self.applications), id: "Aplikasi", en: "Application"),
                Field("caller", .line, id: "Penanya", en: "Caller"),
                Field("question", .passage, id: "Pertanyaan", en: "Question"),
            ]
        case .answer: [Field("answer", .passage, id: "Jawaban", en: "Answer")]
        case .documentation:
            [
                Field("recording", .line, id: "Rekaman percakapan", en: "Call recording"),
                Field("crm", .line, id: "Rekaman data CRM", en: "CRM record"),
                Field("screen", .line, id: "Rekaman layar", en: "Screen"),
            ]
        case .assessment:
            [
                Field("score", .number(0...100), id: "Nilai", en: "Score"),
                Field("finding", .passage, id: "Temuan", en: "Finding"),
            ]
        case .callRecord:
            [
                Field("recording", .line, id: "Rekaman suara", en: "Voice recording"),
                Field("history", .line, id: "Riwayat aktifitas", en: "Activity history"),
                Field("manual", .flag, id: "Dicatat manual", en: "Noted by hand"),
            ]
        default: []
        }
    }

    private static let applications = [
        Field.Choice("e-spt", id: "e-SPT", en: "e-SPT"),
        Field.Choice("e-registration", id: "e-Registration", en: "e-Registration"),
        Field.Choice("e-filing", id: "e-Filing", en: "e-Filing"),
        Field.Choice("lain", id: "Aplikasi lain", en: "Other application"),
    ]

    var distribution: [Field] {
        switch self {
        case .statements:
            [
                Field("day", .day, id: "Hari penerimaan", en: "Day of revenue"),
                Field("banks", .rows(Self.bank, 1...200), id: "Bank/Pos", en: "Banks and posts"),
            ]
        case .sorting:
            [
                Field("distributed", .list(.slug, 1...200), id: "Bank/Pos yang didistribusikan", en: "Distributed"),
                Field("held", .rows(Self.held, 0...200), id: "Bank/Pos yang ditahan", en: "Held back", required: false),
            ]
        case .lateStatement:
            [
                Field("bank", .slug, id: "Bank/Pos", en: "Bank or post"),
                Field("reference", .line, id: "Nomor Surat Pernyataan", en: "Number of the statement"),
            ]
        case .counts: [Field("records", .number(Self.count), id: "Jumlah data", en: "Records")]
        case .arrival: [Field("targets", .rows(Self.target, 2...2), id: "SIDJP dan SIPMOD", en: "SIDJP and SIPMOD")]
        default: []
        }
    }

    private static let count: ClosedRange<Int64> = 0...10_000_000_000

    private static let bank = [
        Field("id", .slug, id: "Kode", en: "Code"),
        Field("name", .line, id: "Nama", en: "Name"),
        Field("amount", .number(0...9_000_000_000_000_000), id: "Penerimaan (rupiah)", en: "Revenue (rupiah)"),
        Field("statement", .flag, id: "Surat Pernyataan ada", en: "Statement is there"),
    ]

    private static let held = [
        Field("bank", .slug, id: "Bank/Pos", en: "Bank or post"),
        Field("reason", .line, id: "Alasan ditahan", en: "Why it is held back"),
    ]

    private static let target = [
        Field(
            "system",
            .choice([
                Field.Choice("sidjp", id: "SIDJP", en: "SIDJP"), Field.Choice("sipmod", id: "SIPMOD", en: "SIPMOD"),
            ]),
            id: "Sistem", en: "System"),
        Field("sent", .number(count), id: "Dikirim", en: "Sent"),
        Field("arrived", .number(count), id: "Diterima", en: "Arrived"),
    ]
}
