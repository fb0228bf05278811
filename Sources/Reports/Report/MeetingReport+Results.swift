package import Digests
package import Offices
import RoomLink

extension MeetingReport {
    /// A kesepakatan (P09.3).
    package struct Agreement: Hashable, Sendable, Codable {
        package var number: Int
        package var text: String
        package var responsible: String
        /// As printed: `1 Desember 2026`.
        package var due: String
        package var noted: Moment
        /// Seconds from the start of the programme's recording.
        package var position: Double?
        /// That nothing was recorded at that moment: `dalam jeda rekaman`.
        package var remark: String?
        /// A picture from the programme's recording.
        package var still: ContentHash?
        /// Where in the recording the still lies, in seconds, and whether this agreement was on air there.
        package var stillPosition: Double?
        package var stillShowsIt: Bool
        /// Oldest first.
        package var corrections: [Correction]

        package init(
            number: Int, text: String, responsible: String, due: String, noted: Moment, position: Double? = nil,
            remark: String? = nil, still: ContentHash? = nil, stillPosition: Double? = nil, stillShowsIt: Bool = false,
            corrections: [Correction] = []
        ) {
            (self.stillPosition, self.stillShowsIt) = (stillPosition, stillShowsIt)
            (self.number, self.text, self.responsible, self.due) = (number, text, responsible, due)
            (self.noted, self.position, self.remark) = (noted, position, remark)
            (self.still, self.corrections) = (still, corrections)
        }

        /// An earlier wording and when it was replaced (AC-086).
        package struct Correction: Hashable, Sendable, Codable {
            package var earlier: String
            package var replaced: Moment

            package init(earlier: String, replaced: Moment) {
                (self.earlier, self.replaced) = (earlier, replaced)
            }
        }
    }

    /// What went wrong with the machines, and when.
    package struct Incident: Hashable, Sendable, Codable {
        package var at: Moment
        package var zone: Zone
        package var room: String
        package var what: String
        /// What it did to the meeting or its recording, as far as that is known.
        package var effect: String?

        package init(at: Moment, zone: Zone, room: String, what: String, effect: String? = nil) {
            (self.at, self.zone, self.room, self.what, self.effect) = (at, zone, room, what, effect)
        }
    }

    /// A party that gets the report (P09.4, AC-090).
    package struct Delivery: Hashable, Sendable, Codable {
        package var party: String
        package var kind: Kind
        /// How it went out, as its paper keeps it; `nil` before it has.
        package var channel: String?
        package var zone: Zone
        package var delivered: Moment?
        package var received: Moment?
        /// Who received it, as marks are printed.
        package var receiver: String?

        package init(
            party: String, kind: Kind = .party, channel: String? = nil, zone: Zone, delivered: Moment? = nil,
            received: Moment? = nil, receiver: String? = nil
        ) {
            (self.party, self.kind, self.channel, self.zone) = (party, kind, channel, zone)
            (self.delivered, self.received, self.receiver) = (delivered, received, receiver)
        }

        package enum Kind: String, Hashable, Sendable, Codable {
            case party
            /// Tembusan (AC-091).
            case copy
        }
    }

    /// One line of the follow-up register (P09.5, AC-094).
    package struct FollowUp: Hashable, Sendable, Codable {
        package var agreement: Int
        package var office: String
        package var due: String
        /// As printed: `belum dimulai`.
        package var status: String
        package var note: String?

        package init(agreement: Int, office: String, due: String, status: String, note: String? = nil) {
            (self.agreement, self.office, self.due, self.status, self.note) = (agreement, office, due, status, note)
        }
    }

    /// Where the journal stood when the report was made.
    package struct Evidence: Hashable, Sendable, Codable {
        package var journalPosition: Int64
        package var journalHead: ContentHash
        /// Of the public key that signs the evidence folder.
        package var keyFingerprint: String?
        /// How to check, one step per entry; a default is printed when empty.
        package var steps: [String]

        package init(
            journalPosition: Int64, journalHead: ContentHash, keyFingerprint: String? = nil, steps: [String] = []
        ) {
            (self.journalPosition, self.journalHead) = (journalPosition, journalHead)
            (self.keyFingerprint, self.steps) = (keyFingerprint, steps)
        }
    }
}
