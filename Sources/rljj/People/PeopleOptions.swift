import ArgumentParser
import ControlRoom
import Foundation
import Offices

/// Where the people are kept.
struct PeopleOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Folder that the service keeps everything in.", valueName: "dir"))
    var state = ".state"

    /// The files of the people; blocks on the disk.
    func people() throws -> People { try People(path: path()) }

    func path() throws -> String { try folder().people }

    func folder() throws -> StateFolder { try StateFolder(path: URL(fileURLWithPath: state).path) }

    /// Changes register and accounts, or neither; other processes wait meanwhile.
    func change<Result: Sendable>(
        _ body: @escaping @Sendable (inout People) throws -> Result
    ) async throws -> Result {
        let path = try path()
        return try await OffPool.run { try People.change(at: path, body).result }
    }
}

/// Where the offices are described.
struct OfficeOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Folder with one YAML file per room; each names its office.", valueName: "dir"))
    var rooms: String?

    /// The offices of the rooms and of the head office; blocks on the disk.
    func directory() throws -> OfficeDirectory {
        guard let folder = rooms ?? ProjectFolder.find("Rooms") else {
            throw Misuse("no folder Rooms here or beside the program; give --rooms DIR")
        }
        return try OfficeDirectory(rooms: RoomFolder.read(folder), headOffice: HeadOffice.load())
    }
}

/// Something on the command line does not fit: what was found and what is allowed, on one line.
struct Misuse: Error, CustomStringConvertible {
    let description: String

    init(_ line: String) { description = line }
}

/// Runs a command; whatever goes wrong becomes a clear line and exit code 2, or 3 for a file.
func inPlainWords(_ body: () async throws -> Void) async throws {
    do {
        try await body()
    } catch let error as ExitCode {
        throw error
    } catch let error as ControlRoomFailure {
        throw fail("\(error)", code: 3)
    } catch {
        throw fail("\(error)")
    }
}

/// Tells what is odd and was taken all the same, apart from what a program may want to read.
func remark(_ line: String) { complain(line) }
