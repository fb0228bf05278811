import BoundedProcess
import Foundation
import Offices
import RoomLink

/// Clips named after rooms, to be their cameras and microphones.
struct MediaFolder {
    private let clips: [(room: RoomID, file: String)]

    /// Lists the clips; a file that is named after no room is refused, so that a slip is not silently ignored.
    init(_ path: String, rooms: [Room]) throws {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            throw DemoFailure(line: "--media \(path): is no folder that can be read")
        }
        let known = Set(rooms.map(\.id))
        var found: [(RoomID, String)] = []
        for name in names.sorted() where !name.hasPrefix(".") {
            guard let room = RoomID((name as NSString).deletingPathExtension), known.contains(room) else {
                let allowed = rooms.map(\.id.description).joined(separator: ", ")
                print("note: --media \(name) is named after no room (rooms: \(allowed)); it is not used")
                continue
            }
            found.append((room, URL(fileURLWithPath: path).appending(path: name).standardizedFileURL.path))
        }
        guard !found.isEmpty else {
            throw DemoFailure(
                line:
                    "--media \(path): no clip is named after a room (\(known.sorted().map(\.description).joined(separator: ", ")))"
            )
        }
        clips = found
    }

    /// The rooms with their clips as devices, each clip made ready in the state folder of its room's agent.
    ///
    /// The room's own program does it, so that the demo uses and refuses what a room does; a clip that is refused is
    /// named, and what of one could not be used is printed.
    func apply(to rooms: [Room], agentState: (RoomID) -> String) async throws -> [Room] {
        var changed = Dictionary(uniqueKeysWithValues: rooms.map { ($0.id, $0) })
        for (id, file) in clips {
            guard let room = changed[id] else { continue }
            let clip = try await Self.prepare(file, state: agentState(id))
            for note in clip.notes { print("note: --media \(file): \(note)") }
            changed[id] = Room(
                id: room.id, name: room.name, office: room.office,
                camera: clip.hasPicture ? .clip(path: file) : room.camera,
                microphone: clip.hasSound ? .clip(path: file) : room.microphone, screen: room.screen,
                loudspeaker: room.loudspeaker)
        }
        return rooms.compactMap { changed[$0.id] }
    }

    private static func prepare(_ file: String, state: String) async throws -> ClipReport {
        let agent = Program(ProjectFolder.program("rljj-room"), package: "ruang-kendali")
        do {
            let output = try await agent.run(
                ["clip", file, "--json", "--state", state], within: .ownProgram, environment: Program.mediaEnvironment)
            return try JSONDecoder().decode(ClipReport.self, from: Data(output.standardOutput))
        } catch Program.Failure.exited(_, _, let line) {
            throw DemoFailure(line: "--media \(line.replacing("rljj-room: ", with: ""))")
        } catch let failure as Program.Failure {
            throw DemoFailure(line: "--media \(file): \(failure)")
        }
    }
}
