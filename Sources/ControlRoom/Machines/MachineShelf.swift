package import Disk
package import Foundation
package import Offices
package import RoomLink

/// A person's choice between two machines that speak for one room.
package struct MachineChoice: Hashable, Sendable, Codable {
    package let id: UUID
    package let room: RoomID
    package let boot: BootID
    package let by: RightsAuthor
    package let at: Moment

    package init(room: RoomID, boot: BootID, by: RightsAuthor, at: Moment) {
        (id, self.room, self.boot, self.by, self.at) = (UUID(), room, boot, by, at)
    }
}

/// The two files of the rooms' machines: `machines.json`, which the service writes and anybody at its machine reads, and
/// `machine-choices.json`, which the command line writes and the service takes over within seconds.
///
/// Both may be deleted: each room then belongs to the machine that is heard first. Its functions block.
package struct MachineShelf: Sendable {
    private let folder: String

    package init(_ folder: StateFolder) { self.folder = folder.path }

    private var seatsFile: String { "\(folder)/machines.json" }
    private var choicesFile: String { "\(folder)/machine-choices.json" }
    private var lock: String { "\(folder)/machines.lock" }

    var hasChoices: Bool { FileManager.default.fileExists(atPath: choicesFile) }

    /// Which machine speaks for each room, as the service last kept it.
    package func seats() throws(DiskFailure) -> [RoomID: RoomSeat] {
        try read([RoomID: RoomSeat].self, seatsFile, "machines of rooms") ?? [:]
    }

    func keep(_ seats: [RoomID: RoomSeat]) throws(DiskFailure) { try write(seats, to: seatsFile) }

    /// Leaves a choice for the service.
    package func leave(_ choice: MachineChoice) throws {
        try FileLock.hold(lock) { try write(try choices() + [choice], to: choicesFile) }
    }

    /// The choices that wait, in the order in which they were made.
    func choices() throws(DiskFailure) -> [MachineChoice] {
        try read([MachineChoice].self, choicesFile, "choices between machines") ?? []
    }

    /// Forgets the choices that were taken over.
    func forget(_ ids: Set<UUID>) throws {
        try FileLock.hold(lock) {
            let rest = try choices().filter { !ids.contains($0.id) }
            if rest.isEmpty { unlink(choicesFile) } else { try write(rest, to: choicesFile) }
        }
    }

    private func read<Value: Decodable>(
        _ type: Value.Type, _ file: String, _ what: String
    ) throws(DiskFailure) -> Value? {
        guard FileManager.default.fileExists(atPath: file) else { return nil }
        guard let bytes = FileManager.default.contents(atPath: file) else { throw .file(file, "cannot be read") }
        guard let found = try? JSONDecoder().decode(type, from: bytes) else {
            throw .file(file, "is no list of \(what); restore it from a backup or move it away")
        }
        return found
    }

    private func write(_ value: some Encodable, to file: String) throws(DiskFailure) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        guard let bytes = try? encoder.encode(value) else { throw .file(file, "cannot be encoded") }
        try DurableFile.write(bytes, to: file)
    }
}
