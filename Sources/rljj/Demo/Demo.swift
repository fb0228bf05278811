import ArgumentParser
import ControlRoom
import Disk
import Evidence
import Foundation
import Offices
import Rehearsal
import Reports
import Terminal

/// `rljj demo`.
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Plays a whole meeting on this machine, on real media.",
        discussion: """
            Starts the service and an agent for each room as processes of their own and plays the people over HTTP, each \
            with a token of their own: a Direktorat's monitoring with report and letter, the Dirjen's decision, preparation \
            in every office, device tests, the meeting with page changes and three agreements, the display at the end, the \
            report, receipts, the first follow-up. What it leaves in the output folder is checked by `rljj verify`.

            --host direktorat plays the meeting that a Direktorat hosts itself (P03 and P10); where no room file is there \
            for one, it sits in the Ruang Kendali Operasi.

            --media DIR holds clips named after rooms (kpp-jayapura.mp4, rko.wav, …) to use as cameras and microphones.
            """
    )

    @Option(help: ArgumentHelp("Folder for the evidence; must not exist, or be empty.", valueName: "dir"))
    var output = "rljj-demo"

    @Flag(help: "Replace the evidence of an earlier demo in the output folder.")
    var replace = false

    @Option(help: ArgumentHelp("Folder with clips named after rooms.", valueName: "dir"))
    var media: String?

    @Option(
        help: ArgumentHelp(
            "PDF that every office uses as its materials; without it, a deck with sample data.", valueName: "file"))
    var materials: String?

    @Option(help: ArgumentHelp("Folder with one YAML file per room.", valueName: "dir"))
    var rooms: String?

    @Option(help: ArgumentHelp("Who hosts the meeting: rko or direktorat.", valueName: "kind"))
    var host = DemoHost.rko

    @Flag(help: "Begin with what the Dirjen came to know himself, without a Direktorat's monitoring.")
    var ownInformation = false

    @Option(help: ArgumentHelp("Seconds between two acts of the meeting.", valueName: "seconds"))
    var pace = 2.0

    @Option(help: ArgumentHelp("TCP port of the console during the demo; 0 lets the system choose.", valueName: "port"))
    var port = 0

    @Flag(help: "Keep the working folder with state, logs and room folders.")
    var keep = false

    mutating func validate() throws {
        guard (0.2...60).contains(pace) else { throw ValidationError("--pace \(pace): allowed 0.2 to 60 seconds") }
        guard (0...65535).contains(port) else { throw ValidationError("--port \(port): allowed 0 to 65535") }
        try expectNamed("--media", media)
        try expectNamed("--materials", materials)
        try expectNamed("--rooms", rooms)
        guard host == .rko || !ownInformation else {
            throw ValidationError("--own-information: a Direktorat's meeting comes from its monitoring; use --host rko")
        }
    }

    func run() async throws {
        try expectLimits(.service)
        do {
            try await play()
        } catch let error as ExitCode {
            throw error
        } catch let error as FileRefusal {
            throw fail("\(error)")
        } catch let error as DemoFailure {
            throw fail(error.line, status: error.status)
        } catch {
            throw fail("\(error)", status: .failed)
        }
    }

    private func play() async throws {
        let began = ContinuousClock.now
        let setting = try await DemoSetting.prepare(
            output: output, replace: replace, media: media, materials: materials, rooms: rooms, host: host)
        let stage = try Stage(keep: keep)
        let (beginning, pace, port) = (ownInformation ? Script.Beginning.ownInformation : .monitoring, pace, port)
        do {
            try await stage.untilInterrupted {
                let setting = try await setting.withClips(on: stage)
                let play = DemoPlay(setting: setting, beginning: beginning, stage: stage, pace: pace, port: port)
                try await play.run()
            }
        } catch {
            // Of bad input nothing is worth keeping; of a failure the logs are.
            let status = (error as? DemoFailure)?.status
            let isToBeKept = keep || (status != .badInput && status != .interrupted)
            // Whoever told it to end waits five seconds at most.
            await stage.strike(keeping: isToBeKept, within: status == .interrupted ? 4.5 : nil)
            throw error
        }
        await stage.strike(keeping: keep)
        let report = try await OffPool.run {
            Verification.run(setting.output, pinnedKey: nil, checks: MeetingEvidence.checks())
        }
        guard report.passed else {
            throw DemoFailure(line: "the evidence does not verify:\n\(report.text)", status: .failed)
        }
        let seconds = Int(((ContinuousClock.now - began) / .seconds(1)).rounded())
        print(
            """

            Done in \(seconds) s. The evidence in \(setting.output) verifies (\(report.steps.count) checks).
              report      \(setting.output)/laporan.pdf
              recording   \(setting.output)/programme.mkv
              check it    rljj verify \(setting.output)
            """)
    }
}

/// Why the demo cannot be played, on one line.
struct DemoFailure: Error {
    let line: String
    var status = ProgramStatus.badInput
}
