import BoundedProcess
import Foundation
import Offices
import Reports

/// Everything the demo needs, checked before anything is started.
struct DemoSetting: Sendable {
    let output: String
    let rooms: [Room]
    /// The PDF of every office; `nil` draws a sample deck for each.
    let materials: URL?

    /// Bytes that the demo's output and working folders need at most: three recordings twice over, and the report.
    private static let spaceNeeded: Int64 = 400_000_000

    static func prepare(
        output: String, replace: Bool, media: String?, materials: String?, rooms: String?
    ) async throws -> DemoSetting {
        if let line = Preflight.line() { throw DemoFailure(line: line, code: 3) }
        try await checkElements()
        let target = try OutputFolder.check(output, replace: replace, needs: spaceNeeded)
        guard let folder = rooms ?? ProjectFolder.find("Rooms") else {
            throw DemoFailure(line: "no folder Rooms here or beside the program; give --rooms DIR")
        }
        let read = try RoomFolder.read(folder)
        try check(read)
        let pdf = try await materials.map { URL(fileURLWithPath: $0) }.checked()
        let played = try await media.map { try MediaFolder($0, rooms: read) }?.apply(to: read) ?? read
        return DemoSetting(
            output: target, rooms: played, materials: pdf)
    }

    private static func checkElements() async throws {
        let agent = Program(ProjectFolder.program("rljj-room"), package: "ruang-kendali")
        do {
            _ = try await agent.run(["elements"] + ProjectFolder.pipelines, within: .ownProgram)
        } catch {
            throw DemoFailure(line: "\(error)", code: 3)
        }
    }

    /// The demo's people know one control room and one or more KPP.
    private static func check(_ rooms: [Room]) throws {
        guard rooms.filter({ $0.office.kind == .rko }).count == 1 else {
            throw DemoFailure(line: "the rooms folder needs exactly one room of kind rko for the demo")
        }
        let invited = rooms.filter { $0.office.kind != .rko }
        guard !invited.isEmpty, invited.allSatisfy({ $0.office.kind == .kpp && !$0.office.sections.isEmpty }) else {
            throw DemoFailure(line: "the demo plays one or more rooms of kind kpp, each with a section, beside the rko")
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
