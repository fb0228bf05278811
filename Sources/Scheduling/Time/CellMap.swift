/// The stretch of the grid that a search looks at, widened to whole words.
struct Window: Hashable, Sendable {
    let firstWord: Int
    let wordCount: Int

    init(_ cells: Range<Cell>) {
        firstWord = cells.lowerBound.index >> 6
        wordCount = max(1, ((cells.upperBound.index + 63) >> 6) - firstWord)
    }

    var cells: Range<Cell> { Cell(index: firstWord << 6)..<Cell(index: (firstWord + wordCount) << 6) }
}

/// Bits for the cells of a window.
struct CellMap: Hashable, Sendable {
    let window: Window
    var words: ContiguousArray<UInt64>

    init(_ window: Window) {
        self.window = window
        words = ContiguousArray(repeating: 0, count: window.wordCount)
    }

    func contains(_ cell: Cell) -> Bool {
        let word = (cell.index >> 6) - window.firstWord
        return words.indices.contains(word) && words[word] >> UInt64(cell.index & 63) & 1 == 1
    }

    mutating func insert(_ cells: Range<Cell>) {
        var set = CellSet()
        set.insert(cells.clamped(to: window.cells))
        set.join(&self)
    }

    mutating func formUnion(_ other: CellMap) {
        for word in words.indices { words[word] |= other.words[word] }
    }

    /// The starts at which a meeting of so many cells would touch one of these cells; `before` cells count with it.
    ///
    /// A start is blocked when a cell from `start - before` on, `length` cells long, is in the set. Each round doubles the
    /// length that is covered, so a length of `n` takes about log n rounds.
    func blocking(_ length: Int, before: Int = 0) -> CellMap {
        guard length > 0 else { return CellMap(window) }
        var map = self
        var covered = 1
        while covered < length {
            let step = min(covered, length - covered)
            map.spread(step)
            covered += step
        }
        return before > 0 ? map.later(by: before) : map
    }

    /// Adds every cell that lies so many cells before one of these.
    private mutating func spread(_ cells: Int) {
        let (whole, bits) = (cells >> 6, UInt64(cells & 63))
        let count = words.count
        words.withUnsafeMutableBufferPointer { words in
            for word in 0..<count {
                let low = word + whole < count ? words[word + whole] : 0
                let high = word + whole + 1 < count ? words[word + whole + 1] : 0
                words[word] |= bits == 0 ? low : low >> bits | high << (64 - bits)
            }
        }
    }

    /// The same cells so many cells later.
    private func later(by cells: Int) -> CellMap {
        let (whole, bits) = (cells >> 6, UInt64(cells & 63))
        var map = CellMap(window)
        for word in words.indices where word >= whole {
            let high = words[word - whole]
            let low = word - whole - 1 >= 0 ? words[word - whole - 1] : 0
            map.words[word] = bits == 0 ? high : high << bits | low >> (64 - bits)
        }
        return map
    }
}

/// How many maps have each cell: counters that stand across the words, one bit of each in every slice.
///
/// To count 386 offices takes nine slices, and adding a map is a carry through them, 64 cells at a time.
struct CellCount: Sendable {
    private let window: Window
    private var slices: [ContiguousArray<UInt64>] = []

    init(_ window: Window) { self.window = window }

    mutating func add(_ map: CellMap, times: Int = 1) {
        var rest = times
        var slice = 0
        while rest > 0 {
            if rest & 1 == 1 { carry(map.words, from: slice) }
            rest >>= 1
            slice += 1
        }
    }

    subscript(_ cell: Cell) -> Int {
        let (word, bit) = ((cell.index >> 6) - window.firstWord, UInt64(cell.index & 63))
        guard word >= 0, word < window.wordCount else { return 0 }
        var sum = 0
        for (weight, slice) in slices.enumerated() { sum |= Int(slice[word] >> bit & 1) << weight }
        return sum
    }

    private mutating func carry(_ words: ContiguousArray<UInt64>, from slice: Int) {
        var carried = words
        var slice = slice
        while true {
            while slices.count <= slice { slices.append(ContiguousArray(repeating: 0, count: window.wordCount)) }
            var rest: UInt64 = 0
            for word in carried.indices {
                let sum = slices[slice][word]
                slices[slice][word] = sum ^ carried[word]
                carried[word] &= sum
                rest |= carried[word]
            }
            if rest == 0 { return }
            slice += 1
        }
    }
}
