import ControlRoom
import Offices
import RoomLink

/// What the wall says of machines and of the service's own state, Indonesian first.
enum WallAlarms {
    /// A set-back state is told for a day, in seconds.
    private static let dayOfSetBack = 86_400.0

    /// One line for each.
    static func lines(_ machines: [RoomID: RoomSeat], setBack: SetBack?, now: Moment) -> [String] {
        let old = setBack.map { now.seconds(since: $0.at) > dayOfSetBack } ?? true
        return (old ? [] : setBack.map { [line($0)] } ?? [])
            + machines.sorted { $0.key < $1.key }.flatMap { room, seat in
                seat.undecided.map { line(room, $0, holder: seat.holder) }
            }
    }

    private static func line(_ setBack: SetBack) -> String {
        "Data layanan ternyata lebih lama daripada yang pernah dilihat ruang \(setBack.room) "
            + "(catatan \(setBack.seen.position), di sini sampai \(setBack.found.position)); fakta dan rekaman ruang diambil "
            + "lagi, tindakan orang sesudah cadangan itu perlu diulang · The state was set back, as by a restored backup; "
            + "rooms tell and send again, what people did since must be done again"
    }

    private static func line(_ room: RoomID, _ other: RoomSeat.Occupant, holder: RoomSeat.Occupant?) -> String {
        let (mine, second) = (holder.map { name($0.machine) } ?? "–", name(other.machine))
        return "Dua mesin memakai rahasia ruang \(room): yang didengar \(mine), yang ditolak \(second) dari "
            + "\(other.address); pilih di /api/machines atau dengan rljj rooms choose \(room) MESIN · "
            + "Two machines have the secret of room \(room): one is refused until somebody chooses"
    }

    private static func name(_ machine: RoomMachine) -> String {
        machine.boot.tag + (machine.host.isEmpty ? "" : " (\(machine.host))")
    }
}
