extension Form {
    /// What the form asks for; `nil` for the forms of a meeting, which have types of their own.
    package var fields: [Field]? {
        switch self {
        case .none, .decision, .agents: []
        case .notice, .notNeeded, .sections, .material, .page, .turn, .air, .agreement, .correction, .show, .report,
            .delivery,
            .followUp, .officeRelease, .directorateRelease, .attendance, .sectionRelease:
            nil
        case .document, .optionalDocument: Self.paper
        case .plan: Self.paper + [Self.targets]
        case .remarks: [Field("remarks", .passage, id: "Catatan", en: "Remarks")]
        case .registration: [Field("note", .line, id: "Keterangan agenda", en: "Note in the register", required: false)]
        case .dispatch: Self.dispatched
        case .account: [Field("account", .passage, id: "Uraian", en: "Account")]
        case .settlement:
            [
                Field("parties", .list(.line, 1...20), id: "Pihak internal terkait", en: "Internal parties concerned"),
                Field("account", .passage, id: "Uraian penyelesaian", en: "How it was settled"),
            ]
        case .reference: [Field("reference", .line, id: "Nomor atau tempat", en: "Number or place")]
        case .observation: Self.observed
        case .contact, .question, .answer, .documentation, .assessment, .callRecord: service
        case .statements, .sorting, .lateStatement, .counts, .arrival: distribution
        }
    }

    // MARK: - Papers

    private static let paper = [
        Field("subject", .line, id: "Hal", en: "Subject"),
        Field("body", .list(.passage, 1...40), id: "Isi, alinea demi alinea", en: "Text, paragraph by paragraph"),
        Field("urgency", .choice(urgencies), id: "Sifat", en: "Urgency"),
        Field("security", .choice(securities), id: "Tingkat keamanan", en: "Security class"),
        Field("addressees", .list(.line, 0...20), id: "Yth.", en: "To", required: false),
        Field("copies", .list(.line, 0...20), id: "Tembusan", en: "Copies to", required: false),
        Field("attachments", .list(.file, 0...20), id: "Lampiran", en: "Attachments", required: false),
    ]

    /// Urgency and security are two scales and never mixed (tata naskah dinas).
    private static let urgencies = [
        Field.Choice("sangat-segera", id: "Sangat Segera", en: "Very urgent"),
        Field.Choice("segera", id: "Segera", en: "Urgent"),
        Field.Choice("biasa", id: "Biasa", en: "Normal"),
    ]

    private static let securities = [
        Field.Choice("sangat-rahasia", id: "Sangat Rahasia", en: "Top secret"),
        Field.Choice("rahasia", id: "Rahasia", en: "Secret"),
        Field.Choice("terbatas", id: "Terbatas", en: "Restricted"),
        Field.Choice("biasa", id: "Biasa", en: "Open"),
    ]

    private static let dispatched = [
        Field("to", .line, id: "Dikirim kepada", en: "Sent to"),
        Field("channel", .line, id: "Melalui", en: "Channel"),
        Field("reference", .line, id: "Nomor ekspedisi", en: "Dispatch number", required: false),
    ]

    private static let targets = Field(
        "targets", .list(.line, 1...500), id: "Wajib Pajak/masyarakat yang dihubungi", en: "Whom to contact")

    // MARK: - Monitoring

    /// The feeds that P01.1 names; the list is open.
    private static let feeds = [
        Field.Choice("mpn", id: "Penerimaan (MPN)", en: "Revenue (MPN)"),
        Field.Choice("call-center", id: "Layanan call center", en: "Call-centre service"),
        Field.Choice("pengaduan", id: "Pengaduan Wajib Pajak", en: "Taxpayer complaints"),
        Field.Choice("penegakan-hukum", id: "Penegakan hukum", en: "Law enforcement"),
        Field.Choice("lain", id: "Lain-lain", en: "Other"),
    ]

    /// AC-001 and AC-020: every figure has its feed, its time and whether held data is missing from it.
    private static let observed = [
        Field("feed", .choice(feeds), id: "Sumber data", en: "Feed"),
        Field("other", .line, id: "Sumber lain", en: "Other feed", required: false),
        Field("summary", .passage, id: "Hasil pengamatan", en: "What was observed"),
        Field("figures", .rows(figure, 0...40), id: "Angka", en: "Figures", required: false),
    ]

    private static let figure = [
        Field("name", .line, id: "Nama angka", en: "Figure"),
        Field("value", .line, id: "Nilai", en: "Value"),
        Field("feed", .choice(feeds), id: "Sumber data", en: "Feed"),
        Field("asOf", .moment, id: "Posisi data", en: "As of"),
        Field("heldMissing", .flag, id: "Belum termasuk data MPN yang ditahan", en: "Held MPN data is missing"),
    ]
}
