package import Digests
package import Offices
package import RoomLink

extension MeetingReport {
    /// A room that took part.
    package struct RoomStay: Hashable, Sendable, Codable {
        package var room: String
        package var office: String
        package var zone: Zone
        package var role: Role
        /// The first picture that the room recorded of itself.
        package var joined: Moment?
        /// The last one.
        package var left: Moment?
        /// Why the meeting did not wait for the office (AC-073); `nil` for one that was not released.
        package var released: String?

        package init(
            room: String, office: String, zone: Zone, role: Role, joined: Moment? = nil, left: Moment? = nil,
            released: String? = nil
        ) {
            (self.room, self.office, self.zone, self.role) = (room, office, zone, role)
            (self.joined, self.left, self.released) = (joined, left, released)
        }

        package enum Role: String, Hashable, Sendable, Codable {
            case host, site
            /// Invited, released, and not there.
            case absent
        }
    }

    /// How an office attended (AC-079).
    package struct Attendance: Hashable, Sendable, Codable {
        package var name: String
        package var post: String
        package var office: String
        package var mode: Mode
        /// The room in which it sat: its own, or that of the site that recorded it (A25); `nil` for who was absent.
        package var room: String?
        /// The office's head, or somebody on his order, has confirmed the line; else it is as an operator noted it.
        package var isConfirmed: Bool

        package init(
            name: String, post: String, office: String, mode: Mode, room: String? = nil, isConfirmed: Bool = false
        ) {
            (self.name, self.post, self.office, self.mode, self.room) = (name, post, office, mode, room)
            self.isConfirmed = isConfirmed
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
        package var sha256: ContentHash
        package var showings: [Showing]

        package init(office: String, title: String, pages: Int, sha256: ContentHash, showings: [Showing]) {
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
            package var device: Device
            /// The pages that were seen on it, in their order.
            package var sightings: [Sighting]
            /// Why the chair closed the meeting without its proof.
            package var note: String?

            package init(
                room: String, office: String, zone: Zone, device: Device, sightings: [Sighting], note: String? = nil
            ) {
                (self.room, self.office, self.zone, self.device) = (room, office, zone, device)
                (self.sightings, self.note) = (sightings, note)
            }

            package enum Device: String, Hashable, Sendable, Codable {
                /// A window on a real screen.
                case window
                /// A screen that nobody can look at: it holds what it was sent, and proves no more than that.
                case test
            }
        }

        /// A picture of a screen that shows a page of the list.
        package struct Sighting: Hashable, Sendable, Codable {
            /// From 1.
            package var page: Int
            package var taken: Moment
            package var picture: ContentHash

            package init(page: Int, taken: Moment, picture: ContentHash) {
                (self.page, self.taken, self.picture) = (page, taken, picture)
            }
        }
    }
}
