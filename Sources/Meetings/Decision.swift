package import Offices

/// The Dirjen's decision whether a meeting is needed (P02.1).
package struct Decision: Hashable, Sendable, Codable {
    /// `false` ends the case with a notice to the proposer (P02.1b).
    package var needed: Bool
    package var ground: Ground
    /// What the meeting is about, one line.
    package var agenda: Line

    package init(needed: Bool, ground: Ground, agenda: Line) {
        (self.needed, self.ground, self.agenda) = (needed, ground, agenda)
    }
}

/// Why the Dirjen considers a meeting (P02.1).
package enum Ground: Hashable, Sendable, Codable {
    /// A Surat Usulan with its Laporan Hasil Monitoring dan Analisis, received from a Sekretariat/Direktorat.
    case letter(Letter)
    /// Information that the Dirjen obtained himself (AC-021).
    case ownInformation(Line)

    package struct Letter: Hashable, Sendable, Codable {
        package var number: Line
        package var date: Line
        package var proposer: OfficeID
        /// The report that the letter carries.
        package var report: Line

        package init(number: Line, date: Line, proposer: OfficeID, report: Line) {
            (self.number, self.date, self.proposer, self.report) = (number, date, proposer, report)
        }
    }

    package var proposer: OfficeID? {
        if case .letter(let letter) = self { letter.proposer } else { nil }
    }
}
