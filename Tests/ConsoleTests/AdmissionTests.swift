import NIOCore
import Offices
import Testing

@testable import Console

/// Who gets a place, without sockets.
struct AdmissionTests {
    private static let limits = ConnectionLimits(doorstep: 3, guests: 1, known: 2)
    private static let persons = (0...3).map { _ in Holder.person(PersonID(at: Moment(microseconds: 0))) }

    /// The same person for the same number.
    private static func person(_ number: Int) -> Holder { persons[number] }

    @Test("On a full doorstep the oldest of the address that has most makes place")
    func displaces() {
        var admission = Admission<Int>(Self.limits)
        #expect(admission.arrive(1, from: "b") == nil)
        #expect(admission.arrive(2, from: "a") == nil)
        #expect(admission.arrive(3, from: "a") == nil)
        #expect(admission.arrive(4, from: "a") == 2)
        #expect(admission.arrive(5, from: "c") == 3)
        #expect(admission.arrive(6, from: "c") == 1, "each has one: the oldest")
        #expect(admission.arrive(7, from: "d") == 5, "c has two")
        #expect(admission.count == 3)
    }

    @Test("Seats are for guests whose request has come; one whose body is still coming makes place")
    func seats() {
        var admission = Admission<Int>(Self.limits)
        for id in 1...3 { _ = admission.arrive(id, from: "a") }
        #expect(admission.turn(1, to: .receiving) == nil)
        #expect(admission.seat(1) == .welcome)
        #expect(admission.seat(2) == .inPlace(of: 1))
        #expect(admission.turn(2, to: .answering) == nil)
        #expect(admission.seat(3) == .full)
        #expect(admission.turn(2, to: .waiting) == nil)
        #expect(admission.seat(3) == .welcome)
        #expect(admission.seat(99) == .welcome, "no socket, no place")
    }

    @Test("Places of those who are known: an idle one makes place, one in hand does not")
    func known() {
        var admission = Admission<Int>(Self.limits)
        for id in 1...3 { _ = admission.arrive(id, from: "a") }
        #expect(admission.identify(1, as: Self.person(1)) == .welcome)
        #expect(admission.identify(1, as: Self.person(1)) == .welcome)
        #expect(admission.identify(2, as: Self.person(2)) == .welcome)
        #expect(admission.turn(1, to: .answering) == nil && admission.turn(2, to: .answering) == nil)
        #expect(admission.identify(3, as: Self.person(3)) == .full)
        #expect(admission.turn(1, to: .waiting) == nil)
        #expect(admission.identify(3, as: Self.person(3)) == .inPlace(of: 1))
        admission.leave(2)
        admission.leave(3)
        #expect(admission.count == 0)
    }

    @Test("A connection that proves another person counts for that one")
    func anotherHolder() {
        var limits = Self.limits
        limits.ofPerson = 1
        var admission = Admission<Int>(limits)
        for id in 1...2 { _ = admission.arrive(id, from: "a") }
        #expect(admission.identify(1, as: Self.person(1)) == .welcome)
        #expect(admission.identify(2, as: Self.person(1)) == .tooMany(1))
        #expect(admission.identify(1, as: Self.person(2)) == .welcome)
        #expect(admission.identify(2, as: Self.person(1)) == .welcome)
    }

    @Test(
        "A quarter of the descriptors stays for files, and most of the rest for rooms and people",
        arguments: [64, 1024, 1 << 20])
    func descriptors(count: Int) {
        let limits = ConnectionLimits(descriptors: count)
        let total = limits.doorstep + limits.guests + limits.known
        #expect(total <= max(16, count / 4 * 3) && total <= 4096)
        #expect(limits.known >= total / 4 * 3 && limits.doorstep > 0 && limits.guests > 0)
    }
}

/// How long a connection may let the service wait, without sockets.
struct ConnectionPaceTests {
    private let start = NIODeadline.uptimeNanoseconds(1_000_000_000_000)
    private let limits = ConnectionLimits(doorstep: 1, guests: 1, known: 1)

    @Test("The first head has ten seconds, a further one seventy-five")
    func heads() {
        var pace = ConnectionPace(limits, at: start)
        #expect(pace.verdict(at: start) == .look(at: start + .seconds(10)))
        #expect(pace.verdict(at: start + .seconds(10)) == .expired(tell: true))
        pace.headCame(at: start)
        pace.requestEnded()
        #expect(pace.verdict(at: start + .hours(1)) == .free, "the service takes its time")
        pace.answerBegan()
        pace.answerEnded(at: start + .seconds(5))
        #expect(pace.verdict(at: start + .seconds(5)) == .look(at: start + .seconds(80)))
        #expect(pace.verdict(at: start + .seconds(80)) == .expired(tell: false))
    }

    @Test("A body loses time only while it is asked for, and wins time by what comes")
    func bodies() {
        var pace = ConnectionPace(limits, at: start)
        pace.headCame(at: start)
        #expect(pace.phase == .receiving)
        #expect(pace.verdict(at: start + .hours(1)) != .expired(tell: true), "nobody asked")
        pace.asks(at: start)
        #expect(pace.verdict(at: start + .seconds(19)) == .look(at: start + .seconds(20)))
        #expect(pace.verdict(at: start + .seconds(20)) == .expired(tell: true))
        pace.bodyCame(4096 * 100, at: start + .seconds(19))
        pace.asks(at: start + .seconds(500))
        #expect(pace.verdict(at: start + .seconds(600)) == .look(at: start + .seconds(601)))
        #expect(pace.verdict(at: start + .seconds(601)) == .expired(tell: true))
        pace.answerBegan()
        #expect(pace.verdict(at: start + .seconds(601)) == .expired(tell: false), "half an answer is none to follow")
    }

    @Test("An answer that nobody reads is given up")
    func stalls() {
        var pace = ConnectionPace(limits, at: start)
        pace.headCame(at: start)
        pace.requestEnded()
        pace.answerBegan()
        pace.isWritable(false, at: start)
        pace.isWritable(false, at: start + .seconds(30))
        #expect(pace.verdict(at: start + .seconds(30)) == .look(at: start + .seconds(60)))
        #expect(pace.verdict(at: start + .seconds(60)) == .expired(tell: false))
        pace.isWritable(true, at: start + .seconds(59))
        #expect(pace.verdict(at: start + .seconds(60)) == .free)
    }
}
