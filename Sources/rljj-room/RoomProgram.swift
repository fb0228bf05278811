import ArgumentParser
import Foundation
import Offices
import RoomAgent
import RoomLink
import RoomMedia

/// The room's side of Ruang Kendali.
@main
struct RoomProgram: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rljj-room",
        abstract: "Runs a meeting room: its camera, microphone, recording, screen and loudspeaker.",
        subcommands: [RunRoom.self, CheckRoom.self, CheckClip.self, CheckElements.self, PlayPipeline.self]
    )
}

/// Where the launch descriptions are.
struct PipelinesOption: ParsableArguments {
    @Option(
        name: .customLong("pipelines"),
        help: "The folder of the pipeline descriptions; by default Pipelines above the program, else here.")
    var given: String?

    var pipelines: String { (try? PipelineFolder(given).path) ?? given ?? "Pipelines" }
}

struct RunRoom: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Runs the room's agent until SIGTERM or SIGINT.")

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

    func run() async throws {
        let command = AgentCommand(
            room: room, service: service, secretFile: secretFile, state: state, host: host,
            pipelines: folder.pipelines, keepsChildren: keepChildren)
        throw ArgumentParser.ExitCode(await command.run().rawValue)
    }
}

struct CheckRoom: AsyncParsableCommand {
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

    func run() async throws {
        let command = CheckCommand(
            room: room, isJSON: json, seconds: seconds, state: state, pipelines: folder.pipelines)
        throw ArgumentParser.ExitCode(await command.run().rawValue)
    }
}

struct CheckClip: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clip", abstract: "Makes a clip ready to be a camera and a microphone, and tells what it gives.")

    @Argument(help: "The clip: a video or a sound file.")
    var file: String
    @Flag(help: "Print what it gives as JSON.")
    var json = false
    @Option(help: "The state folder of the room's agent, which then finds the clip ready.")
    var state: String?

    func run() async throws {
        throw ArgumentParser.ExitCode(await ClipCommand(file: file, isJSON: json, state: state).run().rawValue)
    }
}

struct CheckElements: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "elements", abstract: "Checks that every GStreamer element in use is installed.")

    @OptionGroup var folder: PipelinesOption

    func run() async throws {
        throw ArgumentParser.ExitCode(await ElementsCommand(pipelines: folder.pipelines).run().rawValue)
    }
}

/// One media process; started by the agent only.
struct PlayPipeline: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "pipeline", shouldDisplay: false)

    @Argument var name: ChildName
    @Option var run: String
    @Option var until: Moment?
    @OptionGroup var folder: PipelinesOption

    func run() async throws {
        let command = PipelineCommand(child: name, run: run, pipelines: folder.pipelines, until: until)
        throw ArgumentParser.ExitCode(await command.play().rawValue)
    }
}

extension ChildName: ExpressibleByArgument {}

extension Moment: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}
