package import Foundation
package import Offices

/// A fact on its way to the service: told again until it is acknowledged, kept once.
package struct FactEnvelope: Hashable, Sendable, Codable {
    /// The run of the agent that saw it; together with `sequence` it makes the fact unique in its room.
    package var boot: UUID
    /// 1, 2, … within the boot.
    package var sequence: Int64
    /// On the room's clock, corrected by the offset measured against the service.
    package var occurredAt: Moment
    /// Seconds that the service's clock was ahead of the room's when this was written.
    package var clockOffset: Double
    /// The meeting that the room served when it happened, whichever it serves when this arrives; `nil` for none, and in
    /// what was told before rooms said so.
    package var meeting: MeetingID?
    package var fact: RoomFact
    /// Where the service corrected a moment that cannot be: how many seconds it lay ahead of what was kept, negative for
    /// behind. Rooms never set it.
    package var correctedBy: Double?

    package init(
        boot: UUID, sequence: Int64, occurredAt: Moment, clockOffset: Double, meeting: MeetingID? = nil, fact: RoomFact
    ) {
        (self.boot, self.sequence, self.occurredAt) = (boot, sequence, occurredAt)
        (self.clockOffset, self.meeting, self.fact) = (clockOffset, meeting, fact)
    }
}

/// The service's answer to a batch of facts: all of them are on its disk.
package struct FactReceipt: Hashable, Sendable, Codable {
    /// The highest sequence of the batch's boot that is kept.
    package var acknowledged: Int64
    /// The service's clock when it answered, for the offset.
    package var serviceTime: Moment
    /// How far the journal stood with them.
    package var standing: Standing?

    package init(acknowledged: Int64, serviceTime: Moment, standing: Standing? = nil) {
        (self.acknowledged, self.serviceTime, self.standing) = (acknowledged, serviceTime, standing)
    }
}

/// What a room feels like right now; never kept in the journal.
package struct Telemetry: Hashable, Sendable, Codable {
    package var plan: Int64
    package var frameRate: Double?
    package var brightness: Double?
    package var motion: Double?
    /// RMS of the microphone in dBFS.
    package var soundLevel: Double?
    package var freeDisk: Int64
    /// Seconds of the programme, or of the room, that are in its file by now.
    package var recordedSeconds: Double?
    /// Facts that wait for the service.
    package var spooled: Int
    package var children: [ChildName: ChildState]
    /// When the measures were taken, on the service's clock; `nil` from a room of an earlier version.
    package var measured: Moment?
    /// Seconds that the service's clock is ahead of the room's time of day, as the room measured it.
    package var clockOffset: Double?
    /// Why a recording that is wanted cannot be written now, at most 300 characters.
    package var recordingFailure: String?

    package init(
        plan: Int64, frameRate: Double? = nil, brightness: Double? = nil, motion: Double? = nil,
        soundLevel: Double? = nil,
        freeDisk: Int64, recordedSeconds: Double? = nil, spooled: Int, children: [ChildName: ChildState]
    ) {
        (self.plan, self.frameRate, self.brightness, self.motion) = (plan, frameRate, brightness, motion)
        (self.soundLevel, self.freeDisk, self.recordedSeconds) = (soundLevel, freeDisk, recordedSeconds)
        (self.spooled, self.children) = (spooled, children)
    }
}

/// The state of one media process.
package enum ChildState: String, Hashable, Sendable, Codable, CaseIterable {
    case starting, playing, failed
}

extension ChildName: CodingKeyRepresentable {
    package var codingKey: any CodingKey { TextKey(rawValue) }
    package init?<Key: CodingKey>(codingKey: Key) { self.init(rawValue: codingKey.stringValue) }
}
