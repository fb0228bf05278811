import BoundedProcess
import Foundation
import Journal
import Meetings
import Offices
import Procedures
import Rehearsal
import Testing

@testable import ControlRoom

/// The demo's script over the public API, with puppets for rooms.
struct ScriptTests {
    @Test(
        "AC-116: leave out any one act that others wait for, and an act built on it is refused with a reference",
        arguments: [try Playbill.controlRoom(), try Playbill.directorateMeeting()])
    func everyActIsNeeded(bill: Playbill) async throws {
        let props = try await Props.make()
        try await Scratch.folder { scratch in
            let folder = scratch.appending(path: "state").path
            let house = House(bill: bill, tokens: try bill.enrol(folder), props: props)
            let (scenes, procedures) = (bill.script.scenes, try Procedures.load())
            var memory = Memory()
            for (index, scene) in scenes.enumerated() {
                if index > 0 { memory = try await house.play([scenes[index - 1]], from: memory, in: folder) }
                guard Self.isAwaited(scenes[index], in: procedures) else { continue }
                let fork = scratch.appending(path: "fork-\(index)").path
                try FileManager.default.copyItem(atPath: folder, toPath: fork)
                let rest = Array(scenes[(index + 1)...])
                let refusal = try await house.refusal(of: rest, from: memory, in: fork)
                try FileManager.default.removeItem(atPath: fork)
                let name = "\(index + 1). \(scene.reference) \(scene.title)"
                if rest.isEmpty {
                    #expect(refusal == nil, "\(name) is the last act")
                } else {
                    #expect(refusal != nil, "without \(name) everything went on")
                }
            }
            try await checkPapers(bill, in: folder)
        }
    }

    /// Not what may be left out, nor the hand-on of P01.6 b.1, for which the end of its own case alone waits: P03.1 names
    /// the LO and the Operator whether the Kabag has passed the task on or not.
    private static func isAwaited(_ scene: Scene, in procedures: Procedures) -> Bool {
        guard let reference = scene.act, let act = procedures[reference] else { return true }
        return !act.isOptional && reference != ActReference(procedure: .p01, step: 6, name: "hand-on")
    }

    /// AC-092: the played meeting's report and notices are papers with numbers of the host's register.
    private func checkPapers(_ bill: Playbill, in folder: String) async throws {
        let control = try await ControlRoom.open(
            folder: StateFolder(path: folder), rooms: bill.rooms, clock: { Moment(Date()) })
        let meetings = try await control.meetings()
        try await control.close()
        let meeting = try #require(meetings.first)
        let number = try #require(meeting.report?.number.text)
        #expect(number.hasPrefix("LHR-1/") && number.hasSuffix("/\(Zone.wib.civil(Moment(Date())).year)"), "\(number)")
        #expect(meeting.reportPaper?.recipients == meeting.parties.map(\.id))
        #expect(meeting.papers.first?.recipients == meeting.notice?.invited.map(\.office.id))
        #expect(meeting.papers.count >= 2 + meeting.materials.count, "notices, report and materials")
    }
}

/// Where a playbill is played: its people and props.
private struct House: Sendable {
    let bill: Playbill
    let tokens: [(member: Cast.Member, token: String)]
    let props: Props

    /// Plays some scenes on a state folder; the service is opened for them and closed again, so that what it needs is on
    /// disk and nowhere else.
    func play(
        _ scenes: [Scene], from memory: Memory, in folder: String, patience: Double = 60
    ) async throws -> Memory {
        let theatre = try await Theatre(bill, folder: folder, tokens: tokens, props: props, patience: patience)
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
    func refusal(of scenes: [Scene], from memory: Memory, in folder: String) async throws -> String? {
        do {
            // What a missing act should have brought never comes; nobody waits long for it.
            _ = try await play(scenes, from: memory, in: folder, patience: 2)
            return nil
        } catch let refused as ServiceClient.Refused {
            #expect([403, 404, 409, 422].contains(refused.status), "\(refused)")
            return "\(refused)"
        } catch let forgotten as Memory.Forgotten {
            return "\(forgotten)"
        }
    }
}
