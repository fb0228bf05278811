/// Gives arrows that run along the same channel lines of their own.
///
/// `Net` is what may share a line: one arrow, or all dashed arrows to one act.
struct Tracks {
    private(set) var lines: [Int: Int] = [:]
    private(set) var count = 0

    /// A stretch of a channel; `below` holds the places from which it leaves to the far side.
    struct Stretch {
        let net: Int
        var low: Double
        var high: Double
        /// Where it leaves towards line 0, and where away from it.
        var near: [Double] = []
        var far: [Double] = []
    }

    init(_ stretches: [Stretch], apart: Double) {
        let nets = Self.merged(stretches)
        let groups = Self.grouped(nets, apart: apart)
        let order = Self.leastCrossing(groups)
        for (line, group) in order.enumerated() {
            for stretch in group { lines[stretch.net] = line }
        }
        count = order.count
    }

    /// One stretch for each net.
    private static func merged(_ stretches: [Stretch]) -> [Stretch] {
        var nets: [Int: Stretch] = [:]
        for stretch in stretches {
            guard var known = nets[stretch.net] else {
                nets[stretch.net] = stretch
                continue
            }
            known.low = min(known.low, stretch.low)
            known.high = max(known.high, stretch.high)
            known.near += stretch.near
            known.far += stretch.far
            nets[stretch.net] = known
        }
        return nets.values.sorted { ($0.low, $0.net) < ($1.low, $1.net) }
    }

    /// Stretches that do not meet share a line.
    private static func grouped(_ nets: [Stretch], apart: Double) -> [[Stretch]] {
        var groups: [[Stretch]] = []
        for net in nets {
            let free = groups.firstIndex { group in group.allSatisfy { $0.high + apart <= net.low } }
            if let free { groups[free].append(net) } else { groups.append([net]) }
        }
        return groups
    }

    /// The order of lines with the fewest crossings; with many lines, as they come.
    private static func leastCrossing(_ groups: [[Stretch]]) -> [[Stretch]] {
        guard (2...6).contains(groups.count) else { return groups }
        var (best, fewest) = (groups, crossings(groups))
        permute(groups, from: 0) { order in
            let found = crossings(order)
            if found < fewest { (best, fewest) = (order, found) }
        }
        return best
    }

    private static func permute(_ groups: [[Stretch]], from start: Int, _ visit: ([[Stretch]]) -> Void) {
        guard start < groups.count - 1 else { return visit(groups) }
        for other in start..<groups.count {
            var order = groups
            order.swapAt(start, other)
            permute(order, from: start + 1, visit)
        }
    }

    private static func crossings(_ order: [[Stretch]]) -> Int {
        var sum = 0
        for (line, group) in order.enumerated() {
            for stretch in group {
                for place in stretch.near { sum += crossed(order[..<line], at: place, by: stretch.net) }
                for place in stretch.far { sum += crossed(order[(line + 1)...], at: place, by: stretch.net) }
            }
        }
        return sum
    }

    private static func crossed(_ lines: ArraySlice<[Stretch]>, at place: Double, by net: Int) -> Int {
        lines.reduce(0) { sum, group in
            sum + group.count { $0.net != net && $0.low < place && place < $0.high }
        }
    }
}
