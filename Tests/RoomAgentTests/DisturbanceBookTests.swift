import Foundation
import Offices
import RoomLink
import RoomMedia
import Testing

@testable import RoomAgent

/// What a meeting lacks: told when it begins and when it is over, over every restart.
struct DisturbanceBookTests {
    private func at(_ second: Double) -> Moment { Fixtures.now.advanced(bySeconds: second) }

    private func absent(_ room: String, since second: Double) throws -> Disturbance {
        Disturbance(kind: .absent, room: try Fixtures.id(room), from: at(second))
    }

    @Test func tellsTheBeginningOnceAndTheEndOnce() throws {
        var book = DisturbanceBook()
        let lack = try absent("kpp-a", since: 3)
        #expect(book.see([lack], in: Fixtures.meeting, at: at(8)).map(\.disturbance) == [lack])
        #expect(try book.see([absent("kpp-a", since: 4)], in: Fixtures.meeting, at: at(9)).isEmpty)
        let over = try #require(book.see([], in: Fixtures.meeting, at: at(93)).first?.disturbance)
        #expect(over.isSame(as: lack) && over.to == at(93))
        #expect(book.see([], in: Fixtures.meeting, at: at(94)).isEmpty)
    }

    @Test func whatGoesOnAtTheEndOfTheRecordingEndsWithIt() throws {
        var book = DisturbanceBook()
        _ = book.see([try absent("kpp-a", since: 3)], in: Fixtures.meeting, at: at(8))
        let last = try #require(book.see([], in: nil, at: at(60)).first)
        #expect(last.meeting == Fixtures.meeting && last.disturbance.to == at(60))
    }

    @Test func theNextMeetingBeginsAnew() throws {
        var book = DisturbanceBook()
        let next = MeetingID(at: at(100))
        let lack = try absent("kpp-a", since: 3)
        _ = book.see([lack], in: Fixtures.meeting, at: at(8))
        let words = book.see([lack], in: next, at: at(100))
        #expect(words.map(\.meeting) == [Fixtures.meeting, next] && words.map(\.disturbance.to) == [at(100), nil])
    }

    @Test func anotherAgentEndsWhatThisOneBegan() throws {
        var told = Told()
        _ = told.disturbances.see([try absent("kpp-a", since: 3)], in: Fixtures.meeting, at: at(8))
        var again = try JSONDecoder().decode(Told.self, from: JSONEncoder().encode(told))
        #expect(again.disturbances.see([], in: Fixtures.meeting, at: at(20)).first?.disturbance.to == at(20))
    }

    @Test func aStandstillIsToldOnce() {
        var book = DisturbanceBook()
        func pause(_ from: Int64, _ to: Int64, boot: String = "a") -> ChildStatus.Pause {
            ChildStatus.Pause(
                from: SteadyMoment(boot: boot, microseconds: from), to: SteadyMoment(boot: boot, microseconds: to))
        }
        #expect(book.new([pause(1, 5)], of: .capture) == [pause(1, 5)])
        #expect(book.new([pause(1, 5), pause(7, 9)], of: .capture) == [pause(7, 9)])
        #expect(book.new([pause(1, 5)], of: .programme).count == 1, "another process")
        #expect(book.new([pause(1, 2, boot: "b")], of: .capture).count == 1, "another start of the machine")
    }
}
