import Calls
import Console
import ControlRoom
package import Foundation
import Meetings
package import Offices
import Procedures
import RoomLink

/// Plays a script over the public API, one person's token per act.
package struct Player: Sendable {
    private let client: ServiceClient
    private let tokens: [Key: String]
    private let names: [Key: String]
    private let zones: [OfficeID: Zone]
    /// Gives the PDF that an office hands in.
    private let materials: @Sendable (OfficeID) async throws -> Data
    private let clock: @Sendable () -> Moment
    private let sleep: @Sendable (Double) async throws -> Void

    private struct Key: Hashable {
        let role: Role
        let office: OfficeID
    }

    /// Seconds between acts of the meeting itself.
    private let pace: Double
    /// How long the rooms may take for what a scene awaits, in seconds.
    private let patience: Double
    /// Whether a scene is tried all the same when its time is up, so that the service's own refusal is heard.
    private let insists: Bool

    package init(
        client: ServiceClient, cast: [(member: Cast.Member, token: String)], offices: [Office], pace: Double,
        patience: Double = 90, insists: Bool = false,
        clock: @escaping @Sendable () -> Moment, sleep: @escaping @Sendable (Double) async throws -> Void,
        materials: @escaping @Sendable (OfficeID) async throws -> Data
    ) {
        (self.patience, self.insists) = (patience, insists)
        (self.client, self.pace, self.clock, self.sleep, self.materials) = (client, pace, clock, sleep, materials)
        let keyed = cast.map { (Key(role: $0.member.post.role, office: $0.member.post.office), $0) }
        tokens = Dictionary(uniqueKeysWithValues: keyed.map { ($0, $1.token) })
        names = Dictionary(uniqueKeysWithValues: keyed.map { ($0, $1.member.person.name) })
        zones = Dictionary(uniqueKeysWithValues: offices.map { ($0.id, $0.zone) })
    }

    /// What a page of progress says of one act that was played.
    package struct Played: Sendable {
        package let scene: Scene
        package let name: String
        package let at: Moment
        /// The time in the person's own zone: `10.15.04 WITA`.
        package let localTime: String
    }

    /// Waiting took too long: the rooms did not do what the scene awaits.
    package struct TimedOut: Error, CustomStringConvertible {
        let scene: Scene
        let last: String
        package var description: String {
            "\(scene.reference) (\(scene.title)) waited in vain for \(scene.awaits.map { "\($0)" } ?? "nothing"): \(last)"
        }
    }

    /// Plays every scene in order; the first refusal ends it and is thrown.
    package func play(
        _ scenes: [Scene], from memory: Memory = Memory(), progress: @Sendable (Progress) -> Void = { _ in }
    ) async throws -> Memory {
        var memory = memory
        for scene in scenes {
            if scene.takesTime { try await sleep(pace) }
            if let condition = scene.awaits { try await wait(for: condition, scene, &memory, progress: progress) }
            progress(.begins(scene))
            try await play(scene, &memory)
            let now = clock()
            let zone = zones[scene.office] ?? .wib
            let key = Key(role: scene.role, office: scene.office)
            progress(
                .done(Played(scene: scene, name: names[key] ?? "?", at: now, localTime: zone.time(now, seconds: true))))
        }
        return memory
    }

    /// What happens while a script is played.
    package enum Progress: Sendable {
        case waiting(Scene, seconds: Double)
        case begins(Scene)
        case done(Played)
    }

    private func play(_ scene: Scene, _ memory: inout Memory) async throws {
        let token = try token(scene)
        switch scene.deed {
        case .beginCase(let make):
            guard let form = try make(clock()).beginning else { throw Memory.Forgotten(what: "the case's subject") }
            memory.monitoring = try await client.make(CaseCalls.begin, with: form, token: token).id
        case .caseAct(let make):
            guard let id = memory.monitoring else { throw Memory.Forgotten(what: "the observation and its case") }
            let form = try make(clock()).request
            _ = try await client.make(CaseCalls.act, at: ["case": "\(id)"], with: form, token: token)
        case .decide(let make):
            memory.meeting = try await client.make(MeetingCalls.begin, with: try make(clock()), token: token).id
        case .upload:
            let bytes = try await materials(scene.office)
            let answer = try await client.make(
                MeetingCalls.materials, asking: "?name=\(scene.office).pdf", with: bytes, token: token)
            memory.materials[scene.office] = answer.file
        case .probe, .act, .evidence, .turnAgreements:
            try await play(scene, at: try await place(&memory, token: token), &memory, token: token)
        }
    }

    /// What is done in the meeting itself.
    private func play(
        _ scene: Scene, at place: [String: String], _ memory: inout Memory, token: String
    ) async throws {
        switch scene.deed {
        case .probe(let office):
            _ = try await client.make(MeetingCalls.probe, at: place, with: ProbeForm(office: office), token: token)
        case .act(let make):
            _ = try await client.make(MeetingCalls.act, at: place, with: try make(memory, clock()), token: token)
        case .evidence: memory.evidence = try await client.make(EvidenceCalls.seal, at: place, token: token)
        case .turnAgreements(let act): try await turnAgreements(scene, act, &memory, token: token)
        case .beginCase, .caseAct, .decide, .upload: break
        }
    }

    private func turnAgreements(
        _ scene: Scene, _ act: ActReference, _ memory: inout Memory, token: String
    ) async throws {
        let place = try await place(&memory, token: token)
        let pages = try await client.make(MeetingCalls.show, at: place, token: token).agreementPages
        guard pages > 1 else { return }
        for page in 2...pages {
            try await wait(for: .pagesProven(page - 1), scene, &memory) { _ in }
            try await sleep(pace)
            let state = try await client.make(MeetingCalls.show, at: place, token: token)
            let form = OnAirForm(agreementsPage: page, seen: state.airChanges)
            let request = ActRequest(act: act, form: .onAir(form))
            _ = try await client.make(MeetingCalls.act, at: place, with: request, token: token)
        }
    }

    /// An officer whose test failed tests again before giving up: on a busy machine the first may miss its measure.
    private func testAgain(
        _ condition: Scene.Condition, _ state: MeetingAnswer, _ tests: inout Int, _ place: [String: String],
        token: String
    ) async throws {
        guard case .devicesPass(let office) = condition, let site = state.site(office), site.probe >= tests, tests < 8
        else { return }
        _ = try await client.make(MeetingCalls.probe, at: place, with: ProbeForm(office: office), token: token)
        tests = site.probe + 1
    }

    /// The meeting in a call's path; one that the monitoring case brought is looked for among the meetings.
    private func place(_ memory: inout Memory, token: String) async throws -> [String: String] {
        if memory.meeting == nil { memory.meeting = try await opened(memory, token: token) }
        guard let meeting = memory.meeting else { throw Memory.Forgotten(what: "the decision and its meeting") }
        return ["meeting": "\(meeting)"]
    }

    private func opened(_ memory: Memory, token: String) async throws -> MeetingID? {
        guard let monitoring = memory.monitoring else { return nil }
        let meetings = try await client.make(MeetingCalls.list, token: token)
        return meetings.first { $0.origin == monitoring }?.id
    }

    private func token(_ scene: Scene) throws -> String {
        guard let token = tokens[Key(role: scene.role, office: scene.office)] else {
            throw Memory.Forgotten(what: "a person as \(scene.role.term) at \(scene.office)")
        }
        return token
    }

    private func wait(
        for condition: Scene.Condition, _ scene: Scene, _ memory: inout Memory,
        progress: @Sendable (Progress) -> Void
    ) async throws {
        let began = clock()
        let token = try token(scene)
        var (last, tests) = ("", 1)
        while true {
            if let state = try await state(&memory, condition, token: token) {
                if state.meets(condition) { return }
                try await testAgain(condition, state, &tests, try await place(&memory, token: token), token: token)
                last = state.excuse(for: condition)
            } else {
                last = "the case has brought no meeting"
            }
            let waited = clock().seconds(since: began)
            if waited >= patience {
                if insists { return }
                throw TimedOut(scene: scene, last: last)
            }
            progress(.waiting(scene, seconds: waited))
            try await sleep(0.25)
        }
    }

    /// The meeting as the API tells it; `nil` while it is awaited itself and not there.
    private func state(
        _ memory: inout Memory, _ condition: Scene.Condition, token: String
    ) async throws -> MeetingAnswer? {
        if condition == .meetingOpened, memory.meeting == nil {
            memory.meeting = try await opened(memory, token: token)
            if memory.meeting == nil { return nil }
        }
        return try await client.make(MeetingCalls.show, at: try await place(&memory, token: token), token: token)
    }
}
