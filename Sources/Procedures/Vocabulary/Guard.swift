/// A condition of an act that the order of acts cannot tell: it is answered from outside.
package enum Guard: String, Hashable, Sendable, Codable, CaseIterable {
    /// The newest device test of the office's room passed in every item (AC-036).
    case devicesPass = "devices-pass"
    /// The host's first recorded frame is reported, the last is not (AC-082).
    case meetingLive = "meeting-live"
    /// The agreements last displayed are the present ones (AC-086).
    case agreementsDisplayed = "agreements-displayed"
    /// Each room's screen was seen to show them (AC-124).
    case screensConfirmed = "screens-confirmed"
    /// The host's last recorded frame is reported (AC-089).
    case meetingClosed = "meeting-closed"
    /// Every recording is stored with its hash, or its loss is explained (AC-083).
    case recordingsStored = "recordings-stored"
    /// The signed report is attached to the letter, as it was signed (AC-013).
    case reportAttached = "report-attached"
    /// Whom the agent contacts stands in the approved plan (AC-098).
    case inPlan = "in-plan"
    /// Only data whose own bank or post has made its statement is distributed, and what is held is named (AC-112).
    case statementAttached = "statement-attached"
    /// The outcome chosen fits the counts (AC-114).
    case countsMatch = "counts-match"
    /// There is something to discuss at the host: materials of a Sekretariat/Direktorat, or of the Operator RKO himself.
    case materialsThere = "materials-there"

    /// What the condition demands.
    package var label: Label {
        switch self {
        case .materialsThere:
            Label(id: "ada bahan/data yang akan dibahas", en: "there are materials to be discussed")
        case .devicesPass:
            Label(id: "semua perangkat ruangan lulus pemeriksaan", en: "all devices of the room pass the check")
        case .meetingLive:
            Label(id: "rapat sedang berlangsung dan direkam", en: "the meeting is live and recorded")
        case .agreementsDisplayed:
            Label(id: "kesepakatan yang terbaru sudah ditampilkan", en: "the newest agreements were displayed")
        case .screensConfirmed:
            Label(id: "layar setiap ruangan terbukti menampilkannya", en: "each room's screen was seen to show them")
        case .meetingClosed:
            Label(id: "rapat sudah ditutup", en: "the meeting is closed")
        case .recordingsStored:
            Label(id: "semua rekaman sudah tersimpan", en: "all recordings are stored")
        case .reportAttached:
            Label(
                id: "laporan yang sudah ditandatangani terlampir tanpa perubahan",
                en: "the signed report is attached, unchanged")
        case .inPlan:
            Label(id: "yang dihubungi ada dalam rencana kerja", en: "the person stands in the approved plan")
        case .statementAttached:
            Label(
                id: "data setiap Bank/Pos yang didistribusikan disertai Surat Pernyataannya sendiri",
                en: "the data of each bank or post distributed has its own statement")
        case .countsMatch:
            Label(id: "keputusan sesuai dengan jumlah data", en: "the outcome fits the counts")
        }
    }
}

/// Whether a condition holds.
package enum GuardAnswer: Hashable, Sendable {
    case met
    /// What was found instead, in one line that the officer reads.
    case unmet(String)
}
