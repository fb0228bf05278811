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
        return try await alone {
            if let earlier = try await journal.begun(by: key).flatMap({ EventCodec.meeting(of: $0) }) {
                return try await known(earlier, opened: decision)
            }
            let id = MeetingID(at: clock())
            let host = Site(office: room.office, room: room.id)
            let draft = Meeting(id: id, procedures: procedures, host: host.office)
            let number = nextMeetingNumber
            let deciding = ActKey(draft.deciding)
            let actor = try actor(person, for: deciding, as: nil, in: draft.proceedings)
            let content = ActContent.decided(decision: decision, number: number, host: host)
            let events = try draft.decide(deciding, content, by: actor, at: clock())
            let opening = MeetingOpening(
                number: number, host: host, versions: draft.proceedings.versions,
                switches: policy.stance, kind: decision.kind ?? .seriousAndUrgent)
            try await append([.opened(opening)] + events, to: id, key: key, at: clock())
            refreshPlans()
            return try await known(id)
        }
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
        let done = try await alone { () async throws -> Meeting? in
            // The same request may have been kept while this one was being prepared.
            if try await journal.receipt(for: key, request: asked) != nil { return try await known(id) }
            return try await keep(content, of: request, on: id, by: actor, key: key, asked: asked)
        }
        if let done { return done }
        return try await perform(request, on: id, by: person, key: key, bytes: bytes)
    }

    /// Refuses who was not named for the act; gives the event that names who does what follows.
    func assigning(
        _ request: ActRequest, by actor: Actor, in state: Proceedings
    ) throws(Meeting.Refusal) -> [MeetingEvent] {
        do throws(Proceedings.Refusal) {
            try checkAssignee(actor, request.key, state)
            let named = try assignees(request.assignees, by: request.key, in: state)
            return named.isEmpty ? [] : [.assigned(by: request.key, to: named)]
        } catch {
            throw Meeting.Refusal(error)
        }
    }

    /// A request as it is known again: the same key and body in another case is another request.
    static func request(_ bytes: [UInt8], on subject: CaseReference) -> [UInt8] {
        Array("\(subject):".utf8) + bytes
    }

    /// The display number of the next meeting, whatever opens it.
    var nextMeetingNumber: Int { docket.counts.meetings + 1 }

    /// Asks a room to test its devices (before P02.5 or P06.6 is confirmed).
    package func orderProbe(
        of office: OfficeID, on id: MeetingID, by person: Person, key: IdempotencyKey
    ) async throws -> Int {
        try await alone {
            let meeting = try await known(id)
            let device = meeting.checkingDevices(of: office) ?? ActKey(meeting.notifying)
            let request = Array("probe:\(id):\(office)".utf8)
            if try await journal.receipt(for: key, request: request) != nil {
                return meeting.probes.ordered[office] ?? 0
            }
            let actor = try actor(person, for: device, as: nil, in: meeting.proceedings)
            let events = try meeting.orderProbe(of: office, by: actor)
            if let site = meeting.site(of: office) { try checkFree(site.room, for: meeting, act: device.act) }
            try await append(events, to: id, key: key, at: clock(), request: request)
            refreshPlans()
            return try await known(id).probes.ordered[office] ?? 0
        }
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
        let now = clock()
        let actors = person.posts.filter { role == nil || $0.role == role }
            .compactMap { person.actor(as: $0.role, in: $0.office, section: $0.section, at: now) }
        guard let first = actors.first else { throw NoPost(person: person.name) }
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

/// There is no meeting of that id.
package struct UnknownMeeting: Error, Hashable, Sendable {
    package let id: MeetingID

    package init(id: MeetingID) { self.id = id }
}

/// The person holds no post now, so cannot act.
package struct NoPost: Error, Hashable, Sendable {
    package let person: String
}
