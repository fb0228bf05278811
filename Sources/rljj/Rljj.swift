import ArgumentParser
import Foundation

/// The control service of Ruang Kendali and its command line.
@main
struct Rljj: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rljj",
        abstract: "Runs Rapat Langsung Jarak Jauh from the Ruang Kendali Operasi.",
        discussion: """
            rljj demo     plays a whole meeting on this machine, from the Dirjen's decision to the confirmed report
            rljj serve    runs the control service; each room runs rljj-room and dials it
            rljj verify   checks an evidence folder, offline, without trusting anybody

            Exit codes: 0 done; 1 the thing checked is not right; 2 bad input; 3 something of this machine is missing.
            """,
        version: "0.1.0",
        subcommands: [
            Serve.self, Demo.self, Verify.self, Rooms.self, PeopleCommand.self, CalendarCommand.self,
            ProceduresCommand.self,
        ]
    )
}

/// Prints one clear line and ends with a code that is not 0.
func fail(_ line: String, code: Int32 = 2) -> ExitCode {
    FileHandle.standardError.write(Data("rljj: \(line)\n".utf8))
    return ExitCode(code)
}
