/// What was checked of an evidence folder, in order, up to the first difference.
package struct VerificationReport: Hashable, Sendable, CustomStringConvertible {
    /// One thing that was checked.
    package struct Step: Hashable, Sendable {
        package let item: String
        /// What was found: sizes and hashes, or the difference.
        package let finding: String
        package let passed: Bool
    }

    package internal(set) var steps: [Step] = []

    /// Everything was checked and nothing differs.
    package var passed: Bool { !steps.isEmpty && steps.allSatisfy(\.passed) }

    /// The first thing that differs.
    package var difference: Step? { steps.first { !$0.passed } }

    /// A line for each step and one for the whole; the same for the same folder wherever and whenever it is run.
    package var text: String {
        let width = steps.map(\.item.count).max() ?? 0
        let lines = steps.map { step in
            let gap = String(repeating: " ", count: width - step.item.count)
            return "\(step.passed ? "ok" : "no")  \(step.item)\(gap)  \(step.finding)"
        }
        let end = difference.map { "differs at \($0.item)" } ?? "\(steps.count) checks, no difference"
        return (lines + [end]).joined(separator: "\n") + "\n"
    }

    package var description: String { text }
}

/// Sizes as people read them, in powers of ten with one decimal.
func readableSize(_ bytes: Int64) -> String {
    var (value, unit) = (bytes, "B")
    var tenths: Int64?
    for next in ["kB", "MB", "GB", "TB"] where value >= 1000 {
        (tenths, value, unit) = (value % 1000 / 100, value / 1000, next)
    }
    return tenths.map { "\(value).\($0) \(unit)" } ?? "\(value) \(unit)"
}
