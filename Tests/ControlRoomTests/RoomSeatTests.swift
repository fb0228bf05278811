import Foundation
import Offices
import RoomLink
import Testing

@testable import ControlRoom

/// Who is heard of several machines with one room's secret.
struct RoomSeatTests {
    private let start = Moment(microseconds: 1_795_000_000_000_000)
    private var seat = RoomSeat()
    private let first = MachineSamples.machine(1)
    private let second = MachineSamples.machine(2)

    private mutating func hear(
        _ machine: RoomMachine, after seconds: Double, opened: Double = -1000
    ) -> RoomSeat.Verdict {
        seat.hear(
            machine, from: "10.0.0.1", at: start.advanced(bySeconds: seconds), opened: start.advanced(bySeconds: opened)
        )
    }

    private func verdict(
        _ found: RoomSeat.Verdict, _ expected: RoomSeat.Verdict, _ comment: Comment? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        try #require(found == expected, comment, sourceLocation: sourceLocation)
    }

    @Test("The machine that comes first is heard; another one waits, and is refused when the first speaks on")
    mutating func contested() throws {
        guard case .taken(nil, .first) = hear(first, after: 0) else {
            Issue.record("not so")
            return
        }
        try verdict(hear(second, after: 1), .wait)
        try verdict(hear(first, after: 2), .heard, "it may have been on its way")
        guard case .contested(let other) = hear(first, after: 4) else {
            Issue.record("not so")
            return
        }
        #expect(other.machine == second)
        try verdict(hear(second, after: 5), .refused)
        try verdict(hear(second, after: 500), .refused, "also when the first is silent: somebody has to look")
        #expect(seat.undecided.map(\.machine) == [second])
    }

    @Test("A machine takes the place of one that was silent")
    mutating func silence() throws {
        _ = hear(first, after: 0)
        try verdict(hear(second, after: RoomSeat.patience), .wait)
        guard case .taken(let before, .silence) = hear(second, after: RoomSeat.patience + 0.1) else {
            Issue.record("not so")
            return
        }
        #expect(before?.machine == first && before?.lastHeard == start)
    }

    @Test("Silence before the service was there proves nothing")
    mutating func serviceRestarted() throws {
        _ = hear(first, after: 0)
        try verdict(hear(second, after: 1000, opened: 996), .wait)
        try verdict(hear(first, after: 1001, opened: 996), .heard)
    }

    @Test("The next run in the same folder is heard when the one before has said nothing for two seconds")
    mutating func restart() throws {
        _ = hear(first, after: 0)
        let next = MachineSamples.machine(3, after: 1)
        try verdict(hear(next, after: 0.5), .wait, "it may be a copy")
        try verdict(hear(next, after: RoomSeat.grace), .wait)
        guard case .taken(_, .restart) = hear(next, after: RoomSeat.grace + 0.1) else {
            Issue.record("not so")
            return
        }
        try verdict(hear(first, after: 3), .wait, "its last words")
        try verdict(hear(next, after: 6), .heard)
    }

    @Test("A copy of the disk of a machine that speaks is never heard")
    mutating func copiedWhileSpeaking() throws {
        _ = hear(first, after: 0)
        let copy = MachineSamples.machine(3, after: 1)
        for second in [0.2, 1.2, 2.2] {
            try verdict(hear(copy, after: second), .wait)
            try verdict(hear(first, after: second + 0.8), second < 2 ? .heard : .contested(try #require(waiting(copy))))
        }
        try verdict(hear(copy, after: 4), .refused)
        #expect(seat.holder?.machine == first && seat.undecided.map(\.machine) == [copy])
    }

    /// As it was met first.
    private func waiting(_ machine: RoomMachine) -> RoomSeat.Occupant? {
        let met = start.advanced(bySeconds: 0.2)
        return RoomSeat.Occupant(machine: machine, address: "10.0.0.1", since: met, lastHeard: met)
    }

    @Test("A folder copied from a machine that was slow to speak makes no successor: that one speaks on and is heard")
    mutating func copied() throws {
        _ = hear(first, after: 0)
        let copy = MachineSamples.machine(3, after: 1)
        _ = hear(copy, after: 2.5)
        guard case .contested(let other) = hear(first, after: 5) else {
            Issue.record("not so")
            return
        }
        #expect(other.machine == copy && seat.holder?.machine == first)
        try verdict(hear(copy, after: 6), .refused)
        try verdict(hear(MachineSamples.machine(4, after: 3), after: 7), .refused, "a restart changes nothing")
        #expect(seat.refused.count == 1)
    }

    @Test("A person's choice changes places, and ends the alarm")
    mutating func chosen() throws {
        _ = hear(first, after: 0)
        _ = hear(second, after: 1)
        _ = hear(first, after: 4)
        let before = try seat.choose(second.boot, at: start.advanced(bySeconds: 9))
        #expect(before?.machine == first && seat.holder?.machine == second && seat.undecided.isEmpty)
        try verdict(hear(first, after: 10), .refused)
        let again = try seat.choose(second.boot, at: start.advanced(bySeconds: 11))
        #expect(again == nil, "chosen again")
        let stranger = MachineSamples.machine(9).boot
        do {
            _ = try seat.choose(stranger, at: start)
            Issue.record("a machine that nobody met was chosen")
        } catch {
            #expect(error == .unknown(stranger, known: [second.boot, first.boot]))
        }
    }

    @Test("A refused machine that is gone for half a day is forgotten")
    mutating func forgotten() throws {
        _ = hear(first, after: 0)
        _ = hear(second, after: 1)
        _ = hear(first, after: 4)
        try verdict(hear(first, after: RoomSeat.memory + 10), .heard)
        #expect(seat.refused.isEmpty)
    }

    @Test("What a machine says of itself is read as it is written", arguments: [nil, UInt8(1)])
    func header(after: UInt8?) {
        let machine = MachineSamples.machine(2, after: after)
        #expect(RoomMachine(machine.text) == machine)
    }

    @Test(
        "A header that names no machine is none",
        arguments: [
            "", "boot=1", "boot=019a0000-0000-4000-8000-000000000001",
            "boot=019a0000-0000-4000-8000-000000000001; installation=x",
            "boot=019a0000-0000-4000-8000-000000000001; boot=019a0000-0000-4000-8000-000000000001",
            "boot=019a0000-0000-4000-8000-000000000001; installation=019a0000-0000-4000-8000-000000000001; after=",
            String(repeating: "a", count: 500),
        ])
    func noHeader(text: String) { #expect(RoomMachine(text) == nil) }

    @Test("A machine's name keeps what may stand in a line, and no more")
    func host() {
        let machine = MachineSamples.machine(1, host: "ruang;1\r\nX: y<b>\u{202e}" + String(repeating: "z", count: 99))
        #expect(machine.host.hasPrefix("ruang1Xyb") && machine.host.count == 63)
        #expect(RoomMachine(machine.text) == machine)
    }

    @Test(
        "What a room has seen of the journal is read as it is written, and nothing else is",
        arguments: [
            "-.90", "-.-1." + String(repeating: "a", count: 64), "x.1." + String(repeating: "a", count: 64), "",
        ])
    func standing(nonsense: String) throws {
        for epoch in [nil, EpochID(uuid: MachineSamples.uuid(1))] {
            let standing = Standing(epoch: epoch, position: 90, hash: Samples.blob(1))
            #expect(Standing(standing.description) == standing)
        }
        #expect(Standing(nonsense) == nil)
    }
}
