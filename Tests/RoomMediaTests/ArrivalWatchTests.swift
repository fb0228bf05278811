import RoomLink
import Testing

@testable import RoomMedia

/// What arrives of a stream, judged by counters that are read each second.
struct ArrivalWatchTests {
    private func at(_ second: Int64) -> SteadyMoment { SteadyMoment(boot: "a", microseconds: second * 1_000_000) }

    /// Looks each second from 1 on: whether packets, pictures and sound come in it.
    private func watch(_ seconds: [(Bool, Bool, Bool)]) -> (ArrivalWatch, Int64) {
        var (watch, counts, second) = (ArrivalWatch(), (0, 0, 0), Int64(0))
        for (packets, pictures, sound) in seconds {
            second += 1
            counts.0 += packets ? 100 : 0
            counts.1 += pictures ? 25 : 0
            counts.2 += sound ? 50 : 0
            watch.look(packets: counts.0, pictures: counts.1, sound: counts.2, at: at(second))
        }
        return (watch, second)
    }

    @Test func aStreamThatIsCutIsAbsentSinceItsLastPacket() throws {
        let cut = Array(repeating: (true, true, true), count: 3) + Array(repeating: (false, false, false), count: 4)
        #expect(watch(cut).0.lack == nil, "four seconds are no event yet")
        let lack = try #require(watch(cut + [(false, false, false)]).0.lack)
        #expect(lack.kind == .absent && lack.since == at(3))
    }

    @Test(arguments: [(Disturbance.Kind.picture, false, true), (.sound, true, false)])
    func aStreamWithHalfOfItsMediaLacksTheOther(kind: Disturbance.Kind, pictures: Bool, sound: Bool) {
        let seconds = [(true, true, true)] + Array(repeating: (true, pictures, sound), count: 5)
        #expect(watch(seconds).0.lack?.kind == kind)
        #expect(watch(seconds + [(true, true, true)]).0.lack == nil, "it is back")
    }

    @Test func aStreamThatNeverCameIsAbsentSinceTheFirstLook() {
        let lack = watch(Array(repeating: (false, false, false), count: 6)).0.lack
        #expect(lack?.kind == .absent && lack?.since == at(1))
    }

    @Test func aProcessThatWasStoppedTakesItsOwnBlindnessForNoOnesAbsence() {
        var (watch, second) = watch(Array(repeating: (true, true, true), count: 3))
        watch.look(packets: 300, pictures: 75, sound: 150, at: at(second + 20))
        #expect(watch.lack == nil)
        watch.look(packets: 400, pictures: 100, sound: 200, at: at(second + 21))
        #expect(watch.lack == nil)
    }

    @Test func aBranchThatIsBuiltAnewCountsFromZeroAndIsNoArrival() {
        var (watch, second) = watch(Array(repeating: (true, true, true), count: 3))
        for later in 1...5 { watch.look(packets: 0, pictures: 0, sound: 0, at: at(second + Int64(later))) }
        #expect(watch.lack?.kind == .absent)
        watch.look(packets: 3, pictures: 1, sound: 1, at: at(second + 6))
        #expect(watch.lack == nil)
    }
}
