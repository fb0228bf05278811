import ControlRoom
import Meetings
import Offices
import RoomLink

/// What is wrong in the rooms, in words for the wall: Indonesian first, English second.
extension WallView {
    /// Alarms that rooms give of themselves: a wrong clock, a recording that cannot be written.
    static func alarms(of fresh: [RoomID: Telemetry], in directory: OfficeDirectory) -> [String] {
        directory.rooms.flatMap { room -> [String] in
            guard let telemetry = fresh[room.id] else { return [] }
            return [clock(of: room, telemetry), recording(of: room, telemetry)].compactMap(\.self)
        }
    }

    private static func clock(of room: Room, _ telemetry: Telemetry) -> String? {
        guard let offset = telemetry.clockOffset, abs(offset) > Disturbance.clockTolerance else { return nil }
        let words = DisturbanceLog.Entry.clockWords(ahead: -offset)
        return "Jam mesin \(room.name) salah: \(words); setel jam mesin itu (NTP) · "
            + "The clock of this room's machine is \(offset < 0 ? "ahead" : "behind") by \(seconds(offset)) s; set it"
    }

    private static func recording(of room: Room, _ telemetry: Telemetry) -> String? {
        telemetry.recordingFailure.map { words in
            "Rekaman \(room.name) tidak dapat ditulis: \(Shown.line(words)); periksa disk mesin ruang itu · "
                + "The recording cannot be written; check the disk of the room's machine"
        }
    }

    /// What the meeting lacks now.
    static func lacking(_ meeting: Meeting?, in directory: OfficeDirectory) -> [String] {
        guard let meeting, meeting.stage.ended == nil else { return [] }
        return meeting.disturbances.open.filter { $0.disturbance.kind != .clock }.map { entry in
            let room = directory.rooms.first { $0.id == entry.room }
            let zone = room?.office.zone ?? .wib
            return "\(room?.name ?? entry.room.description): \(entry.words) "
                + "\(entry.span(in: zone, meetingIsOver: false)) · \(entry.english)"
        }
    }

    static func stepped(_ step: ClockStep) -> String {
        let words = DisturbanceLog.Entry.clockWords(ahead: step.seconds)
        return "Jam layanan baru saja disetel (\(words)); periksa sumber waktunya · "
            + "The service's own clock was set by \(step.seconds < 0 ? "-" : "")\(seconds(step.seconds)) s"
    }

    private static func seconds(_ value: Double) -> Int64 { Int64(min(abs(value), 1e15).rounded()) }
}
