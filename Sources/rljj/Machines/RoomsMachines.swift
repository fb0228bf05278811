import ArgumentParser
import ControlRoom
import Foundation
import Offices
import RoomLink

/// Where the service keeps everything; it must be there already.
struct StateOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Folder that the service keeps everything in.", valueName: "dir"))
    var state = ".state"

    func validate() throws { try expectNamed("--state", state) }

    /// The machines of the rooms as the service last kept them; blocks on the disk.
    func shelf() throws -> MachineShelf {
        MachineShelf(try StateFolder(existing: URL(fileURLWithPath: state).path))
    }
}

/// `rljj rooms machines`.
struct RoomsMachines: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "machines",
        abstract: "Lists which machine speaks for each room, and which are refused.",
        discussion: """
            One line for each machine: room, heard or refused, the run of its agent, its
            name, the address it called from, when it was last heard (UTC, as last kept).
            Two machines with the secret of one room come from a copied disk or a spare
            machine; "rljj rooms choose" says which one is to be heard.
            """)

    @OptionGroup var options: StateOptions

    func run() async throws {
        try await inPlainWords {
            let seats = try options.shelf().seats()
            if seats.isEmpty { print("no machine was heard yet") }
            for (room, seat) in seats.sorted(by: { $0.key < $1.key }) {
                if let holder = seat.holder { print(Self.line(room, "heard  ", holder)) }
                for refused in seat.refused {
                    print(Self.line(room, refused.isKnown ? "refused" : "REFUSED", refused))
                }
            }
        }
    }

    private static func line(_ room: RoomID, _ state: String, _ occupant: RoomSeat.Occupant) -> String {
        let host = occupant.machine.host.isEmpty ? "–" : occupant.machine.host
        return "\(room)  \(state)  \(occupant.machine.boot)  \(host)  \(occupant.address)  \(occupant.lastHeard)"
    }
}
