package import Offices

/// What a *Laporan Hasil Rapat* says (P09.4): plain values, gathered by whoever makes the report.
///
/// Free text is printed literally. Moments are printed with the zone that stands beside them, or with `zone`.
package struct MeetingReport: Hashable, Sendable, Codable {
    /// The internal number, such as `LHR-12/RKO/2026`.
    package var number: String
    package var made: Moment
    /// The host's zone.
    package var zone: Zone
    package var meeting: Meeting
    package var ground: Ground
    package var chair: Official
    /// Who noted the agreements and made the report.
    package var notulis: Official
    package var rooms: [RoomStay] = []
    package var attendance: [Attendance] = []
    package var materials: [Material] = []
    package var agreements: [Agreement] = []
    package var display: Display?
    package var recordings: [Recording] = []
    package var incidents: [Incident] = []
    package var distribution: [Delivery] = []
    package var followUps: [FollowUp] = []
    package var evidence: Evidence

    package init(
        number: String, made: Moment, zone: Zone, meeting: Meeting, ground: Ground, chair: Official,
        notulis: Official, evidence: Evidence
    ) {
        (self.number, self.made, self.zone, self.meeting) = (number, made, zone, meeting)
        (self.ground, self.chair, self.notulis, self.evidence) = (ground, chair, notulis, evidence)
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
        package var opened: Moment
        package var closed: Moment

        package init(
            id: MeetingID, label: String, title: String, agenda: [String], hostRoom: String, opened: Moment,
            closed: Moment
        ) {
            (self.id, self.label, self.title, self.agenda) = (id, label, title, agenda)
            (self.hostRoom, self.opened, self.closed) = (hostRoom, opened, closed)
        }
    }

    /// Why the meeting was held (P02.1).
    package struct Ground: Hashable, Sendable, Codable {
        package var kind: Kind
        /// One or two sentences.
        package var summary: String
        package var references: [Reference]

        package init(kind: Kind, summary: String, references: [Reference] = []) {
            (self.kind, self.summary, self.references) = (kind, summary, references)
        }

        package enum Kind: String, Hashable, Sendable, Codable {
            /// A Surat Usulan with its report.
            case letter
            /// Information that the Direktur Jenderal obtained himself.
            case ownInformation
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

        package init(title: String, number: String? = nil, date: String? = nil, from: String? = nil) {
            (self.title, self.number, self.date, self.from) = (title, number, date, from)
        }
    }

    /// A person in an office held.
    package struct Official: Hashable, Sendable, Codable {
        package var name: String
        /// `Direktur Jenderal Pajak`.
        package var post: String
        /// `Plh.`, `Plt.` or the order under which the person acts, printed before the post.
        package var acting: String?

        package init(name: String, post: String, acting: String? = nil) {
            (self.name, self.post, self.acting) = (name, post, acting)
        }
    }
}
