import ArgumentParser
import ControlRoom
import Disk
import Foundation
import Offices
import Terminal

/// Where the people are kept.
struct PeopleOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Folder that the service keeps everything in.", valueName: "dir"))
    var state = ".state"

    func validate() throws { try expectNamed("--state", state) }

    /// The files of the people; blocks on the disk. Throws where there is no state folder: it may be mistyped.
    func people() throws -> People { try People(path: folder().people) }

    /// The state folder that is there.
    func folder() throws -> StateFolder { try StateFolder(existing: URL(fileURLWithPath: state).path) }

    /// The state folder, made when it is not there yet, which is said.
    func folderMade() throws -> StateFolder {
        let path = URL(fileURLWithPath: state).path
        if !FileManager.default.fileExists(atPath: path) { remark("There is no folder \(path) yet; it is made.") }
        return try StateFolder(path: path)
    }

    /// Changes register and accounts, or neither; other processes wait meanwhile.
    ///
    /// `making`: the state folder is made when it is not there.
    func change<Result: Sendable>(
        making: Bool = false, _ body: @escaping @Sendable (inout People) throws -> Result
    ) async throws -> Result {
        let path = try (making ? folderMade() : folder()).people
        return try await OffPool.run { try People.change(at: path, body).result }
    }
}

/// Where the offices are described.
struct OfficeOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Folder with one YAML file per room; each names its office.", valueName: "dir"))
    var rooms: String?

    func validate() throws { try expectNamed("--rooms", rooms) }

    /// The offices of the rooms, of the state folder's register and of the head office; blocks on the disk.
    func directory(beside people: PeopleOptions) throws -> OfficeDirectory {
        let rooms = try described()
        do {
            return try OfficeShelf(people.folder()).directory(rooms: rooms)
        } catch ControlRoomFailure.noFolder {
            return try OfficeDirectory(rooms: rooms, headOffice: HeadOffice.load())
        }
    }

    /// The rooms of the folder; blocks on the disk.
    func described() throws -> [Room] {
        guard let folder = rooms ?? ProjectFolder.find("Rooms") else {
            throw Misuse("no folder Rooms here or beside the program; give --rooms DIR")
        }
        return try RoomFolder.read(folder)
    }
}

/// Something on the command line does not fit: what was found and what is allowed, on one line.
struct Misuse: Error, CustomStringConvertible {
    let description: String

    init(_ line: String) { description = line }
}

/// Runs a command; whatever goes wrong becomes a clear line and exit code 2, 3 for a file, or 4 for the state folder.
func inPlainWords(_ body: () async throws -> Void) async throws {
    do {
        try await body()
    } catch let error as ExitCode {
        throw error
    } catch let error as DiskFailure {
        throw fail("\(error)", status: ControlRoomFailure.isOfTheState(error) ? .stateFolder : .missing)
    } catch let error as ControlRoomFailure {
        throw fail("\(error)", status: error.status)
    } catch {
        throw fail("\(error)")
    }
}

extension ControlRoomFailure {
    /// The exit code that it ends with.
    var status: ProgramStatus {
        switch self {
        case .noFolder: .badInput
        case .folder, .rights, .journal: .stateFolder
        case .work: .missing
        }
    }
}

/// Tells what is odd and was taken all the same, apart from what a program may want to read.
func remark(_ line: String) { complain(line) }
