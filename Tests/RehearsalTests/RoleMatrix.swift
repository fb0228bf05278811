import Calls
import Console
import ControlRoom
import Foundation
import Meetings
import Offices
import Procedures
import Rehearsal
import Testing

/// Plays scenes over HTTP; before each act, everybody who may not do it sends the same request.
struct RoleMatrix {
    let theatre: Theatre
    let house: MatrixHouse
    /// Acts that others try; `nil` for all of them.
    let tries: Set<ActReference>?
    /// Acts that their right role did.
    private(set) var accepted: Set<ActReference> = []
    /// How many others were refused each act.
    private(set) var refused: [ActReference: Int] = [:]
    private(set) var branches: Set<BranchID> = []
    private var tried: Set<ActKey> = []
    private var memory = Memory()
    private let procedures: Procedures

    init(_ theatre: Theatre, _ house: MatrixHouse, tries: Set<ActReference>?) throws {
        (self.theatre, self.house, self.tries) = (theatre, house, tries)
        procedures = try Procedures.load()
    }

    var refusals: Int { refused.values.reduce(0, +) }

    mutating func play(_ scenes: [Scene]) async throws {
        for scene in scenes {
            switch scene.deed {
            case .act(let make): try await act(scene, make)
            case .decide(let make): try await decide(scene, make(theatre.control.clock()))
            // P01 has a matrix of its own; uploads and tests of devices are no acts, nor is the evidence folder.
            case .beginCase, .caseAct, .upload, .probe, .turnAgreements:
                memory = try await theatre.player.play([scene], from: memory)
            case .evidence: break
            }
        }
        guard let meeting = memory.meeting, let known = try await theatre.control.meeting(meeting) else { return }
        if let branch = known.proceedings.branch(of: known.deciding) { branches.insert(branch) }
    }

    private mutating func decide(_ scene: Scene, _ decision: Decision) async throws {
        let act = ActReference(procedure: .p02, step: 1)
        try await refuse(ActKey(act), decision, at: MeetingCalls.begin.path(), onOrder: false)
        #expect(try await theatre.control.meetings().isEmpty, "a refused decision opens nothing")
        memory = try await theatre.player.play([scene], from: memory)
        accepted.insert(act)
    }

    private mutating func act(
        _ scene: Scene, _ make: @Sendable (Memory, Moment) throws -> ActRequest
    ) async throws {
        let id = try await meeting(scene)
        let request = try await upToDate(make(memory, theatre.control.clock()), of: id)
        let before = try await theatre.control.meeting(id)?.proceedings
        let path = MeetingCalls.act.path(["meeting": "\(id)"])
        try await refuse(request.key, request, at: path, onOrder: request.order != nil)
        #expect(try await theatre.control.meeting(id)?.proceedings == before, "\(request.key): refusals change nothing")
        memory = try await theatre.player.play([scene.doing { _, _ in request }], from: memory)
        accepted.insert(request.act)
    }

    /// The meeting; the one that the monitoring case brought is looked for when its first act is played.
    private mutating func meeting(_ scene: Scene) async throws -> MeetingID {
        if memory.meeting == nil {
            memory.meeting = try await theatre.control.meetings().first { $0.openedOn?.origin == memory.monitoring }?.id
        }
        return try #require(memory.meeting, "\(scene.reference): the case has brought no meeting")
    }

    /// What is asked of the programme names how many changes of it have been seen.
    private func upToDate(_ request: ActRequest, of id: MeetingID) async throws -> ActRequest {
        var request = request
        let changes = try #require(try await theatre.control.meeting(id)).airChanges
        switch request.form {
        case .seen: request.form = .seen(changes)
        case .onAir(var form):
            form.seen = changes
            request.form = .onAir(form)
        default: break
        }
        return request
    }

    // MARK: - Everybody else

    private mutating func refuse(
        _ key: ActKey, _ body: some Encodable & Sendable, at path: String, onOrder: Bool
    ) async throws {
        guard tries?.contains(key.act) ?? true, tried.insert(key).inserted else { return }
        let others = try others(key, onOrder: onOrder)
        let client = theatre.client
        let problems = await withTaskGroup(of: String?.self) { group in
            for holder in others {
                group.addTask { await Self.problem(when: holder, sends: body, key.act, to: path, client) }
            }
            return await group.reduce(into: [String]()) { all, problem in all += [problem].compactMap(\.self) }
        }
        #expect(problems.isEmpty, "\(key)")
        refused[key.act, default: 0] += others.count
    }

    /// Everybody inside but those who may, and those who hold the right role in another office.
    private func others(_ key: ActKey, onOrder: Bool) throws -> [MatrixHouse.Holder] {
        let act = try #require(procedures[key.act], "\(key)")
        let offices = [house.bill.host, house.bill.proposer] + house.bill.invited
        let place = key.office ?? house.bill.host.id
        let kind = try #require(offices.first { $0.id == place }, "\(key)").kind
        let roles = onOrder ? act.recorders(at: kind) : act.roles(at: kind)
        #expect(!roles.isEmpty, "\(key)")
        return house.holders.filter { holder in
            guard roles.contains(holder.post.role) else { return holder.isInside }
            let needed = holder.post.role.officeKind == .kantorPusat ? .kantorPusat : place
            return holder.post.office != needed
        }
    }

    /// What is wrong with the answer; `nil` for a refusal that names the act.
    private static func problem(
        when holder: MatrixHouse.Holder, sends body: some Encodable & Sendable, _ act: ActReference, to path: String,
        _ client: ServiceClient
    ) async -> String? {
        let who = "\(holder.post.role.rawValue)@\(holder.post.office)"
        do {
            _ = try await client.post(path, body, token: holder.token, as: Anything.self)
            return "\(who): accepted"
        } catch let refused as ServiceClient.Refused {
            let isRight =
                refused.status == 403 && refused.rule == "role" && refused.act == "\(act)"
                && refused.message.contains("\(act)")
            return isRight ? nil : "\(who): \(refused)"
        } catch {
            return "\(who): \(error)"
        }
    }

    private struct Anything: Decodable {}
}
