package import Foundation
import Journal
import Meetings
package import Offices
package import RoomLink

extension ControlRoom {
    /// Keeps a room's facts, each once, and says up to where all of them are on disk.
    ///
    /// One that cannot be true is thrown as `Implausible` before it changes anything, a picture that is not the room's own
    /// as `ScreenShelf.Refusal`; what was told before it is kept.
    package func receive(_ facts: [FactEnvelope], from room: RoomID) async throws -> FactReceipt {
        var acknowledged: Int64 = 0
        for fact in facts.sorted(by: { $0.sequence < $1.sequence }) {
            try fact.check(at: clock())
            try await keep(fact, from: room)
            acknowledged = fact.sequence
        }
        return FactReceipt(acknowledged: acknowledged, serviceTime: clock(), standing: standing())
    }

    private func keep(_ fact: FactEnvelope, from room: RoomID) async throws {
        guard let key = IdempotencyKey("fact:\(room):\(fact.boot.uuidString.lowercased()):\(fact.sequence)") else {
            throw ControlRoomFailure.journal("fact \(fact.sequence) of \(room) has no usable key")
        }
        let told = try EventCodec.bytes(of: fact)
        try await alone {
            // Asked first: the room may have got another meeting since the fact was kept.
            if try await journal.receipt(for: key, request: told) != nil { return }
            let meeting = try await meeting(of: fact, from: room)
            let fact = fact.shown.corrected(at: clock(), began: meeting?.began(by: fact.fact, in: room))
            try checkScreen(fact.fact, from: room, in: meeting)
            if let meeting {
                let events = [.fact(room: room, fact: fact)] + meeting.consequences(of: fact.fact, from: room)
                let work = try work(after: fact.fact, from: room, in: meeting)
                try await append(
                    events, to: meeting.id, key: key, at: fact.occurredAt, request: told, outbox: work)
                if !work.isEmpty { Task { await workOffOutbox() } }
            } else {
                let stream = EventCodec.stream(of: room)
                let receipt = try await note(EventCodec.draft(fact, of: room), in: stream, key: key, request: told)
                if !receipt.isRepeat, case .opened(let opening) = fact.fact { docket.note(opening, of: room) }
            }
            refreshPlans()
        }
    }

    /// What the outbox has to do once the fact is kept.
    private func work(after fact: RoomFact, from room: RoomID, in meeting: Meeting) throws -> [OutboxMessage] {
        var work = try screenCheck(of: fact, from: room, in: meeting).map { [try $0.message] } ?? []
        if case .recordingEnded(let end) = fact, end.isEmpty {
            // Nothing of it comes, so that its recording may be whole by this word alone.
            var ledger = meeting.recordings
            ledger.end(end, in: room)
            work += try remuxes(of: [RecordingLedger.Key(room: room, end.part)], in: ledger, of: meeting.id)
        }
        return work
    }

    /// A picture that answers the room's newest order is held against the page of that order.
    private func screenCheck(of fact: RoomFact, from room: RoomID, in meeting: Meeting) -> ScreenCheckJob? {
        guard case .screenTaken(let picture) = fact, let order = meeting.screenProof.orders[room],
            order.number == picture.number
        else { return nil }
        return ScreenCheckJob(meeting: meeting.id, room: room, picture: picture, page: order.page)
    }

    /// The meeting to whose evidence a fact belongs; what a room says of itself belongs to none.
    private func meeting(of envelope: FactEnvelope, from room: RoomID) async throws -> Meeting? {
        switch envelope.fact {
        case .opened: return nil
        case .recordingStarted(let start): return try await meeting(start.part.meeting, with: room)
        case .recordingEnded(let end): return try await meeting(end.part.meeting, with: room)
        case .probed, .childLost, .shown, .screenTaken, .disturbed:
            // A fact may have waited in the room until the room served another meeting.
            guard let served = envelope.meeting else { return holder(of: room) }
            return try await meeting(served, with: room)
        }
    }

