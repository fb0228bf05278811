import Foundation

/// Reads all files of `Rooms/`.
package enum RoomFolder {
    /// The rooms of a folder, sorted by id; the problems of all files are thrown together.
    ///
    /// Two rooms may neither serve the same office nor send the same test tone: the programme's sound would not tell
    /// them apart.
    package static func read(_ path: String) throws(FileRefusal) -> [Room] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            throw FileRefusal([FileProblem(file: path, text: "there is no such folder, or it may not be read")])
        }
        var problems: [FileProblem] = []
        var rooms: [(file: String, room: Room)] = []
        for name in names.sorted() where !name.hasPrefix(".") {
            let file = path.hasSuffix("/") ? path + name : "\(path)/\(name)"
            if name.hasSuffix(".yml") { problems.append(FileProblem(file: file, text: "room files end in .yaml")) }
            guard name.hasSuffix(".yaml") else { continue }
            do {
                rooms.append((file, try RoomFile.read(file)))
            } catch {
                problems += error.problems
            }
        }
        if rooms.isEmpty, problems.isEmpty {
            problems.append(FileProblem(file: path, text: "no room file (*.yaml) stands in this folder"))
        }
        problems += clashes(rooms)
        guard problems.isEmpty else { throw FileRefusal(problems) }
        return rooms.map(\.room).sorted { $0.id < $1.id }
    }

    private static func clashes(_ rooms: [(file: String, room: Room)]) -> [FileProblem] {
        var problems: [FileProblem] = []
        for (index, (file, room)) in rooms.enumerated() {
            for (earlier, other) in rooms[..<index] {
                if room.office.name.lowercased() == other.office.name.lowercased() {
                    let text =
                        "office.name is \(room.office.name.quoted.marked), as in \(earlier); allowed: one room an office"
                    problems.append(FileProblem(file: file, text: text))
                }
                if case .test(let tone) = room.microphone, other.microphone == .test(tone: tone) {
                    let text = "microphone.tone is \(tone), as in \(earlier); allowed: a tone of its own for each room"
                    problems.append(FileProblem(file: file, text: text))
                }
            }
        }
        return problems
    }
}
