package import Digests
package import Offices

/// A kesepakatan: what was agreed, by whom it is carried out, until when (P09.3).
package struct Agreement: Hashable, Sendable, Codable {
    /// 1, 2, … in the order of noting; never changes.
    package var number: Int
    /// Every wording, oldest first; never empty.
    package var wordings: [Wording]

    package var current: Wording { wordings[wordings.count - 1] }
    package var version: Int { wordings.count }

    package init(number: Int, first: Wording) {
        (self.number, wordings) = (number, [first])
    }

    /// One wording of an agreement.
    package struct Wording: Hashable, Sendable, Codable {
        package var text: Passage
        package var responsible: OfficeID
        /// Last day for carrying it out, in the responsible office's zone.
        package var due: CivilDay
        package var notedAt: Moment
        /// The card that shows this wording on air.
        package var card: ContentHash

        package init(text: Passage, responsible: OfficeID, due: CivilDay, notedAt: Moment, card: ContentHash) {
            (self.text, self.responsible, self.due) = (text, responsible, due)
            (self.notedAt, self.card) = (notedAt, card)
        }
    }
}

/// The agreements as they were put before all parties at the end (P09.3, AC-084).
package struct Display: Hashable, Sendable, Codable {
    /// The version of each agreement that was shown, in their order; empty for "no agreements".
    package var versions: [Int]
    /// The pages of the list, in their order.
    package var pages: [ContentHash]
    package var at: Moment

    package init(versions: [Int], pages: [ContentHash], at: Moment) {
        (self.versions, self.pages, self.at) = (versions, pages, at)
    }
}

/// Who sat at a site (AC-079).
package struct Attendance: Hashable, Sendable, Codable {
    package var name: Line
    /// The office held: `Kepala KPP Pratama Jayapura`.
    package var post: Line
    package var mode: Mode
    /// Who sits there for a Sekretariat/Direktorat that was asked to attend; `nil` when nobody does (P02.3a).
    package var guests: [Guest]?

    package init(name: Line, post: Line, mode: Mode, guests: [Guest]? = nil) {
        (self.name, self.post, self.mode, self.guests) = (name, post, mode, guests)
    }

    /// Somebody who attends for an office without a room of its own in the meeting.
    package struct Guest: Hashable, Sendable, Codable {
        package var office: OfficeID
        package var name: Line
        package var post: Line
        package var mode: Mode

        package init(office: OfficeID, name: Line, post: Line, mode: Mode) {
            (self.office, self.name, self.post, self.mode) = (office, name, post, mode)
        }
    }

    package enum Mode: String, Hashable, Sendable, Codable, CaseIterable {
        case inPerson = "hadir"
        case represented = "mewakili"
    }
}

/// The line of one office in the list of those who attend.
package struct AttendanceLine: Hashable, Sendable, Codable {
    package var name: Line
    /// The office held.
    package var post: Line
    package var mode: Attendance.Mode

    package init(name: Line, post: Line, mode: Attendance.Mode) {
        (self.name, self.post, self.mode) = (name, post, mode)
    }
}

/// One entry in the follow-up of an agreement (P09.5, AC-094).
package struct FollowUp: Hashable, Sendable, Codable {
    package var agreement: Int
    package var office: OfficeID
    package var note: Passage
    package var state: State
    package var at: Moment
    package var by: String
    /// What proves it and where that is kept: a letter's number, a file's hash; needed for `done` (AC-095).
    package var evidence: Line?

    package init(
        agreement: Int, office: OfficeID, note: Passage, state: State, at: Moment, by: String, evidence: Line? = nil
    ) {
        (self.agreement, self.office, self.note) = (agreement, office, note)
        (self.state, self.at, self.by, self.evidence) = (state, at, by, evidence)
    }

    package enum State: String, Hashable, Sendable, Codable, CaseIterable {
        case begun = "dimulai"
        case done = "selesai"
    }
}
