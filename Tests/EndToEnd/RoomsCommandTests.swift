import ControlRoom
import Foundation
import Offices
import RoomLink
import Synchronization
import Testing

extension EndToEnd {
    /// `rljj rooms machines` and `rljj rooms choose` as an administrator types them; no media.
    @Suite(.serialized)
    struct RoomsCommandTests {
        private let scratch = TestFolder.make()
        private var state: String { scratch.appending(path: "state").path }
        private let first = machine(1, "ruang-lama")
        private let second = machine(2, "ruang-cadangan")

        private static func machine(_ number: UInt8, _ host: String) -> RoomMachine {
            let uuid = UUID(uuid: uuid_t(number, 0, 0, 0, 0, 0, 0x40, 0, 0x80, 0, 0, 0, 0, 0, 0, number))
            return RoomMachine(boot: BootID(uuid: uuid), installation: InstallationID(uuid: uuid), host: host)
        }

        private func run(_ words: String...) async throws -> Ran {
            try await Ran.built("rljj", ["rooms"] + words + ["--state", state], in: scratch)
        }

        /// A service in whose second second two machines speak for one room.
        private func contest() async throws -> RoomID {
            let rooms = try RoomFolder.read(Products.projectFolder("Tests/Rooms").path)
            let room = try #require(rooms.first?.id)
            let seconds = Ticks()
            let control = try await ControlRoom.open(
                folder: try StateFolder(path: state), rooms: rooms, clock: { seconds.next() })
            _ = try await control.admit(first, to: room, from: "10.0.0.1")
            _ = try? await control.admit(second, to: room, from: "10.0.0.2")
            for _ in 0..<4 { _ = try await control.admit(first, to: room, from: "10.0.0.1") }
            try await control.close()
            return room
        }

        @Test("Two machines are listed, one is chosen by its tag, and the service takes it over at its start")
        func chooses() async throws {
            let room = try await contest()
            let list = try await run("machines")
            #expect(list.status == 0 && list.output.contains("\(room)  heard    \(first.boot)  ruang-lama  10.0.0.1"))
            #expect(
                list.output.contains("\(room)  REFUSED  \(second.boot)  ruang-cadangan  10.0.0.2"), "\(list.output)")
            let chosen = try await run("choose", "\(room)", second.boot.tag.uppercased())
            #expect(chosen.status == 0 && chosen.output.contains(second.boot.tag), "\(chosen.error)")
            let rooms = try RoomFolder.read(Products.projectFolder("Tests/Rooms").path)
            let control = try await ControlRoom.open(
                folder: try StateFolder(path: state), rooms: rooms, clock: { Moment(Date()) })
            #expect(await control.speaks(second, for: room))
            try await control.close()
            #expect(try await run("machines").output.contains("\(room)  refused  \(first.boot)"))
        }

        @Test("What fits no room, no machine or no service is refused with what is allowed, and nothing is made")
        func refuses() async throws {
            let nowhere = try await run("machines")
            #expect(nowhere.status == 2 && nowhere.complaints.count == 1 && nowhere.error.contains(state))
            #expect(!FileManager.default.fileExists(atPath: state))
            let room = try await contest()
            let stranger = try await run("choose", "ruang-lain", first.boot.tag)
            #expect(stranger.status == 2 && stranger.error.contains("allowed: \(room)"), "\(stranger.error)")
            let unknown = try await run("choose", "\(room)", "ffffffff")
            #expect(unknown.status == 2 && unknown.error.contains(second.boot.tag), "\(unknown.error)")
        }
    }
}

/// A clock that is a second later at each look.
private final class Ticks: Sendable {
    private let time = Mutex<Int64>(Int64(Date().timeIntervalSince1970) * 1_000_000)

    func next() -> Moment {
        Moment(
            microseconds: time.withLock { time in
                time += 1_000_000
                return time
            })
    }
}
