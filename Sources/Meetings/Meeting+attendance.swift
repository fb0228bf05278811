package import Offices
package import Procedures
import RoomLink

/// How one office attended the meeting (AC-079).
package struct Presence: Hashable, Sendable {
    package let office: Office
    package let mode: Mode
    /// Who sat there; `nil` for an office that was absent.
    package let name: Line?
    package let post: Line?
    /// From the first to the last picture of the room in which the office sat; `nil` while not known.
    package let joined: Moment?
    package let left: Moment?
    /// Why the meeting did not wait for it (AC-073).
    package let reason: Line?
    /// Who confirmed the line for the office, and when; `nil` while it is as an operator noted it.
    package var confirmed: Mark?
    /// The confirmation was recorded on the head's order, and he has not confirmed that himself (AC-126).
    package var isConfirmedOnOrder = false

    package enum Mode: String, Hashable, Sendable, Codable, CaseIterable {
        case inPerson = "hadir"
        case represented = "mewakili"
        case absent = "tidak hadir"

        init(_ mode: Attendance.Mode) { self = mode == .inPerson ? .inPerson : .represented }
    }
}

extension Meeting {
    /// Every office that was to attend: the sites in their order, then the Sekretariat/Direktorat asked to attend.
    package var presences: [Presence] {
        (sites.map(presence) + (notice?.directorates ?? []).map(presence)).map { presence in
            let key = attending(presence.office.id)
            var confirmed = presence
            confirmed.confirmed = proceedings.done(key)?.last
            confirmed.isConfirmedOnOrder = proceedings.isUnconfirmed(key)
            return confirmed
        }
    }

    private func attending(_ office: OfficeID) -> ActKey { ActKey(reference(.attend), office: office) }

    private func presence(_ site: Site) -> Presence {
        let office = site.office
        guard let present = attendance[office.id] else { return absence(of: office) }
        let parts = recordings.parts(of: site.room, .room)
        return Presence(
            office: office, mode: .init(present.mode), name: present.name, post: present.post,
            joined: parts.first?.firstFrame ?? stage.began, left: parts.isEmpty ? stage.ended : left(parts),
            reason: released[office.id])
    }

    /// A room whose newest file still runs has not left.
    private func left(_ parts: [RecordingLedger.Part]) -> Moment? { parts.last?.end?.lastFrame ?? stage.ended }

    /// A Sekretariat/Direktorat attends in the room in which it was seen.
    private func presence(_ office: Office) -> Presence {
        for site in sites {
            guard let guest = attendance[site.office.id]?.guests?.first(where: { $0.office == office.id }) else {
                continue
            }
            let room = presence(site)
            return Presence(
                office: office, mode: .init(guest.mode), name: guest.name, post: guest.post, joined: room.joined,
                left: room.left, reason: nil)
        }
        return absence(of: office)
    }

    private func absence(of office: Office) -> Presence {
        Presence(
            office: office, mode: .absent, name: nil, post: nil, joined: nil, left: nil, reason: released[office.id])
    }

    /// Guests are those who were asked to attend, each once and in one room.
    func check(_ attendance: Attendance, _ key: ActKey) throws(Refusal) {
        let asked = (notice?.directorates ?? []).map(\.id)
        var seen = Set(self.attendance.filter { $0.key != key.office }.values.flatMap { $0.guests ?? [] }.map(\.office))
        for guest in attendance.guests ?? [] {
            guard asked.contains(guest.office) else { throw .unknownOffice(guest.office, in: label, key.act) }
            guard seen.insert(guest.office).inserted else {
                throw .form(
                    key.act, "\(guest.office) sudah dicatat hadir", "\(guest.office) is already noted as attending")
            }
        }
    }
}
