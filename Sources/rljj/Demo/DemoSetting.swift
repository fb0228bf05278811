import BoundedProcess
import Foundation
import Offices
import Reports
import Terminal

/// Everything the demo needs, checked before anything is started.
struct DemoSetting: Sendable {
    let output: String
    /// The host's room first.
    private(set) var rooms: [Room]
    /// Those with a room, and the head office.
    let directory: OfficeDirectory
    /// The PDF of every office; `nil` draws a sample deck for each.
    let materials: URL?
    private let media: MediaFolder?

    /// Bytes that the demo's output and working folders need at most: six recordings twice over, and the report.
    private static let spaceNeeded: Int64 = 400_000_000

    static func prepare(
        output: String, replace: Bool, media: String?, materials: String?, rooms: String?, host: DemoHost
    ) async throws -> DemoSetting {
        if let line = Preflight.line() { throw DemoFailure(line: line, status: .missing) }
        try await checkElements()
        let target = try OutputFolder.check(output, replace: replace, needs: spaceNeeded)
        guard let folder = rooms ?? ProjectFolder.find("Rooms") else {
            throw DemoFailure(line: "no folder Rooms here or beside the program; give --rooms DIR")
        }
        let headOffice = try HeadOffice.load()
        let read = try host.rooms(of: try RoomFolder.read(folder), headOffice: headOffice)
        let pdf = try await materials.map { URL(fileURLWithPath: $0) }.checked()
        return DemoSetting(
            output: target, rooms: read, directory: try OfficeDirectory(rooms: read, headOffice: headOffice),
            materials: pdf, media: try media.map { try MediaFolder($0, rooms: read) })
    }

    /// Takes the clips as the rooms' devices; the first one takes a while when clips are long.
    func withClips(on stage: Stage) async throws -> DemoSetting {
        var setting = self
        if let media { setting.rooms = try await media.apply(to: rooms, agentState: stage.agentState) }
        return setting
    }

    private static func checkElements() async throws {
        let agent = Program(ProjectFolder.program("rljj-room"), package: "ruang-kendali")
        do {
            _ = try await agent.run(
                ["elements"] + ProjectFolder.pipelines, within: .ownProgram, environment: Program.mediaEnvironment)
        } catch {
            throw DemoFailure(line: "\(error)", status: .missing)
        }
    }
}

extension Optional<URL> {
    /// The file, if it is a PDF whose pages can be drawn.
    fileprivate func checked() async throws -> URL? {
        guard let file = self else { return nil }
        do {
            _ = try await MaterialPages.check(file, named: file.path)
        } catch {
            throw DemoFailure(line: "--materials: \(error)")
        }
        return file
    }
}
