import Meetings
import Offices
import Reports
import RoomLink

extension ReportContent {
    /// Every room that was invited; the times are those of the pictures that it recorded of itself.
    var rooms: [MeetingReport.RoomStay] {
        meeting.sites.map { site in
            let parts = meeting.recordings.parts(of: site.room, .room)
            let isThere = meeting.present.contains(site)
            return MeetingReport.RoomStay(
                room: name(of: site.room), office: site.office.name, zone: site.office.zone,
                role: site == meeting.host ? .host : isThere ? .site : .absent,
                joined: parts.first?.firstFrame, left: parts.last?.end?.lastFrame,
                released: meeting.released[site.office.id]?.text)
        }
    }

    /// Who sat where (AC-079); a Sekretariat/Direktorat without a room of its own sat in that of the site that noted it.
    var attendance: [MeetingReport.Attendance] {
        meeting.presences.map { presence in
            let office = presence.office.id
            let place = meeting.attendance[office] == nil ? meeting.room(seating: office) : office
            return MeetingReport.Attendance(
                name: presence.name?.text ?? "–", post: presence.post?.text ?? "–", office: presence.office.name,
                mode: mode(presence.mode), room: place.flatMap { meeting.site(of: $0) }.map { name(of: $0.room) },
                isConfirmed: presence.confirmed != nil)
        }
    }

    private func mode(_ mode: Presence.Mode) -> MeetingReport.Attendance.Mode {
        switch mode {
        case .inPerson: .inPerson
        case .represented: .represented
        case .absent: .absent
        }
    }

    /// The list of agreements as each room's screen was seen to show it (AC-084, AC-124).
    var display: MeetingReport.Display? {
        meeting.display.map { display in
            MeetingReport.Display(
                at: display.at, pages: display.pages.count,
                screens: meeting.present.map { screen($0, of: display) })
        }
    }

    private func screen(_ site: Site, of display: Display) -> MeetingReport.Display.Screen {
        let sightings = display.pages.enumerated().compactMap { index, page in
            meeting.screenProof.proof(of: page, in: site.room).map {
                MeetingReport.Display.Sighting(
                    page: index + 1, taken: $0.picture.taken, picture: $0.picture.sha256)
            }
        }
        return MeetingReport.Display.Screen(
            room: name(of: site.room), office: site.office.name, zone: site.office.zone,
            device: device(in: site.room), sightings: sightings, note: meeting.unconfirmed[site.office.id]?.text)
    }

    /// Only a display that somebody set up can be looked at; without one the agent draws where nobody sees.
    private func device(in room: RoomID) -> MeetingReport.Display.Screen.Device {
        guard case .window(_?) = directory.rooms.first(where: { $0.id == room })?.screen else { return .test }
        return .window
    }
}
