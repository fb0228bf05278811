import Foundation
import Offices
import RoomLink
import RoomMedia
package import Terminal

/// `rljj-room check`: a room's file and its devices, really tested.
package struct CheckCommand: Sendable {
    /// The path of the room's file.
    package var room: String
    /// Prints the report as JSON instead of a table.
    package var isJSON: Bool
    /// Seconds of playing that are measured.
    package var seconds: Double
    /// A folder on the disk that takes recordings.
    package var state: String
    /// The path of the folder of launch descriptions.
    package var pipelines: String

    /// A command by the words of its command line, unchecked.
    package init(room: String, isJSON: Bool, seconds: Double, state: String, pipelines: String) {
        (self.room, self.isJSON, self.seconds) = (room, isJSON, seconds)
        (self.state, self.pipelines) = (state, pipelines)
    }

    /// Free disk that the test asks for: an hour of room and programme at 500 kB/s, and 200 MB.
    private static let diskNeeded: Int64 = 2_000_000_000

    /// Prints the measures on standard output; what is wrong with a file or a device goes to standard error.
    package func run() async -> ProgramStatus {
        guard (1...60).contains(seconds) else {
            ProgramStatus.complain("found --seconds \(seconds); allowed: 1 to 60")
            return .badInput
        }
        let room: Room
        do {
            room = try RoomFile.read(self.room)
        } catch {
            ProgramStatus.complain("\(error)")
            return .badInput
        }
        do {
            let report = try await measure(room)
            print(try isJSON ? json(report) : ProbeTable(room: room, report: report).text)
            return report.passed ? .success : .failed
        } catch {
            ProgramStatus.complain("\(error)")
            return .failed
        }
    }

    /// Plays camera and display in this process for the time of the test.
    private func measure(_ room: Room) async throws -> ProbeReport {
        let work = FileManager.default.temporaryDirectory.appendingPathComponent("rljj-check-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: work) }
        let folder = StateFolder(work.path)
        try folder.make()
        var ports = PortBook(path: folder.ports)
        let plan = RoomPlan(revision: 0, expires: Moment(microseconds: 0), capture: true)
        _ = try ports.assure(Wanted.ports(for: plan))
        let wanted = Wanted(room: room, plan: plan, ports: ports, folder: folder).children()
        let capture = await start(wanted[.capture])
        let display = await start(wanted[.display])
        let order = ProbeOrder(number: 0, diskNeeded: Self.diskNeeded)
        let report = await ProbeRun(order: order, recordings: state, clock: .system, seconds: seconds)
            .report(capture: capture.statuses, display: display.statuses)
        await capture.pipeline?.stop()
        await display.pipeline?.stop()
        return report
    }

    private typealias Playing = (pipeline: (any MediaPipeline)?, statuses: AsyncStream<ChildStatus>)

    /// A pipeline that plays, or the reason on standard error and an empty stream.
    private func start(_ plan: ChildPlan?) async -> Playing {
        let (nothing, continuation) = AsyncStream.makeStream(of: ChildStatus.self)
        continuation.finish()
        guard let plan else { return (nil, nothing) }
        do throws(MediaFailure) {
            let pipeline = try await PipelineMaker.make(plan, from: try PipelineFolder(pipelines))
            for note in pipeline.notes { ProgramStatus.complain("\(plan.child.rawValue): note: \(note)") }
            return (pipeline, pipeline.statuses)
        } catch {
            ProgramStatus.complain("\(plan.child.rawValue): \(error.line)")
            return (nil, nothing)
        }
    }

    private func json(_ report: ProbeReport) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        return String(decoding: try encoder.encode(report), as: UTF8.self)
    }
}
