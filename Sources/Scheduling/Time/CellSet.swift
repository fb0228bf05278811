/// A set of cells that grows where it is used, kept as bits.
struct CellSet: Hashable, Sendable {
    /// The number of the first word, counted in words of 64 cells from 1970-01-01T00:00Z.
    private var origin = 0
    private var words: ContiguousArray<UInt64> = []

    mutating func insert(_ cells: Range<Cell>) {
        guard !cells.isEmpty else { return }
        reserve(cells)
        Self.visit(cells) { word, mask in words[word - origin] |= mask }
    }

    mutating func remove(_ cells: Range<Cell>) {
        Self.visit(cells) { word, mask in
            if words.indices.contains(word - origin) { words[word - origin] &= ~mask }
        }
    }

    func intersects(_ cells: Range<Cell>) -> Bool {
        var isHit = false
        Self.visit(cells) { word, mask in
            let index = word - origin
            if index >= 0, index < words.count, words[index] & mask != 0 { isHit = true }
        }
        return isHit
    }

    var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

    /// Adds its cells to a map of a window.
    func join(_ map: inout CellMap) {
        let first = max(origin, map.window.firstWord)
        let end = min(origin + words.count, map.window.firstWord + map.window.wordCount)
        guard first < end else { return }
        words.withUnsafeBufferPointer { source in
            map.words.withUnsafeMutableBufferPointer { target in
                for word in first..<end { target[word - map.window.firstWord] |= source[word - origin] }
            }
        }
    }

    private mutating func reserve(_ cells: Range<Cell>) {
        let (first, last) = (cells.lowerBound.index >> 6, (cells.upperBound.index - 1) >> 6)
        if words.isEmpty { origin = first }
        if first < origin {
            words.insert(contentsOf: repeatElement(0, count: origin - first), at: 0)
            origin = first
        }
        let missing = last - origin + 1 - words.count
        if missing > 0 { words.append(contentsOf: repeatElement(0, count: missing)) }
    }

    /// Calls with each word that the cells touch, and with their bits in it.
    @inline(__always)
    private static func visit(_ cells: Range<Cell>, _ body: (Int, UInt64) -> Void) {
        var cell = cells.lowerBound.index
        let end = cells.upperBound.index
        while cell < end {
            let (word, bit) = (cell >> 6, cell & 63)
            let count = min(64 - bit, end - cell)
            body(word, (count == 64 ? ~0 : (1 << UInt64(count)) - 1) << UInt64(bit))
            cell += count
        }
    }
}
