import Engine
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
        // Looked for before the turn: it is a file.
        let isHandedIn = fact.fact.picture.map { screens.holds($0.sha256, of: room) } ?? true
        let subjects = fact.named.map { [CaseReference.meeting($0)] } ?? []
        try await engine.submit(
            Command(key: key, request: told, on: subjects) { docket, now in
                let meeting = docket.meeting(of: fact, from: room, at: now)
                let fact = fact.shown.corrected(at: now, began: meeting?.began(by: fact.fact, in: room))
                try ScreenShelf.check(fact.fact, from: room, in: meeting, isHandedIn: isHandedIn)
                guard let meeting else { return try Proposal(EventCodec.RoomEntry(room: room, fact: fact)) }
                let events = try meeting.decide(
                    .hear(fact, from: room), with: docket.means(PeopleRegister(), at: now))
                return try Proposal(events, to: Meeting.self, meeting.id, at: now)
            })
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
        return ServiceClock(serviceTime: now, standing: standing())
    }

    package func receive(preview picture: Data, from room: RoomID) {
        previews[room] = Preview(picture: picture, at: steady())
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

extension Docket {
    /// The meeting to whose evidence a fact belongs; what a room says of itself belongs to none.
    fileprivate func meeting(of envelope: FactEnvelope, from room: RoomID, at now: Moment) -> Meeting? {
        if case .opened = envelope.fact { return nil }
        // A fact may have waited in the room until the room served another meeting.
        guard let served = envelope.named else { return holder(of: room, at: now) }
        return meeting(served).flatMap { $0.site(in: room) == nil ? nil : $0 }
    }
}

extension RoomFact {
    /// The picture of its screen that a room tells of.
    var picture: ScreenPicture? { if case .screenTaken(let picture) = self { picture } else { nil } }
}

extension FactEnvelope {
    /// The meeting that a fact names itself; `nil` when it is for the one that the room serves, or for none.
    fileprivate var named: MeetingID? {
        switch fact {
        case .opened: nil
        case .recordingStarted(let start): start.part.meeting
        case .recordingEnded(let end): end.part.meeting
        case .probed, .childLost, .shown, .screenTaken, .disturbed: meeting
        }
    }

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