    private func meeting(_ id: MeetingID, with room: RoomID) async throws -> Meeting? {
        try await meeting(id).flatMap { $0.site(in: room) == nil ? nil : $0 }
    }

    /// Takes what a room feels like right now; kept in memory only.
    ///
    /// What was long under way says nothing new of a room that was heard of since. A room that does not hold its newest
    /// plan is told it again.
    package func receive(_ telemetry: Telemetry, from room: RoomID) -> ServiceClock {
        let (now, steady) = (clock(), steady())
        let pulse = Pulse(telemetry: telemetry, at: steady, delayed: telemetry.measured.map { now.seconds(since: $0) })
        if pulses[room].map({ pulse.age(at: steady) <= $0.age(at: steady) }) ?? true { pulses[room] = pulse }
        planBoard.remind(room, holding: telemetry.plan, at: steady)
        tellPages()
        return ServiceClock(serviceTime: now, standing: standing())
    }

    package func receive(preview picture: Data, from room: RoomID) {
        previews[room] = Preview(picture: picture, at: steady())
        tellPages()
    }

    /// The newest picture of a room's camera.
    package func preview(of room: RoomID) -> Preview? { previews[room] }

    /// What every room feels like, and what its camera sees, as far as it told.
    package func senses() -> (pulses: [RoomID: Pulse], previews: [RoomID: Preview]) { (pulses, previews) }
}

/// The newest telemetry of a room, and when it came.
package struct Pulse: Sendable {
    package let telemetry: Telemetry
    /// On the service's steady clock.
    package let at: Moment
    /// Seconds from the measuring to the coming, by the room's word; at least 0.
    package let delay: Double

    /// - Parameter delayed: the seconds it was under way by the room's word, which may be wrong by a clock that was set.
    package init(telemetry: Telemetry, at moment: Moment, delayed: Double? = nil) {
        (self.telemetry, at) = (telemetry, moment)
        delay = min(max(0, delayed ?? 0), Self.longestDelay)
    }

    /// A room whose newest word is older than this counts as cut off, in seconds; a look each second and a slow link
    /// leave it below the 12 s in which a cut is to be seen.
    package static let patience = 9.0
    /// No word is under way for longer; beyond that a clock is wrong, and the word is merely old.
    private static let longestDelay = 60.0

    /// How old the word is at a moment of the steady clock, in seconds.
    package func age(at now: Moment) -> Double { now.seconds(since: at) + delay }

    package func isFresh(at now: Moment) -> Bool { age(at: now) < Self.patience }
}

/// The newest small picture of a room's camera.
package struct Preview: Sendable {
    package let picture: Data
    /// On the service's steady clock.
    package let at: Moment

    package init(picture: Data, at moment: Moment) { (self.picture, at) = (picture, moment) }

    package func isFresh(at now: Moment) -> Bool { now.seconds(since: at) < Pulse.patience }
}

extension Meeting {
    /// The first frame of the recording that a fact ends.
    fileprivate func began(by fact: RoomFact, in room: RoomID) -> Moment? {
        guard case .recordingEnded(let end) = fact else { return nil }
        return recordings.parts[RecordingLedger.Key(room: room, end.part)]?.firstFrame
    }
}

extension FactEnvelope {
    /// With the words of the room's system as a line that may be shown; everything else in a fact has a type.
    var shown: FactEnvelope {
        var shown = self
        switch fact {
        case .childLost(let loss):
            shown.fact = .childLost(ChildLoss(child: loss.child, reason: Shown.line(loss.reason)))
        case .recordingEnded(var end):
            end.reason = end.reason.map { Shown.line($0) }
            shown.fact = .recordingEnded(end)
        case .disturbed(var disturbance):
            disturbance.reason = disturbance.reason.map { Shown.line($0) }
            shown.fact = .disturbed(disturbance)
        default: break
        }
        return shown
    }
}
