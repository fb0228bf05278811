package import Offices

/// What a *Laporan Hasil Rapat* says (P09.4): plain values, gathered by whoever makes the report.
///
/// Free text is printed literally. Moments are printed with the zone that stands beside them, or with `zone`.
package struct MeetingReport: Hashable, Sendable, Codable {
    /// Whether it was printed before it went to the parties, or tells what became of that.
    package var edition = Edition.first
    /// The internal number, such as `LHR-12/RKO/2026`.
    package var number: String
    /// Under whose name and class it goes out.
    package var heading: Heading
    /// The items of the procedures that it cites.
    package var items: Items
    package var made: Moment
    /// The host's zone.
    package var zone: Zone
    package var meeting: Meeting
    package var ground: Ground
    package var chair: Official
    /// Who noted the agreements and made the report.
    package var notulis: Official
    /// The acts by which the chair opened and closed the meeting; empty for what nobody did.
    package var acts: [ChairAct] = []
    /// What was said of each topic of the agenda, in its order.
    package var discussion: [Topic] = []
    package var rooms: [RoomStay] = []
    package var attendance: [Attendance] = []
    package var materials: [Material] = []
    package var agreements: [Agreement] = []
    package var display: Display?
    package var recordings: [Recording] = []
    package var incidents: [Incident] = []
    package var distribution: [Delivery] = []
    package var followUps: [FollowUp] = []
    /// The rule that switches the places for signatures on; `nil` prints none.
    package var signing: DerivedRule?
    /// The rules that no official text prints and that this meeting followed.
    package var derived: [DerivedRule] = []
    package var evidence: Evidence

    package init(
        number: String, heading: Heading, items: Items, made: Moment, zone: Zone, meeting: Meeting, ground: Ground,
        chair: Official, notulis: Official, evidence: Evidence
    ) {
        (self.number, self.heading, self.items) = (number, heading, items)
        (self.made, self.zone, self.meeting) = (made, zone, meeting)
        (self.ground, self.chair, self.notulis, self.evidence) = (ground, chair, notulis, evidence)
    }

    /// When a report tells of its own delivery.
    package enum Edition: String, Hashable, Sendable, Codable {
        /// Before it, so that nothing can be said of it yet.
        case first
        /// After it: who has it, and what was begun.
        case later
    }

    /// The meeting itself.
    package struct Meeting: Hashable, Sendable, Codable {
        package var id: MeetingID
        /// `RLJJ-12`.
        package var label: String
        package var title: String
        /// One entry per item of the agenda.
        package var agenda: [String]
        /// Name and office of the host room.
        package var hostRoom: String
        /// When the chair opened it (P09.2); `nil` when nobody did.
        package var opened: Moment?
        /// When the chair closed it.
        package var closed: Moment?

        package init(
            id: MeetingID, label: String, title: String, agenda: [String], hostRoom: String, opened: Moment?,
            closed: Moment?
        ) {
            (self.id, self.label, self.title, self.agenda) = (id, label, title, agenda)
            (self.hostRoom, self.opened, self.closed) = (hostRoom, opened, closed)
        }
    }

    /// Why the meeting was held (P02.1, or P01.6 b.1 with P03.1).
    package struct Ground: Hashable, Sendable, Codable {
        package var kind: Kind
        /// Who decided that it be held: `Plh. Direktur Jenderal Pajak`.
        package var decider: String
        /// What the decision rests on, in the words of the one who decided; empty for what the references say.
        package var summary: String
        package var references: [Reference]
        /// That it is of a kind that no procedure knows, as it is printed.
        package var remark: String?

        package init(
            kind: Kind, decider: String, summary: String = "", references: [Reference] = [], remark: String? = nil
        ) {
            (self.kind, self.decider, self.summary) = (kind, decider, summary)
            (self.references, self.remark) = (references, remark)
        }

        package enum Kind: String, Hashable, Sendable, Codable {
            /// A Surat Usulan with its report, put before the Direktur Jenderal.
            case letter
            /// The signed report of the Sekretariat/Direktorat whose head decided.
            case report
            /// Information that the Direktur Jenderal obtained himself.
            case ownInformation
            /// The meeting's case keeps no ground.
            case unknown
        }
    }

    /// A document that the report refers to.
    package struct Reference: Hashable, Sendable, Codable {
        /// `Surat Usulan`.
        package var title: String
        package var number: String?
        /// As printed: `18 November 2026`.
        package var date: String?
        package var from: String?
        /// What it is about; `nil` where the title says it.
        package var subject: String?

        package init(
            title: String, number: String? = nil, date: String? = nil, from: String? = nil, subject: String? = nil
        ) {
            (self.title, self.number, self.date, self.from, self.subject) = (title, number, date, from, subject)
        }
    }

    /// A person in an office held.
    package struct Official: Hashable, Sendable, Codable {
        package var name: String
        /// `Direktur Jenderal Pajak`.
        package var post: String
        /// `Plh.` or `Plt.`, printed before the post.
        package var acting: String?
        /// The number of the order under which the person stands in, and for whom, as it is printed.
        package var order: String?

        package init(name: String, post: String, acting: String? = nil, order: String? = nil) {
            (self.name, self.post, self.acting, self.order) = (name, post, acting, order)
        }
    }
}
