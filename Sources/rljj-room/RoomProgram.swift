import ArgumentParser
import Foundation
import Glibc
import Offices
import RoomAgent
import RoomLink
import RoomMedia
import Terminal

/// The room's side of Ruang Kendali.
@main
struct RoomProgram: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rljj-room",
        abstract: "Runs a meeting room: its camera, microphone, recording, screen and loudspeaker.",
        discussion: ProgramStatus.table,
        subcommands: [RunRoom.self, CheckRoom.self, CheckClip.self, CheckElements.self, PlayPipeline.self]
    )
}

extension RoomProgram {
    /// Runs the command that is asked for; ends with 0 only when all that it printed was taken.
    static func main() async {
        do {
            StandardOutput.outliveItsReader()
            var command = try parseAsRoot()
            if let command = command as? any RoomCommand {
                try type(of: command).limits.assure()
                leave(await command.status())
            }
            try command.run()
            leave(.success)
        } catch let error as ProcessLimits.TooLow {
            complain("\(error)")
            leave(.missing)
        } catch {
            end(with: error)
        }
    }

    /// A help that was asked for, or a command line that is wrong.
    private static func end(with error: any Error) -> Never {
        guard exitCode(for: error) == .success else {
            StandardError.say(fullMessage(for: error))
            leave(.badInput)
        }
        StandardOutput.write(fullMessage(for: error) + "\n")
        leave(.success)
    }

    /// A worse end than the loss of what was printed is told by its own code.
    private static func leave(_ status: ProgramStatus) -> Never {
        do throws(StandardOutput.Lost) {
            try StandardOutput.finish()
        } catch {
            complain("\(error)")
            if status == .success { Glibc.exit(ProgramStatus.missing.rawValue) }
        }
        Glibc.exit(status.rawValue)
    }

    private static func complain(_ line: String) { StandardError.say("rljj-room: \(line)") }
}

/// A command of the room's program.
protocol RoomCommand: AsyncParsableCommand {
    /// What it needs of the system before it begins.
    static var limits: ProcessLimits { get }

    /// Does it, and tells how it ended.
    func status() async -> ProgramStatus
}

extension RoomCommand {
    func run() async throws { throw ArgumentParser.ExitCode(await status().rawValue) }
}

/// Where the launch descriptions are.
struct PipelinesOption: ParsableArguments {
    @Option(
        name: .customLong("pipelines"),
        help: "The folder of the pipeline descriptions; by default Pipelines above the program, else here.")
    var given: String?

    var pipelines: String { (try? PipelineFolder(given).path) ?? given ?? "Pipelines" }
}

struct RunRoom: RoomCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Runs the room's agent until SIGTERM, SIGINT or SIGHUP.")

    @Option(help: "The room's file, such as Rooms/rko.yaml.")
    var room: String
    @Option(help: "The control service: https://HOST[:PORT], or http:// on this machine.")
    var service: String
    @Option(help: "The file with the room's secret: mode 600, 64 hexadecimal digits.")
    var secretFile: String
    @Option(help: "The folder for recordings and everything that must survive a restart.")
    var state: String
    @Option(help: "The address under which other rooms reach this one.")
    var host = "127.0.0.1"
    @Flag(help: "Media processes go on when the agent ends.")
    var keepChildren = false
    @OptionGroup var folder: PipelinesOption

    static let limits = ProcessLimits.room

    func status() async -> ProgramStatus {
        let command = AgentCommand(
            room: room, service: service, secretFile: secretFile, state: state, host: host,
            pipelines: folder.pipelines, keepsChildren: keepChildren)
        return await command.run()
    }
}

struct CheckRoom: RoomCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Reads a room's file and really tests its devices.")

    @Option(help: "The room's file, such as Rooms/rko.yaml.")
    var room: String
    @Flag(help: "Print the measures as JSON.")
    var json = false
    @Option(help: "Seconds of playing that are measured, 1 to 60.")
    var seconds = 3.0
    @Option(help: "A folder on the disk that takes recordings.")
    var state = "."
    @OptionGroup var folder: PipelinesOption

    static let limits = ProcessLimits.room

    func status() async -> ProgramStatus {
        let command = CheckCommand(
            room: room, isJSON: json, seconds: seconds, state: state, pipelines: folder.pipelines)
        return await command.run()
    }
}

struct CheckClip: RoomCommand {
    static let configuration = CommandConfiguration(
        commandName: "clip", abstract: "Makes a clip ready to be a camera and a microphone, and tells what it gives.")

    @Argument(help: "The clip: a video or a sound file.")
    var file: String
    @Flag(help: "Print what it gives as JSON.")
    var json = false
    @Option(help: "The state folder of the room's agent, which then finds the clip ready.")
    var state: String?

    static let limits = ProcessLimits.room

    func status() async -> ProgramStatus { await ClipCommand(file: file, isJSON: json, state: state).run() }
}

struct CheckElements: RoomCommand {
    static let configuration = CommandConfiguration(
        commandName: "elements", abstract: "Checks that every GStreamer element in use is installed.")

    @OptionGroup var folder: PipelinesOption

    static let limits = ProcessLimits.command

    func status() async -> ProgramStatus { await ElementsCommand(pipelines: folder.pipelines).run() }
}

/// One media process; started by the agent only.
struct PlayPipeline: RoomCommand {
    static let configuration = CommandConfiguration(commandName: "pipeline", shouldDisplay: false)

    @Argument var name: ChildName
    @Option var run: String
    @Option var until: Moment?
    @OptionGroup var folder: PipelinesOption

    static let limits = ProcessLimits.room

    func status() async -> ProgramStatus {
        let command = PipelineCommand(child: name, run: run, pipelines: folder.pipelines, until: until)
        return await command.play()
    }
}

extension ChildName: ExpressibleByArgument {}

extension Moment: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}
