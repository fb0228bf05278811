import ArgumentParser
import BoundedProcess
import Foundation
import Offices
import RoomLink
import Terminal

/// `rljj rooms`.
struct Rooms: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Looks after the rooms' files and machines.",
        subcommands: [Check.self, RoomsMachines.self, RoomsChoose.self])

    /// `rljj rooms check`.
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Validates every room's file and really tests its devices on this machine.",
            discussion: "Ends with 0 when all pass, 1 when a device fails its test, 2 when a file is wrong.")

        @Option(help: ArgumentHelp("Folder with one YAML file per room.", valueName: "dir"))
        var rooms: String?

        @Flag(help: "Validate the files only; switch no device on.")
        var filesOnly = false

        func validate() throws { try expectNamed("--rooms", rooms) }

        func run() async throws {
            guard let folder = rooms ?? ProjectFolder.find("Rooms") else {
                throw fail("no folder Rooms here or beside the program; give --rooms DIR")
            }
            let list: [Room]
            do {
                list = try RoomFolder.read(folder)
            } catch {
                throw fail("\(error)")
            }
            var failures = 0
            let place = URL(fileURLWithPath: folder).path
            for room in list { failures += try await check(room, in: place) ? 0 : 1 }
            print(failures == 0 ? "\(list.count) rooms, all right" : "\(failures) of \(list.count) rooms failed")
            if failures > 0 { throw ExitCode(ProgramStatus.failed.rawValue) }
        }

        private func check(_ room: Room, in folder: String) async throws -> Bool {
            guard !filesOnly else {
                print("ok    \(room.id)  \(room.office.name), \(room.office.zone.rawValue)")
                return true
            }
            let agent = Program(ProjectFolder.program("rljj-room"), package: "ruang-kendali")
            do {
                let output = try await agent.run(
                    ["check", "--room", "\(folder)/\(room.id).yaml", "--json"] + ProjectFolder.pipelines,
                    within: .ownProgram, environment: Program.mediaEnvironment)
                let passed = show(room, try JSONDecoder().decode(ProbeReport.self, from: Data(output.standardOutput)))
                for line in output.errorText.split(whereSeparator: \.isNewline) { print("      \(line)") }
                return passed
            } catch let failure as Program.Failure {
                print("FAIL  \(room.id)  \(failure)")
                return false
            }
        }

        private func show(_ room: Room, _ report: ProbeReport) -> Bool {
            let measures = report.measures.map { "\(Self.text($0))\($0.passed ? "" : " !")" }
            print("\(report.passed ? "ok  " : "FAIL")  \(room.id)  \(measures.joined(separator: "  "))")
            return report.passed
        }

        private static func text(_ measure: ProbeReport.Measure) -> String {
            let value = measure.kind == .freeDisk ? measure.value / 1e9 : measure.value
            let unit = measure.kind == .freeDisk ? " GB" : ""
            return "\(measure.kind.rawValue) \(String(format: "%.2f", value))\(unit)"
        }
    }
}

extension Bounds {
    /// For a program of the project itself, which bounds what it runs in turn: a child cannot raise its parent's limits.
    ///
    /// It may make two clips ready, each in at most 300 s on the wall and of CPU.
    static let ownProgram = Bounds(wall: .seconds(700), cpuSeconds: 700, memoryBytes: 32 << 30, fileBytes: 64 << 30)
}
