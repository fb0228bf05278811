import BoundedProcess
import Foundation
import Offices
import Reports

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

    /// The rooms with their clips as devices; a clip that does not decode is refused by name.
    func apply(to rooms: [Room]) async throws -> [Room] {
        var changed = Dictionary(uniqueKeysWithValues: rooms.map { ($0.id, $0) })
        for (id, file) in clips {
            guard let room = changed[id] else { continue }
            let streams = try await Self.streams(file)
            changed[id] = Room(
                id: room.id, name: room.name, office: room.office,
                camera: streams.contains("video") ? .clip(path: file) : room.camera,
                microphone: streams.contains("audio") ? .clip(path: file) : room.microphone, screen: room.screen,
                loudspeaker: room.loudspeaker)
        }
        return rooms.compactMap { changed[$0.id] }
    }

    /// Which kinds of stream the clip has; decodes its first seconds to be sure that it can be decoded.
    private static func streams(_ file: String) async throws -> Set<String> {
        do {
            let input = MediaInput.clip(URL(filePath: file))
            let listed = try await Program.ffprobe.run(
                ["-v", "error", "-show_entries", "stream=codec_type", "-of", "csv=p=0"] + input.arguments,
                reading: input.files, within: .document)
            let kinds = Set(
                listed.text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: [",", " "]) }
            )
            .intersection(["video", "audio"])
            guard !kinds.isEmpty else { throw DemoFailure(line: "--media \(file): has neither picture nor sound") }
            _ = try await Program.ffmpeg.run(
                ["-v", "error", "-xerror", "-t", "3"] + input.arguments + ["-f", "null", "-"], reading: input.files,
                within: .document)
            return kinds
        } catch let failure as Program.Failure {
            throw DemoFailure(
                line:
                    "--media \(file): does not decode (\(failure)); give a clip that Debian's GStreamer and ffmpeg decode"
            )
        }
    }
}
