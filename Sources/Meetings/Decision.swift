package import Offices

/// The Dirjen's decision whether a meeting is needed (P02.1).
package struct Decision: Hashable, Sendable, Codable {
    /// `false` ends the case with a notice to the proposer (P02.1b).
    package var needed: Bool
    package var ground: Ground
    /// What the meeting is about, one line.
    package var agenda: Line
    /// What it is called for; `nil` for a serious and urgent condition.
    package var kind: MeetingKind?

    package init(needed: Bool, ground: Ground, agenda: Line, kind: MeetingKind? = nil) {
        (self.needed, self.ground, self.agenda, self.kind) = (needed, ground, agenda, kind)
    }
}

/// Why the Dirjen considers a meeting (P02.1).
package enum Ground: Hashable, Sendable, Codable {
    /// A Surat Usulan with its Laporan Hasil Monitoring dan Analisis, received from a Sekretariat/Direktorat.
    case letter(Letter)
    /// The signed Laporan Hasil Monitoring dan Analisis of a case whose head chose a meeting with other heads (P01.6b1).
    case report(Report)
    /// Information that the Dirjen obtained himself (AC-021).
    case ownInformation(Line)

    package struct Letter: Hashable, Sendable, Codable {
        package var number: Line
        package var date: Line
        package var proposer: OfficeID
        /// The report that the letter carries.
        package var report: Line
        /// The case of this system from which the letter came; `nil` for a letter from outside.
        package var origin: CaseID?
        /// The number and the date of that report; `nil` where it bears none, and in what was kept before they were.
        package var reportNumber: Line?
        package var reportDate: Line?

        package init(
            number: Line, date: Line, proposer: OfficeID, report: Line, origin: CaseID? = nil,
            reportNumber: Line? = nil, reportDate: Line? = nil
        ) {
            (self.number, self.date, self.proposer, self.report) = (number, date, proposer, report)
            (self.origin, self.reportNumber, self.reportDate) = (origin, reportNumber, reportDate)
        }
    }

    package struct Report: Hashable, Sendable, Codable {
        package var title: Line
        package var unit: OfficeID
        package var origin: CaseID
        /// The number and the date of the report; `nil` where it bears none, and in what was kept before they were.
        package var number: Line?
        package var date: Line?

        package init(title: Line, unit: OfficeID, origin: CaseID, number: Line? = nil, date: Line? = nil) {
            (self.title, self.unit, self.origin, self.number, self.date) = (title, unit, origin, number, date)
        }
    }

    /// The case of this system on which it rests.
    package var origin: CaseID? {
        switch self {
        case .letter(let letter): letter.origin
        case .report(let report): report.origin
        case .ownInformation: nil
        }
    }

    package var proposer: OfficeID? {
        switch self {
        case .letter(let letter): letter.proposer
        case .report(let report): report.unit
        case .ownInformation: nil
        }
    }
}
