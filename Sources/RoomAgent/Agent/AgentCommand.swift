import BoundedProcess
import Disk
import Foundation
import Glibc
import Logging
import Offices
import RoomLink
import RoomMedia
package import Terminal

/// `rljj-room run`: an agent from the words of its command line to its end.
package struct AgentCommand: Sendable {
    /// The path of the room's file.
    package var room: String
    /// The address of the control service.
    package var service: String
    /// The path of the file with the room's secret.
    package var secretFile: String
    /// The path of the state folder.
    package var state: String
    /// The address under which other rooms reach this one.
    package var host: String
    /// The path of the folder of launch descriptions.
    package var pipelines: String
    /// Media processes go on when the agent is told to end.
    package var keepsChildren: Bool

    /// A command by the words of its command line, unchecked.
    package init(
        room: String, service: String, secretFile: String, state: String, host: String, pipelines: String,
        keepsChildren: Bool
    ) {
        (self.room, self.service, self.secretFile, self.state) = (room, service, secretFile, state)
        (self.host, self.pipelines, self.keepsChildren) = (host, pipelines, keepsChildren)
    }

    /// Why an agent does not begin: one line and the exit code.
    private struct Refusal: Error {
        let line: String
        let code: ProgramStatus
    }

    /// Runs until SIGTERM, SIGINT or SIGHUP; gives the exit code, and says why on standard error when it is not 0.
    package func run() async -> ProgramStatus {
        // What it and its media processes write is for its owner alone, whatever the shell says.
        umask(0o077)
        let ended = Signals.first()
        do throws(Refusal) {
            try await run(until: ended)
            return .success
        } catch {
            ProgramStatus.complain(error.line)
            return error.code
        }
    }

    private func run(until ended: Wake) async throws(Refusal) {
        let log = LineLog.logger("rljj-room")
        let (room, service, secret) = try readArguments()
        let folder = StateFolder(state)
        let lock = try prepare(folder)
        try? await OffPool.run { Scratch.clear() }
        await ElementsCommand.warmRegistry()
        let client = RoomClient(room: room.id, service: service, secret: secret)
        let settings = Agent.Settings(
            room: room, host: host, folder: folder, program: ChildLauncher.ownProgram, pipelines: absolutePipelines,
            keepsChildren: keepsChildren)
        let confinement = await Confinement.inForce()
        log.log(level: confinement.isFull ? .info : .warning, "\(confinement)")
        log.info("\(room.id) calls \(service); state in \(folder.root)")
        do {
            let agent = try Agent(settings: settings, client: client, log: log)
            try await agent.run { await ended.wait() }
        } catch let failure as DiskFailure {
            throw Refusal(line: failure.line, code: .stateFolder)
        } catch {
            throw Refusal(line: "\(error)", code: .stateFolder)
        }
        log.info("\(room.id) ended in order")
        _ = consume lock
    }

    private var absolutePipelines: String { URL(fileURLWithPath: pipelines).standardizedFileURL.path }

    private func readArguments() throws(Refusal) -> (Room, ServiceURL, Secret) {
        do {
            guard !host.isEmpty, host.utf8.allSatisfy({ $0 > 32 && $0 < 127 }) else {
                throw Refusal(line: "host \"\(host)\": allowed: an address or a name", code: .badInput)
            }
            return (try RoomFile.read(room), try ServiceURL(service), try Secret(file: secretFile))
        } catch let refusal as ServiceURL.Refusal {
            throw Refusal(line: refusal.line, code: .badInput)
        } catch let refusal as Secret.Refusal {
            throw Refusal(line: refusal.line, code: .badInput)
        } catch let refusal as Refusal {
            throw refusal
        } catch {
            throw Refusal(line: "\(error)", code: .badInput)
        }
    }

    private func prepare(_ folder: StateFolder) throws(Refusal) -> FileLock {
        do {
            try folder.make()
        } catch {
            throw Refusal(line: "\(error.line); give a folder that can be written with --state", code: .stateFolder)
        }
        guard let lock = FileLock(path: folder.agentLock) else {
            throw Refusal(
                line: "\(folder.root) belongs to another agent that runs; end it or give another --state",
                code: .stateFolder)
        }
        lock.write("\(getpid())\n")
        return lock
    }
}
