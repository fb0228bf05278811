import BoundedProcess
import ControlRoom
import Foundation
import Rehearsal
import Testing

/// The demo's script over the public API, with puppets for rooms.
@Suite(.serialized)
struct ScriptTests {
    @Test("AC-116: leave out any one act, and an act built on it is refused with a reference")
    func everyActIsNeeded() async throws {
        let props = try await Props.make()
        try await Scratch.folder { scratch in
            let folder = scratch.appending(path: "state").path
            let tokens = try Theatre.enrol(folder)
            let scenes = Theatre.script.scenes
            var memory = Memory()
            for (index, scene) in scenes.enumerated() {
                if index > 0 {
                    memory = try await play([scenes[index - 1]], from: memory, in: folder, tokens, props)
                }
                let fork = scratch.appending(path: "fork-\(index)").path
                try FileManager.default.copyItem(atPath: folder, toPath: fork)
                let rest = Array(scenes[(index + 1)...])
                let refusal = try await refusal(of: rest, from: memory, in: fork, tokens, props)
                try FileManager.default.removeItem(atPath: fork)
                let name = "\(index + 1). \(scene.reference) \(scene.title)"
                if rest.isEmpty {
                    #expect(refusal == nil, "\(name) is the last act")
                } else {
                    #expect(refusal != nil, "without \(name) everything went on")
                }
            }
        }
    }

    /// Plays some scenes on a state folder; the service is opened for them and closed again, so that what it needs is on
    /// disk and nowhere else.
    private func play(
        _ scenes: [Scene], from memory: Memory, in folder: String, _ tokens: [(member: Cast.Member, token: String)],
        _ props: Props, patience: Double = 60
    ) async throws -> Memory {
        let theatre = try await Theatre(folder: folder, tokens: tokens, props: props, patience: patience)
        do {
            let after = try await theatre.player.play(scenes, from: memory)
            try await theatre.close()
            return after
        } catch {
            try await theatre.close()
            throw error
        }
    }

    /// The first refusal when the scenes are played; `nil` when all are accepted.
    private func refusal(
        of scenes: [Scene], from memory: Memory, in folder: String, _ tokens: [(member: Cast.Member, token: String)],
        _ props: Props
    ) async throws -> String? {
        do {
            // What a missing act should have brought never comes; nobody waits long for it.
            _ = try await play(scenes, from: memory, in: folder, tokens, props, patience: 2)
            return nil
        } catch let refused as ServiceClient.Refused {
            #expect([403, 404, 409, 422].contains(refused.status), "\(refused)")
            return "\(refused)"
        } catch let forgotten as Memory.Forgotten {
            return "\(forgotten)"
        }
    }
}
