package import Offices

/// A paper of the official correspondence with everything that is printed on it.
///
/// Free text is printed literally. The shape follows the *tata naskah dinas* of the procedures' time.
package struct Letter: Hashable, Sendable, Codable {
    package var form: Form
    package var letterhead: Letterhead
    /// `S-214/PJ.08/2026`, or the form with a gap that a draft has.
    package var number: String
    /// When it was registered; a draft has no date.
    package var dated: Moment?
    /// The zone of the office that issues it.
    package var zone: Zone
    /// The town that stands before the date of a titled paper: `Jakarta`.
    package var place: String?
    /// *Sifat*: `Sangat Segera`.
    package var urgency: String
    /// The security class that every page is marked with; `nil` for one that anybody may read.
    package var marking: String?
    /// *Hal*.
    package var subject: String
    /// *Yth.*
    package var addressees: [String] = []
    /// The last one closes the paper; figures stand before it.
    ///
    /// A line that begins with `A.`, `1.`, `a.` or `-` is set as a heading or a list item.
    package var paragraphs: [String]
    package var figures: [Figure] = []
    package var signer: Signer
    package var attachments: [Attachment] = []
    /// *Tembusan*.
    package var copies: [String] = []
    package var state: State
    /// Lists too long for the page, each on pages of its own.
    package var lists: [List] = []
    /// The column of initials; printed on file copies only, never on what is sent.
    package var initials: [Initials] = []
    /// The internal mark; `nil` prints none.
    package var verification: Verification?

    package init(
        form: Form, letterhead: Letterhead, number: String, dated: Moment?, zone: Zone, urgency: String,
        subject: String, paragraphs: [String], signer: Signer, state: State
    ) {
        (self.form, self.letterhead, self.number, self.dated) = (form, letterhead, number, dated)
        (self.zone, self.urgency, self.subject) = (zone, urgency, subject)
        (self.paragraphs, self.signer, self.state) = (paragraphs, signer, state)
    }

    /// The head that a type of paper has.
    package enum Form: Hashable, Sendable, Codable {
        /// Surat and undangan: number at the left, date at the right.
        case letter
        /// Nota dinas; printed below its name, with the office it comes from.
        case memorandum(title: String, from: String)
        /// Laporan and rencana kerja: name, number and subject in the middle, date above the signature.
        case titled(String)
    }

    /// Name and address of the office at the head of the first page.
    package struct Letterhead: Hashable, Sendable, Codable {
        /// The offices above, the highest first: `Kementerian Keuangan Republik Indonesia`, …
        package var above: [String]
        package var unit: String
        package var address: [String]

        package init(above: [String], unit: String, address: [String]) {
            (self.above, self.unit, self.address) = (above, unit, address)
        }

        /// The head of every office of the directorate general: ministry, directorate general, unit.
        package static func unit(_ name: String, address: [String]) -> Letterhead {
            Letterhead(
                above: ["Kementerian Keuangan Republik Indonesia", "Direktorat Jenderal Pajak"], unit: name,
                address: address)
        }
    }

    /// A figure of a monitoring report.
    package struct Figure: Hashable, Sendable, Codable {
        package var name: String
        package var value: String
        package var feed: String
        package var asOf: Moment
        /// MPN data that is held back is missing from it (AC-020).
        package var heldMissing: Bool

        package init(name: String, value: String, feed: String, asOf: Moment, heldMissing: Bool) {
            (self.name, self.value, self.feed) = (name, value, feed)
            (self.asOf, self.heldMissing) = (asOf, heldMissing)
        }
    }

    /// Where the paper stands.
    package enum State: Hashable, Sendable, Codable {
        /// Every page says KONSEP.
        case draft(version: Int)
        case signed(Moment)
        /// It went out without a signature, as its procedure has it.
        case issued(Moment)
    }
}
