import Foundation
import Offices
import RoomLink

/// A device test's measures as lines for a reader.
struct ProbeTable: Sendable {
    let room: Room
    let report: ProbeReport

    /// A heading, one line per measure, and the verdict.
    var text: String {
        let rows = report.measures.map { measure in
            let verdict = measure.passed ? "passed" : "FAILED"
            return line(
                Self.name(measure.kind), number(measure.value, measure.kind), number(measure.least, measure.kind))
                + verdict
        }
        let head = line("measure", "found", "at least") + "result"
        let verdict = report.passed ? "all passed" : "failed: mend what is named and test again"
        return (["\(room.name) (\(room.id))", head] + rows + [verdict]).joined(separator: "\n")
    }

    private func line(_ name: String, _ found: String, _ least: String) -> String {
        name.padding(toLength: 22, withPad: " ", startingAt: 0) + right(found) + right(least) + "  "
    }

    private func right(_ text: String) -> String { String(repeating: " ", count: max(1, 14 - text.count)) + text }

    private static func name(_ kind: ProbeReport.Kind) -> String {
        switch kind {
        case .frameRate: "camera, frames/s"
        case .brightness: "picture, mean luma"
        case .motion: "picture, motion"
        case .soundLevel: "microphone, dBFS"
        case .freeDisk: "free disk, GB"
        case .screenRate: "screen, frames/s"
        }
    }

    private func number(_ value: Double, _ kind: ProbeReport.Kind) -> String {
        switch kind {
        case .freeDisk: String(format: "%.1f", value / 1e9)
        case .motion: String(format: "%.2f", value)
        case .frameRate, .brightness, .soundLevel, .screenRate: String(format: "%.1f", value)
        }
    }
}
