import BoundedProcess
import ControlRoom
import Digests
import Foundation
import Meetings
import Offices
import RoomLink

/// Stands in for a room's devices: follows its plan and tells the facts that a real room would tell.
///
/// Media and devices have tests of their own with the real agent; here only the order of a meeting is at stake.
struct RoomPuppet: Sendable {
    let room: RoomID
    let control: ControlRoom
    /// A real Matroska file that stands for what was recorded.
    let recording: Data
    /// A puppet of its own for every run, as an agent that was started again.
    let boot = UUID()

    /// What was told already; on disk beside the journal, as a real agent keeps it.
    private struct Told: Codable {
        var probe = 0
        var take = 0
        var screenPage: ContentHash?
        var airPage: ContentHash?
        var started: [Track: Moment] = [:]
        var ended: Set<Track> = []
        var uploaded: Set<Track> = []
    }

    /// Follows the plans until cancelled.
    func run() async throws {
        var told = (try? JSONDecoder().decode(Told.self, from: Data(contentsOf: memory))) ?? Told()
        let opening = Opening(
            programmeReturn: Endpoint(host: "127.0.0.1", port: 40_000),
            sites: [room: Endpoint(host: "127.0.0.1", port: 40_001)])
        var sequence: Int64 = 0
        try await tell(.opened(opening), &sequence)
        for await plan in await control.plans(for: room) {
            for fact in try await facts(plan, &told) { try await tell(fact, &sequence) }
            try JSONEncoder().encode(told).write(to: memory)
            if plan.upload { try await upload(plan, &told) }
        }
    }

    private var memory: URL { URL(fileURLWithPath: "\(control.folder.path)/puppet-\(room).json") }

    private func tell(_ fact: RoomFact, _ sequence: inout Int64) async throws {
        sequence += 1
        let envelope = FactEnvelope(
            boot: boot, sequence: sequence, occurredAt: control.clock(), clockOffset: 0, fact: fact)
        _ = try await control.receive([envelope], from: room)
    }

    private func facts(_ plan: RoomPlan, _ told: inout Told) async throws -> [RoomFact] {
        var facts: [RoomFact] = []
        if let probe = plan.probe, probe.number > told.probe {
            told.probe = probe.number
            facts.append(.probed(Self.good(probe)))
        }
        if let meeting = plan.meeting {
            facts += recordings(.room, wanted: plan.record, meeting, &told)
            facts += recordings(.programme, wanted: plan.programme?.record ?? false, meeting, &told)
        }
        if plan.screen.page != told.screenPage {
            told.screenPage = plan.screen.page
            facts.append(.shown(Showing(surface: .screen, page: told.screenPage, since: control.clock())))
        }
        if plan.programme?.page != told.airPage {
            told.airPage = plan.programme?.page
            facts.append(.shown(Showing(surface: .programme, page: told.airPage, since: control.clock())))
        }
        if let take = plan.screen.take, take.number > told.take {
            told.take = take.number
            let picture = try await screen(plan)
            facts.append(.screenTaken(ScreenPicture(number: take.number, sha256: picture, taken: control.clock())))
        }
        return facts
    }

    /// A screen that shows the page on air where the programme has it.
    private func screen(_ plan: RoomPlan) async throws -> ContentHash {
        guard let id = plan.meeting, let page = try await control.meeting(id)?.pageOnAir,
            let file = control.blobs.path(of: page)
        else { return try handIn(Data([0x89, 0x50, 0x4e, 0x47])) }
        return try await Scratch.folder { folder in
            let picture = folder.appending(path: "screen.png").path
            let place = "\(PagePlace.x):\(PagePlace.y)"
            let graph = "scale=\(PagePlace.width):\(PagePlace.height),pad=1280:720:\(place)"
            _ = try await Program.ffmpeg.run(["-v", "error", "-i", file, "-vf", graph, picture], within: .document)
            return try handIn(Data(contentsOf: URL(fileURLWithPath: picture)))
        }
    }

    private func handIn(_ picture: Data) throws -> ContentHash {
        let hash = ContentHash(of: picture)
        try control.screens.take(picture, named: hash, by: room)
        return hash
    }

    private static func good(_ order: ProbeOrder) -> ProbeReport {
        ProbeReport(
            number: order.number,
            measures: [
                .init(kind: .frameRate, value: 25, least: 20), .init(kind: .brightness, value: 90, least: 20),
                .init(kind: .motion, value: 1, least: 0.02), .init(kind: .soundLevel, value: -20, least: -50),
                .init(kind: .freeDisk, value: 9e10, least: Double(order.diskNeeded)),
            ])
    }

    private func recordings(_ track: Track, wanted: Bool, _ meeting: MeetingID, _ told: inout Told) -> [RoomFact] {
        let part = RecordingPart(meeting: meeting, track: track, number: 1)
        if wanted, told.started[track] == nil {
            told.started[track] = control.clock()
            return [.recordingStarted(RecordingStart(part: part, firstFrame: control.clock()))]
        }
        guard !wanted, told.started[track] != nil, told.ended.insert(track).inserted else { return [] }
        return [
            .recordingEnded(
                RecordingEnd(
                    part: part, lastFrame: control.clock(), frames: 250, bytes: Int64(recording.count),
                    sha256: ContentHash(of: recording), cause: .ordered))
        ]
    }

    private func upload(_ plan: RoomPlan, _ told: inout Told) async throws {
        guard let meeting = plan.meeting else { return }
        for track in told.ended.subtracting(told.uploaded).sorted(by: { $0.rawValue < $1.rawValue }) {
            told.uploaded.insert(track)
            let part = RecordingPart(meeting: meeting, track: track, number: 1)
            let hash = ContentHash(of: recording)
            try await control.take(recording, index: 0, sha256: hash, part, of: room)
            _ = try await control.seal(UploadSeal(bytes: Int64(recording.count), sha256: hash), part, of: room)
        }
    }
}
