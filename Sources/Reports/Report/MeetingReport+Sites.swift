package import Offices
package import RoomLink

extension MeetingReport {
    /// A room that took part.
    package struct RoomStay: Hashable, Sendable, Codable {
        package var room: String
        package var office: String
        package var zone: Zone
        package var role: Role
        package var joined: Moment?
        package var left: Moment?
        /// Such as the reason why an office was released from its preparation.
        package var note: String?

        package init(
            room: String, office: String, zone: Zone, role: Role, joined: Moment? = nil, left: Moment? = nil,
            note: String? = nil
        ) {
            (self.room, self.office, self.zone, self.role) = (room, office, zone, role)
            (self.joined, self.left, self.note) = (joined, left, note)
        }

        package enum Role: String, Hashable, Sendable, Codable {
            case host, site
        }
    }

    /// How an office attended (AC-079).
    package struct Attendance: Hashable, Sendable, Codable {
        package var name: String
        package var post: String
        package var office: String
        package var mode: Mode

        package init(name: String, post: String, office: String, mode: Mode) {
            (self.name, self.post, self.office, self.mode) = (name, post, office, mode)
        }

        package enum Mode: String, Hashable, Sendable, Codable {
            case inPerson, represented, absent
        }
    }

    /// Materials of one office and every time a page of them was seen (P09.1).
    package struct Material: Hashable, Sendable, Codable {
        package var office: String
        package var title: String
        package var pages: Int
        package var sha256: BlobHash
        package var showings: [Showing]

        package init(office: String, title: String, pages: Int, sha256: BlobHash, showings: [Showing]) {
            (self.office, self.title, self.pages) = (office, title, pages)
            (self.sha256, self.showings) = (sha256, showings)
        }
    }

    /// A page on a picture, from when to when.
    package struct Showing: Hashable, Sendable, Codable {
        /// From 1.
        package var page: Int
        package var surface: RoomLink.Showing.Surface
        /// The room of the screen, or the host's room for the programme.
        package var room: String
        package var zone: Zone
        package var from: Moment
        /// `nil` until the end of the meeting.
        package var to: Moment?
        /// Seconds from the start of the programme's recording.
        package var position: Double?

        package init(
            page: Int, surface: RoomLink.Showing.Surface, room: String, zone: Zone, from: Moment, to: Moment? = nil,
            position: Double? = nil
        ) {
            (self.page, self.surface, self.room, self.zone) = (page, surface, room, zone)
            (self.from, self.to, self.position) = (from, to, position)
        }
    }

    /// What was seen of the agreements at the end (P09.3, AC-084, AC-124).
    package struct Display: Hashable, Sendable, Codable {
        package var at: Moment
        /// Pages of the list that was shown.
        package var pages: Int
        package var screens: [Screen]

        package init(at: Moment, pages: Int, screens: [Screen]) {
            (self.at, self.pages, self.screens) = (at, pages, screens)
        }

        /// What one room's screen showed then.
        package struct Screen: Hashable, Sendable, Codable {
            package var room: String
            package var office: String
            package var zone: Zone
            package var state: State
            package var taken: Moment?
            /// The picture of the screen.
            package var picture: BlobHash?
            package var note: String?

            package init(
                room: String, office: String, zone: Zone, state: State, taken: Moment? = nil,
                picture: BlobHash? = nil, note: String? = nil
            ) {
                (self.room, self.office, self.zone, self.state) = (room, office, zone, state)
                (self.taken, self.picture, self.note) = (taken, picture, note)
            }

            package enum State: String, Hashable, Sendable, Codable {
                /// The picture of the screen shows the list.
                case proven
                /// The room reported that its screen shows the list; no picture proves it.
                case reported
                /// Nothing says that the list was seen.
                case unproven
            }
        }
    }
}
