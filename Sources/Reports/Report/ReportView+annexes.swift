import Digests
import Foundation
import Offices
import RoomLink

extension ReportView {
    /// Rooms and who sat in them.
    var sites: [String: Any] {
        [
            "rooms": report.rooms.enumerated().map { room($1, number: $0 + 1) },
            "hasAttendance": !report.attendance.isEmpty,
            "attendance": report.attendance.enumerated().map { index, person in
                [
                    "no": index + 1, "name": Drawn.text(person.name), "post": Drawn.text(person.post),
                    "office": Drawn.text(person.office), "mode": Self.worded(person.mode),
                    "seat": Drawn.text(person.room ?? "–"),
                    "isUnconfirmed": !person.isConfirmed && person.mode != .absent,
                ] as [String: Any]
            },
            "hasActs": !report.acts.isEmpty, "acts": report.acts.map(act),
        ]
    }

    private func room(_ room: MeetingReport.RoomStay, number: Int) -> [String: Any] {
        let clock = { (moment: Moment?) in time(moment, in: room.zone, otherwise: "tidak tercatat") }
        return [
            "no": number, "room": Drawn.text(room.room), "office": Drawn.text(room.office),
            "isNamedApart": room.room != room.office, "role": Self.worded(room.role),
            "localOpened": clock(report.meeting.opened), "localClosed": clock(report.meeting.closed),
            "joined": time(room.joined, in: room.zone, otherwise: "tidak ada rekaman"),
            "left": time(room.left, in: room.zone, otherwise: room.joined == nil ? "–" : "akhirnya tidak diketahui"),
            "released": optional(room.released.map(Drawn.text)),
        ]
    }

    private func act(_ act: MeetingReport.ChairAct) -> [String: Any] {
        [
            "what": act.kind == .opening ? "Pembukaan" : "Penutupan",
            "times": Zone.everywhere(act.at, seconds: true), "by": Drawn.text(act.by), "isOral": act.isOral,
            "confirmed": optional(act.confirmed.map(Drawn.text)),
        ]
    }

    /// Materials and the display of the agreements.
    var shown: [String: Any] {
        let materials: [[String: Any]] = report.materials.map { material in
            [
                "office": Drawn.text(material.office), "title": Drawn.text(material.title), "pages": material.pages,
                "sha256": material.sha256.hex, "hasShowings": !material.showings.isEmpty,
                "showings": material.showings.map { showing in
                    [
                        "page": showing.page,
                        "surface": showing.surface == .programme ? "Tayangan utama (on air), " : "Layar ruang, ",
                        "room": Drawn.text(showing.room),
                        "times": Self.times(showing.from, showing.to, in: showing.zone),
                        "position": showing.position.map(Self.position) ?? "–",
                    ] as [String: Any]
                },
            ]
        }
        return [
            "hasMaterials": !materials.isEmpty, "materials": materials,
            "display": report.display.map(displayed) ?? false,
        ]
    }

    private func displayed(_ display: MeetingReport.Display) -> Any {
        [
            "displayedAt": "\(report.zone.day(display.at)) pukul \(Zone.everywhere(display.at, seconds: true))",
            "displayPages": display.pages,
            "screens": display.screens.enumerated().map { screen($1, number: $0 + 1, of: display) },
            "hasTestScreens": display.screens.contains { $0.device == .test },
        ] as [String: Any]
    }

    private func screen(
        _ screen: MeetingReport.Display.Screen, number: Int, of display: MeetingReport.Display
    ) -> [String: Any] {
        let isWhole = screen.sightings.count == display.pages && display.pages > 0
        return [
            "no": number, "room": Drawn.text(screen.room), "office": Drawn.text(screen.office),
            "isNamedApart": screen.room != screen.office, "state": Self.state(of: screen, pages: display.pages),
            "stateClass": !isWhole ? "unproven" : screen.device == .test ? "reported" : "proven",
            "hasSightings": !screen.sightings.isEmpty, "note": optional(screen.note.map(Drawn.text)),
            "sightings": screen.sightings.map { sighting in
                [
                    "page": sighting.page, "taken": moment(sighting.taken, in: screen.zone),
                    "takenTime": screen.zone.time(sighting.taken, seconds: true),
                    "link": optional(link(sighting.picture)), "pictureHash": sighting.picture.hex,
                ] as [String: Any]
            },
        ]
    }

    /// What the pictures prove: on a screen that nobody can look at, only what was sent to it.
    private static func state(of screen: MeetingReport.Display.Screen, pages: Int) -> String {
        let seen = screen.sightings.count
        if seen == 0 { return "Tidak terbukti tampil" }
        if seen < pages { return "Terbukti \(seen) dari \(pages) halaman" }
        return switch screen.device {
        case .window: "Tampil, terbukti pada gambar layar"
        case .test: "Tampil pada layar uji"
        }
    }

    private static func worded(_ mode: MeetingReport.Attendance.Mode) -> String {
        switch mode {
        case .inPerson: "Hadir"
        case .represented: "Mewakili"
        case .absent: "Tidak hadir"
        }
    }

    private static func worded(_ role: MeetingReport.RoomStay.Role) -> String {
        switch role {
        case .host: "Penyelenggara"
        case .site: "Peserta"
        case .absent: "Diundang, tidak ikut"
        }
    }
}
