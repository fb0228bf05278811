import ArgumentParser
import Foundation
import Glibc
import Terminal

/// The control service of Ruang Kendali and its command line.
@main
struct Rljj: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rljj",
        abstract: "Runs Rapat Langsung Jarak Jauh from the Ruang Kendali Operasi.",
        discussion: """
            rljj demo     plays a whole meeting on this machine, from the Dirjen's decision to the confirmed report
            rljj serve    runs the control service; each room runs rljj-room and dials it
            rljj check    examines everything that a service keeps
            rljj verify   checks an evidence folder, offline, without trusting anybody

            \(ProgramStatus.table)
            """,
        version: "0.1.0",
        subcommands: [
            Serve.self, Demo.self, Check.self, Verify.self, Rooms.self, OfficesCommand.self, PeopleCommand.self,
            CalendarCommand.self, ProceduresCommand.self,
        ]
    )
}

extension Rljj {
    /// Runs the command that is asked for; ends with 0 only when all that it printed was taken.
    static func main() async {
        do {
            StandardOutput.outliveItsReader()
            var command = try parseAsRoot()
            try expectLimits(.command)
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
            try expectPrinted()
        } catch let code as ExitCode {
            // What was told before the end counts too; a worse end than its own is told by its code.
            leave(code)
        } catch {
            end(with: error)
        }
    }

    /// A help that was asked for, or a command line that is wrong.
    private static func end(with error: any Error) -> Never {
        let isHelp = exitCode(for: error) == .success
        guard isHelp else {
            complain(fullMessage(for: error))
            leave(ExitCode(ProgramStatus.badInput.rawValue))
        }
        print(fullMessage(for: error))
        do { try expectPrinted() } catch { leave(error as? ExitCode ?? .failure) }
        leave(.success)
    }

    private static func leave(_ code: ExitCode) -> Never { Glibc.exit(code.rawValue) }
}
