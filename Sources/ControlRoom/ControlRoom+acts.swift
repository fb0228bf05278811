import Engine
import Foundation
package import Journal
package import Meetings
package import Offices
import Procedures
import RoomLink

extension ControlRoom {
    /// The Dirjen's decision opens a case (P02.1); the same key again gives the case it opened.
    package func begin(_ decision: Decision, by person: Person, key: IdempotencyKey) async throws -> Meeting {
        guard let room = directory.rooms.first(where: { $0.office.kind == .rko }) else {
            throw CaseBeginningRefusal.noControlRoom
        }
        if let earlier = try await begun(by: key) { return try await known(earlier, opened: decision) }
        let (host, id, person) = (Site(office: room.office, room: room.id), MeetingID(at: clock()), person)
        let command = Command(key: key, request: try Self.beginning(decision)) { [procedures, policy] docket, now in
            let draft = Meeting(id: id, procedures: procedures, host: host.office)
            let (deciding, number) = (ActKey(draft.deciding), docket.counts.meetings + 1)
            let actor = try person.actor(for: deciding, as: nil, in: draft.proceedings, at: now)
            let content = ActContent.decided(decision: decision, number: number, host: host)
            let opening = MeetingOpening(
                number: number, host: host, versions: draft.proceedings.versions,
                switches: policy.stance, kind: decision.kind ?? .seriousAndUrgent)
            let events = try draft.decide(deciding, content, by: actor, at: now)
            return try Proposal([.opened(opening)] + events, to: Meeting.self, id, at: now)
        }
        do {
            try await engine.submit(command)
        } catch Journal.Refusal.keyReused {
            // Kept meanwhile under this key: the same decision, or another one.
        }
        guard let opened = try await begun(by: key) else { throw UnknownMeeting(id: id) }
        return try await known(opened, opened: decision)
    }

    private func begun(by key: IdempotencyKey) async throws -> MeetingID? {
        try await journal.begun(by: key).flatMap { EventCodec.meeting(of: $0) }
    }

    private static func beginning(_ decision: Decision) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return Array("begin:".utf8) + Array(try encoder.encode(decision))
    }

    /// Performs an act, or refuses it with the step's reference; on disk when it returns.
    ///
    /// What takes long (cards, pages, the report) is made before anybody is kept waiting, and only for an act that the
    /// procedures allow; the act is decided again on the state as it is then.
    @discardableResult
    package func perform(
        _ request: ActRequest, on id: MeetingID, by person: Person, key: IdempotencyKey, bytes: [UInt8]
    ) async throws -> Meeting {
        let asked = Self.request(bytes, on: .meeting(id))
        if try await journal.receipt(for: key, request: asked) != nil { return try await known(id) }
        var actor = try actor(
            person, for: request.key, as: request.role, recording: request.order != nil,
            in: try await known(id).proceedings)
        if let order = request.order { actor = actor.recording(try vouched(order)) }
        if desk.takesLong(request.act) { try await known(id).permit(request.key, by: actor, at: clock()) }
        let basis = ReportWriting.Basis(
            head: try await journal.head(), number: try await known(id).reportNumber(with: paperMeans(at: clock())),
            correspondence: correspondence)
        let content = withinHours(
            try await desk.content(of: request, by: actor, in: known(id), basis: basis, at: clock()))
        let command = MeetingCommand.perform(request.key, content, by: actor, naming: request.assignees)
        do {
            try await submit(command, to: id, key: key, request: asked) { meeting, docket, now in
                try ReportNumberTaken.check(content, of: meeting, with: docket.means(PeopleRegister(), at: now))
            }
        } catch is ReportNumberTaken {
            return try await perform(request, on: id, by: person, key: key, bytes: bytes)
        }
        return try await known(id)
    }

    /// A request as it is known again: the same key and body in another case is another request.
    static func request(_ bytes: [UInt8], on subject: CaseReference) -> [UInt8] {
        Array("\(subject):".utf8) + bytes
    }

    /// Asks a room to test its devices (before P02.5 or P06.6 is confirmed).
    package func orderProbe(
        of office: OfficeID, on id: MeetingID, by person: Person, key: IdempotencyKey
    ) async throws -> Int {
        let meeting = try await known(id)
        let device = meeting.checkingDevices(of: office) ?? ActKey(meeting.notifying)
        let request = Array("probe:\(id):\(office)".utf8)
        if try await journal.receipt(for: key, request: request) != nil { return meeting.probes.ordered[office] ?? 0 }
        let actor = try actor(person, for: device, as: nil, in: meeting.proceedings)
        try await submit(.probe(office, by: actor), to: id, key: key, request: request) {
            meeting, docket, now in
            // Its own refusals come first.
            _ = try meeting.orderProbe(of: office, by: actor)
            if let site = meeting.site(of: office) {
                try docket.checkFree(site.room, for: meeting, act: device.act, at: now)
            }
        }
        return try await known(id).probes.ordered[office] ?? 0
    }

    /// The case that a key opened; the key is not good for another decision.
    private func known(_ id: MeetingID, opened decision: Decision) async throws -> Meeting {
        let meeting = try await known(id)
        guard meeting.decision == decision else {
            throw Meeting.Refusal(
                rule: .stale, act: meeting.deciding,
                message: "kunci itu sudah membuka \(meeting.label) dengan isian lain",
                english: "that key has opened \(meeting.label) with another decision; use a new key")
        }
        return meeting
    }

    /// The person in the post that fits the act best: the right role and office if the person has it, else any post, so
    /// that the refusal names what was found.
    ///
    /// A person who may both decide and record decides, but for an act on an oral order.
    func actor(
        _ person: Person, for key: ActKey, as role: Role?, recording: Bool = false, in state: Proceedings
    ) throws -> Actor {
        try person.actor(for: key, as: role, recording: recording, in: state, at: clock())
    }
}

extension Person {
    /// The person in the post that fits the act best; see `ControlRoom.actor`.
    func actor(
        for key: ActKey, as role: Role?, recording: Bool = false, in state: Proceedings, at now: Moment
    ) throws(NoPost) -> Actor {
        let actors = posts.filter { role == nil || $0.role == role }
            .compactMap { actor(as: $0.role, in: $0.office, section: $0.section, at: now) }
        guard let first = actors.first else { throw NoPost(person: name) }
        let act = state.procedures[key.act]
        let place = key.office ?? state.host.id
        let kind = state.attendees.first { $0.id == place }?.kind ?? state.host.kind
        let recorders = act?.recorders(at: kind) ?? []
        let roles = recording ? recorders : act?.roles ?? []
        return actors.first { roles.contains($0.role) && $0.office == place }
            ?? actors.first { roles.contains($0.role) }
            ?? actors.first { recorders.contains($0.role) } ?? first
    }
}

/// The person holds no post now, so cannot act.
package struct NoPost: Error, Hashable, Sendable {
    package let person: String
}
