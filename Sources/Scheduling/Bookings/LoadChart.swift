/// How much of the machine the open bookings ask for, cell by cell.
struct LoadChart: Hashable, Sendable {
    private var amounts: [Load.Kind: CellAmounts] = [:]

    mutating func add(_ load: Load, _ cells: Range<Cell>, sign: Int) {
        for kind in Load.Kind.allCases where load.amount(of: kind) > 0 {
            amounts[kind, default: CellAmounts()].add(sign * load.amount(of: kind), cells)
        }
    }

    func amount(of kind: Load.Kind, in cell: Cell) -> Int { amounts[kind]?[cell] ?? 0 }

    /// The cells of a window in which no further load of that size fits.
    func full(for load: Load, within limits: MachineLimits, in window: Window) -> CellMap {
        var map = CellMap(window)
        for kind in Load.Kind.allCases where load.amount(of: kind) > 0 {
            let free = limits.limit(of: kind) - load.amount(of: kind)
            if free < 0 { map.insert(window.cells) } else { amounts[kind]?.join(&map, whereOver: free) }
        }
        return map
    }
}

/// One number for each cell, 0 where nothing was added.
private struct CellAmounts: Hashable, Sendable {
    private var origin = 0
    private var amounts: ContiguousArray<Int32> = []

    subscript(_ cell: Cell) -> Int {
        let index = cell.index - origin
        return amounts.indices.contains(index) ? Int(amounts[index]) : 0
    }

    mutating func add(_ amount: Int, _ cells: Range<Cell>) {
        guard !cells.isEmpty else { return }
        if amounts.isEmpty { origin = cells.lowerBound.index }
        if cells.lowerBound.index < origin {
            amounts.insert(contentsOf: repeatElement(0, count: origin - cells.lowerBound.index), at: 0)
            origin = cells.lowerBound.index
        }
        let missing = cells.upperBound.index - origin - amounts.count
        if missing > 0 { amounts.append(contentsOf: repeatElement(0, count: missing)) }
        for cell in cells { amounts[cell.index - origin] += Int32(amount) }
    }

    /// Adds to a map the cells with more than so much.
    func join(_ map: inout CellMap, whereOver free: Int) {
        let span = map.window.cells
        let (first, end) = (max(span.lowerBound.index, origin), min(span.upperBound.index, origin + amounts.count))
        guard first < end else { return }
        amounts.withUnsafeBufferPointer { amounts in
            for index in first..<end where Int(amounts[index - origin]) > free {
                map.words[(index >> 6) - map.window.firstWord] |= 1 << UInt64(index & 63)
            }
        }
    }
}
