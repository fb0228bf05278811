import Engine
import Foundation
import Journal
import Meetings
import Offices
import Procedures
import RoomLink
import Testing

@testable import ControlRoom

/// Events of rooms that are served by more than one machine, and of a state that was set back.
enum MachineSamples {
    static func all(_ moment: Moment) throws -> [(name: String, draft: EventDraft)] {
        let (old, new) = (machine(1), machine(2, after: 1))
        let change = MachineChange(from: old, to: new, lastHeard: moment, at: moment, ground: .silence)
        let entry = MachineEntry(
            room: Service.hostRoom, kind: .chosen, machine: new, other: old, address: "10.0.0.7", lastHeard: moment,
            by: .administrator("root"), at: moment)
        return try [
            (
                "room.replaced@1",
                EventCodec.draft(MeetingEvent.replaced(room: Service.hostRoom, change: change), at: moment)
            ),
            ("machine.noted@1", EventCodec.draft(entry)), ("state.set-back@1", EventCodec.draft(setBack(moment))),
            ("room.fact@1 boot", EventCodec.draft(.fact(room: Service.hostRoom, fact: started(moment)), at: moment)),
            ("act.reported@1 boots", reported(moment)),
        ]
    }

    static func machine(_ number: UInt8, after: UInt8? = nil, host: String = "ruang-cadangan") -> RoomMachine {
        RoomMachine(
            boot: BootID(uuid: uuid(number)), installation: InstallationID(uuid: uuid(number + 100)),
            after: after.map { BootID(uuid: uuid($0)) }, host: host)
    }

    static func uuid(_ number: UInt8) -> UUID {
        UUID(uuid: uuid_t(1, 0x9a, 0, 0, 0, 0, 0x40, 0, 0x80, 0, 0, 0, 0, 0, 0, number))
    }

    private static func setBack(_ moment: Moment) throws -> SetBack {
        SetBack(
            epoch: EpochID(uuid: uuid(9)), room: Service.hostRoom,
            seen: Standing(epoch: nil, position: 90, hash: Samples.blob(1)),
            found: Standing(epoch: nil, position: 7, hash: Samples.blob(2)), at: moment)
    }

    private static func started(_ moment: Moment) throws -> FactEnvelope {
        let meeting = MeetingID(uuid: uuid(12))
        let part = RecordingPart(meeting: meeting, track: .room, number: 1, boot: BootID(uuid: uuid(1)))
        return FactEnvelope(
            boot: uuid(1), sequence: 3, occurredAt: moment, clockOffset: 0.25, meeting: meeting,
            fact: .recordingStarted(RecordingStart(part: part, firstFrame: moment)))
    }

    /// A report whose recording was begun before rooms named their runs, and went on on two machines.
    private static func reported(_ moment: Moment) throws -> EventDraft {
        let names = [nil, BootID(uuid: uuid(1)), BootID(uuid: uuid(2))].map { PartName(number: 1, boot: $0) }
        let joined = ReportedRecording(
            room: Service.hostRoom, track: .room, parts: names, bytes: 2000, sha256: Samples.blob(10))
        let report = ReportFile(
            number: try line("LHR-12/RKO/2026"), pdf: Samples.blob(5), bytes: 1000, versions: [1], at: moment,
            recordings: [joined])
        let actor = Actor(id: try Samples.person(), name: "Sari", role: .operatorRko, office: Service.host.id)
        let key = try #require(ActKey("P09.4/write"))
        return try EventCodec.draft(
            MeetingEvent.act(key: key, by: actor, content: .reported(report: report)), at: moment)
    }
}
