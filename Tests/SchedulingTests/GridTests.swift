import Offices
import Testing

@testable import Scheduling

/// Bits against sets of numbers.
struct GridTests {
    @Test("random sets of cells behave as sets do", arguments: 0..<40) func sets(seed: Int) {
        var dice = Dice(UInt64(seed))
        var (bits, cells) = (CellSet(), Set<Int>())
        for _ in 0..<60 {
            let first = Int.random(in: -300...300, using: &dice)
            let range = first..<first + Int.random(in: 0...200, using: &dice)
            if Bool.random(using: &dice) {
                bits.insert(Self.range(range))
                cells.formUnion(range)
            } else {
                bits.remove(Self.range(range))
                cells.subtract(range)
            }
            let asked = first - 20..<first + Int.random(in: -19...150, using: &dice)
            #expect(bits.intersects(Self.range(asked)) == !cells.isDisjoint(with: asked))
        }
        let window = Window(Self.range(-100..<500))
        var map = CellMap(window)
        bits.join(&map)
        let inside = window.cells.lowerBound.index..<window.cells.upperBound.index
        #expect(inside.filter { map.contains(Cell(index: $0)) } == cells.filter(inside.contains).sorted())
    }

    @Test(
        "a start is blocked when a cell of its length is", arguments: [1, 2, 3, 12, 63, 64, 65, 100, 130],
        [0, 1, 3, 64])
    func blocking(length: Int, before: Int) {
        var dice = Dice(UInt64(length * 100 + before))
        let window = Window(Self.range(0..<640))
        var (map, cells) = (CellMap(window), Set<Int>())
        for _ in 0..<8 {
            let cell = Int.random(in: 0..<640, using: &dice)
            map.insert(Self.range(cell..<cell + 1))
            cells.insert(cell)
        }
        let blocked = map.blocking(length, before: before)
        for start in before..<640 - length {
            let span = start - before..<start - before + length
            #expect(blocked.contains(Cell(index: start)) == !cells.isDisjoint(with: span), "\(start)")
        }
    }

    @Test func countsAreSums() {
        var dice = Dice(7)
        let window = Window(Self.range(0..<200))
        var (count, sums) = (CellCount(window), [Int](repeating: 0, count: 200))
        for _ in 0..<300 {
            var map = CellMap(window)
            let first = Int.random(in: 0..<180, using: &dice)
            map.insert(Self.range(first..<first + 20))
            let times = Int.random(in: 1...5, using: &dice)
            count.add(map, times: times)
            for cell in first..<first + 20 { sums[cell] += times }
        }
        #expect((0..<200).map { count[Cell(index: $0)] } == sums)
    }

    @Test("a cell is five minutes, before 1970 as after", arguments: ["1969-12-31T23:57:30Z", "2026-11-23T01:02:00Z"])
    func cells(text: String) throws {
        let moment = try #require(Moment(text))
        let cell = Cell(containing: moment)
        #expect(cell.start <= moment && moment < cell.advanced(by: 1).start)
        #expect(Cell(notBefore: moment) == cell.advanced(by: 1))
        #expect(Cell(beginningAt: moment) == nil)
        #expect(Cell(beginningAt: cell.start) == cell)
    }

    private static func range(_ cells: Range<Int>) -> Range<Cell> {
        Cell(index: cells.lowerBound)..<Cell(index: cells.upperBound)
    }
}
