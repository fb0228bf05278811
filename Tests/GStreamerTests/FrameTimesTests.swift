import Testing

@testable import GStreamer

/// What follows from when frames came; 25 frames a second, the first at second 100 of the machine, 1000 of the world.
struct FrameTimesTests {
    private static let frame: Int64 = 40_000

    /// Frames of a stream of which each came so many microseconds after it should have.
    private func stream(late: [Int64], from zero: Int64 = 100_000_000) -> FrameTimes {
        var times = FrameTimes()
        for (index, lateness) in late.enumerated() {
            let due = zero + Int64(index) * Self.frame
            times.take(
                at: due + lateness, utc: { due + lateness + 900_000_000 }, time: Int64(index) * Self.frame * 1000,
                duration: Self.frame * 1000)
        }
        return times
    }

    @Test("A first frame that a busy machine hands on late does not date the stream")
    func lateFirstFrame() {
        let late: [Int64] = [140_000, 105_000, 70_000, 32_000, 8000, 5000] + Array(repeating: 6000, count: 30)
        let reading = stream(late: late).reading(at: 103_000_000)
        #expect(reading.firstUptime == 100_005_000 && reading.first == 1_000_005_000 && reading.isDated)
        #expect(reading.end == 1_000_005_000 + 36 * Self.frame && reading.frames == 36)
    }

    @Test("A frame that comes late afterwards changes nothing, nor one that comes early")
    func laterFrames() {
        let steady = [Int64](repeating: 5000, count: FrameTimes.deciding)
        let reading = stream(late: steady + [300_000, -200_000, 5000]).reading(at: 103_000_000)
        #expect(reading.firstUptime == 100_005_000)
        #expect(reading.end == reading.first.map { $0 + 15 * Self.frame })
    }

    @Test("A stream is dated after twelve frames, or after a second when it has fewer")
    func dated() {
        #expect(stream(late: [0]).reading(at: 100_500_000).isDated == false)
        #expect(stream(late: [0]).reading(at: 101_000_000).isDated)
        let most = [Int64](repeating: 0, count: FrameTimes.deciding)
        #expect(stream(late: Array(most.dropLast())).reading(at: 100_440_000).isDated == false)
        #expect(stream(late: most).reading(at: 100_440_000).isDated)
        #expect(FrameTimes().reading(at: 1).isDated == false && FrameTimes().reading(at: 1).first == nil)
    }

    @Test("Frames without a time are counted and date nothing")
    func timeless() {
        var times = FrameTimes()
        times.take(at: 1, utc: { 1 }, time: nil, duration: nil)
        #expect(times.reading(at: 2).frames == 1 && times.reading(at: 2).end == nil)
        #expect(times.count(within: 3_000_000, at: 2) == 1)
    }

    @Test("Only the frames of the span asked for count, however many came before", arguments: [40, 300, 3000])
    func rate(frames: Int) {
        let times = stream(late: Array(repeating: 0, count: frames))
        let last = 100_000_000 + Int64(frames - 1) * Self.frame
        #expect(times.count(within: 1_000_000, at: last) == 25)
        #expect(times.count(within: 1_000_000, at: last + 990_000) == 1)
        #expect(times.count(within: 1_000_000, at: last + 2_000_000) == 0)
    }

    @Test("Stretches of three seconds without a frame are kept, sixteen at most")
    func pauses() {
        var times = FrameTimes()
        for index in 0..<20 {
            times.take(at: Int64(index) * 4_000_000, utc: { 0 }, time: Int64(index) * 4_000_000_000, duration: nil)
        }
        let pauses = times.reading(at: 80_000_000).pauses
        #expect(pauses.count == 16 && pauses.last == 72_000_000...76_000_000)
    }
}
