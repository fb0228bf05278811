import Offices
import RoomLink

/// That another machine speaks for a room, or was refused, as the audit keeps it.
struct MachineEntry: Hashable, Sendable, Codable {
    let room: RoomID
    let kind: Kind
    let machine: RoomMachine
    /// The machine that spoke, or speaks, for the room besides.
    let other: RoomMachine?
    /// Where it called from.
    let address: String
    /// When the other was last heard.
    let lastHeard: Moment?
    /// Who chose it.
    let by: RightsAuthor?
    let at: Moment

    enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case first, restart, silence, chosen, refused

        init(_ right: RoomSeat.Succession) {
            self =
                switch right {
                case .first: .first
                case .restart: .restart
                case .silence: .silence
                case .chosen: .chosen
                }
        }
    }

    /// For the log, in English; `nil` for what need not be said there.
    var line: String? {
        let name =
            "\(room): machine \(machine.boot.tag) (\(machine.host.isEmpty ? "unnamed" : machine.host), \(address))"
        switch kind {
        case .first, .restart: return nil
        case .silence:
            return "\(name) speaks for the room; the one before, \(other?.boot.tag ?? "none"), was silent since "
                + "\(lastHeard.map(\.description) ?? "long")"
        case .chosen: return "\(name) was chosen to speak for the room"
        case .refused:
            return
                "\(name) has the room's secret and speaks beside machine \(other?.boot.tag ?? "none"): refused until "
                + "somebody chooses; see rljj rooms machines"
        }
    }
}
