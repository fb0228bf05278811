import ArgumentParser
import ControlRoom
import Disk
import Foundation
import Terminal

/// `rljj check`.
struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Examines everything in a state folder: journal, files, recordings, keys, lists, evidence.",
        discussion: """
            Reads every byte that the service keeps and changes none, also while the service runs: the journal's chain and \
            payloads, whether this program can read each event, the snapshots and registers made of them, every file by its \
            hash, every recording by the hash in the journal, every evidence folder. It prints a line for each part, and \
            below it what is not right:

              FAIL  files  311 files, 48 MB
                    blobs/6f1e…: its 100 bytes are not those that were kept; put it back from a backup

            How far it is stands on standard error. A start of the service looks for the same things without reading them.

            It ends with 0 when all is right, with 1 when something is not, with 2 where there is no state folder.
            """
    )

    @Option(help: ArgumentHelp("Folder that the service keeps everything in.", valueName: "dir"))
    var state = ".state"

    @Flag(help: "Say nothing of how far it is.")
    var quiet = false

    func validate() throws { try expectNamed("--state", state) }

    func run() async throws {
        let (path, quiet) = (URL(fileURLWithPath: state).path, quiet)
        let report: StateReport
        do {
            report = try await OffPool.run {
                var pace = ProgressLine(isQuiet: quiet)
                return try StateCheck.run(
                    path, progress: { pace.tell($0, $1, $2) }, tell: { print(Self.lines(of: $0)) })
            }
        } catch {
            throw fail("check: \(error)")
        }
        print(report.passed ? "all right" : "\(report.faults.count) things are not right")
        if !report.passed { throw ExitCode(ProgramStatus.failed.rawValue) }
    }

    /// So many faults of a part are told one by one.
    private static let mostTold = 50

    private static func lines(of step: StateReport.Step) -> String {
        let name = step.part.rawValue.padding(toLength: 10, withPad: " ", startingAt: 0)
        var lines = ["\(step.passed ? "ok  " : "FAIL")  \(name)  \(step.finding)"]
        lines += step.faults.prefix(mostTold).map { "      \($0)" }
        if step.faults.count > mostTold { lines.append("      and \(step.faults.count - mostTold) more") }
        return lines.joined(separator: "\n")
    }
}

/// Says on standard error how far something is, at most once in two seconds.
private struct ProgressLine {
    let isQuiet: Bool
    private var last = ContinuousClock.now

    init(isQuiet: Bool) { self.isQuiet = isQuiet }

    mutating func tell(_ part: StateReport.Part, _ done: Int64, _ whole: Int64?) {
        let now = ContinuousClock.now
        guard !isQuiet, now - last > .seconds(2) else { return }
        last = now
        let share = whole.map { $0 > 0 ? " of \($0) (\(done * 100 / $0) %)" : "" } ?? ""
        complain("\(part.rawValue): \(done)\(share)")
    }
}
