import Foundation
import Offices
import RoomLink
import RoomMedia

/// The programme as a control room runs it, alone in a process: `programme-load FOLDER SECONDS SITES FIRST`.
///
/// Site N comes in on port FIRST + N and gets its return on FIRST + 100 + N; the recording is FOLDER/programme.mkv. The
/// process says `playing` and plays so many seconds; whoever started it measures what it used.
@main
struct ProgrammeLoad {
    static func main() async throws {
        let numbers = CommandLine.arguments.dropFirst(2).compactMap { Int($0) }
        guard numbers.count == 3, let first = UInt16(exactly: numbers[2]) else {
            FileHandle.standardError.write(Data("usage: programme-load FOLDER SECONDS SITES FIRST\n".utf8))
            exit(64)
        }
        let folder = CommandLine.arguments[1]
        let programme = try await ProgrammePipeline(
            plan(sites: UInt16(numbers[1]), first: first, folder: folder), pipelines: PipelineFolder())
        print("playing")
        fflush(nil)
        try await Task.sleep(for: .seconds(numbers[0]))
        await programme.stop()
    }

    private static func plan(sites count: UInt16, first: UInt16, folder: String) -> ProgrammeChildPlan {
        let rooms = (0..<count).compactMap { number in RoomID("kpp-\(number)").map { (number, $0) } }
        return ProgrammeChildPlan(
            title: "RLJJ-1 · Penerimaan", code: "RK:019a9e1c-7d3e-7b1a-9c55-2a2f5f4e7c11",
            sites: rooms.map { .init(room: $1, label: "KPP Pratama \($0)", input: first + $0) },
            returns: Dictionary(
                uniqueKeysWithValues: rooms.map { ($1, Endpoint(host: "127.0.0.1", port: first + 100 + $0)) }),
            layout: .sites, record: "\(folder)/programme.mkv", workFolder: folder)
    }
}
