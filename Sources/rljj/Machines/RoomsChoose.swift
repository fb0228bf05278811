import ArgumentParser
import ControlRoom
import Disk
import Foundation
import Offices
import RoomLink

/// `rljj rooms choose`.
struct RoomsChoose: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "choose",
        abstract: "Chooses which of two machines speaks for a room.",
        discussion: """
            MACHINE is the run of its agent as "rljj rooms machines" lists it, or its last
            eight digits. A running service takes the choice over within five seconds,
            another one at its start; the audit keeps it with your name.

              rljj rooms choose kpp-makassar 8f2a9c01
            """)

    @OptionGroup var options: StateOptions

    @Argument(help: "The room's id.")
    var room: String

    @Argument(help: "The machine: its agent's run, or the last eight digits of it.")
    var machine: String

    func run() async throws {
        try await inPlainWords {
            let shelf = try options.shelf()
            let seats = try shelf.seats()
            guard let id = RoomID(room), let seat = seats[id] else {
                let known = seats.keys.sorted().map(\.description).joined(separator: ", ")
                throw Misuse("room \(room): no machine of it was heard; allowed: \(known.isEmpty ? "none yet" : known)")
            }
            let known = (seat.holder.map { [$0] } ?? []) + seat.refused
            let wanted = machine.lowercased()
            let meant = known.filter { $0.machine.boot.description == wanted || $0.machine.boot.tag == wanted }
            guard let chosen = meant.first, meant.count == 1 else {
                let list = known.map(\.machine.boot.tag).joined(separator: ", ")
                throw Misuse("machine \(machine) of room \(id): \(meant.count) are called so; allowed: \(list)")
            }
            let choice = MachineChoice(room: id, boot: chosen.machine.boot, by: .localUser, at: Moment(Date()))
            try await OffPool.run { try shelf.leave(choice) }
            print("\(id): machine \(chosen.machine.boot.tag) is to be heard; the service takes it over within 5 s.")
        }
    }
}
