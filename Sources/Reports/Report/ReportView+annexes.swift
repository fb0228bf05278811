import Foundation
import Offices
import RoomLink

extension ReportView {
    /// Rooms and who sat in them.
    var sites: [String: Any] {
        let rooms: [[String: Any]] = report.rooms.enumerated().map { index, room in
            [
                "no": index + 1, "room": Drawn.text(room.room), "office": Drawn.text(room.office),
                "role": room.role == .host ? "Penyelenggara" : "Peserta",
                "localOpened": room.zone.time(report.meeting.opened, seconds: true),
                "localClosed": room.zone.time(report.meeting.closed, seconds: true),
                "joined": time(room.joined, in: room.zone, otherwise: "tidak bergabung"),
                "left": time(room.left, in: room.zone, otherwise: room.joined == nil ? "–" : "sampai selesai"),
                "hasNote": room.note != nil, "note": Drawn.text(room.note ?? ""),
            ]
        }
        let attendance: [[String: Any]] = report.attendance.enumerated().map { index, person in
            [
                "no": index + 1, "name": Drawn.text(person.name), "post": Drawn.text(person.post),
                "office": Drawn.text(person.office), "mode": Self.worded(person.mode),
            ]
        }
        return ["rooms": rooms, "hasAttendance": !attendance.isEmpty, "attendance": attendance]
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
        let screens: [[String: Any]] = display.screens.enumerated().map { index, screen in
            [
                "no": index + 1, "room": Drawn.text(screen.room), "office": Drawn.text(screen.office),
                "state": Self.worded(screen.state), "stateClass": screen.state.rawValue,
                "taken": screen.taken.map { moment($0, in: screen.zone) } ?? "tidak diambil",
                "hasPicture": screen.picture != nil, "link": optional(screen.picture.flatMap(link)),
                "pictureHash": screen.picture?.hex ?? "", "hasNote": screen.note != nil,
                "note": Drawn.text(screen.note ?? ""),
            ]
        }
        return [
            "displayedAt": "\(report.zone.day(display.at)) pukul \(Zone.everywhere(display.at, seconds: true))",
            "displayPages": display.pages, "screens": screens,
        ] as [String: Any]
    }

    private static func worded(_ mode: MeetingReport.Attendance.Mode) -> String {
        switch mode {
        case .inPerson: "Hadir"
        case .represented: "Mewakili"
        case .absent: "Tidak hadir"
        }
    }

    private static func worded(_ state: MeetingReport.Display.Screen.State) -> String {
        switch state {
        case .proven: "Tampil, terbukti pada gambar layar"
        case .reported: "Tampil menurut laporan ruang, tanpa gambar"
        case .unproven: "Tidak terbukti tampil"
        }
    }
}
