/// The types of paper, as the numbering tells them apart (tata naskah dinas).
package enum DocumentKind: String, Hashable, Sendable, Codable, CaseIterable {
    case report
    case letter
    case notaDinas = "nota-dinas"
    case invitation
    case plan
    case notice
    /// The LHR of P09.4 and P10.4.
    case meetingReport = "meeting-report"
    /// Bahan-bahan/data for a meeting (P02.4, P03.6 to P08.5); has versions and no number.
    case material

    /// The Indonesian name, as it is printed.
    package var name: String {
        switch self {
        case .report: "Laporan"
        case .letter: "Surat"
        case .notaDinas: "Nota Dinas"
        case .invitation: "Undangan"
        case .plan: "Rencana Kerja"
        case .notice: "Pemberitahuan"
        case .meetingReport: "Laporan Hasil Rapat"
        case .material: "Bahan/Data"
        }
    }

    /// The English name.
    package var english: String {
        switch self {
        case .report: "report"
        case .letter: "letter"
        case .notaDinas: "internal memorandum"
        case .invitation: "invitation"
        case .plan: "work plan"
        case .notice: "notice"
        case .meetingReport: "meeting report"
        case .material: "material"
        }
    }

    /// What a number begins with: `S` of `S-214/PJ.08/2026`.
    ///
    /// `LAP`, `S`, `ND` and `UND` are the customary ones; the official texts give none for plans, notices, the LHR and
    /// materials, so `RK`, `PEM`, `LHR` and `BHN` are the system's own; materials are never registered.
    package var prefix: String {
        switch self {
        case .report: "LAP"
        case .letter: "S"
        case .notaDinas: "ND"
        case .invitation: "UND"
        case .plan: "RK"
        case .notice: "PEM"
        case .meetingReport: "LHR"
        case .material: "BHN"
        }
    }

    /// Whether a paper of this kind is entered in the register.
    package var isNumbered: Bool { self != .material }

    /// The kind that a prefix stands for; `nil` for a prefix that no kind has.
    package init?(prefix: some StringProtocol) {
        guard let kind = Self.allCases.first(where: { $0.prefix == prefix }) else { return nil }
        self = kind
    }
}
