import Disk
import Foundation
import RoomLink
import RoomMedia
package import Terminal

/// `rljj-room clip`: makes a clip ready for a room, as the agent would, and tells what it gives.
package struct ClipCommand: Sendable {
    /// The clip's path.
    package var file: String
    /// Prints the report as JSON instead of a line.
    package var isJSON: Bool
    /// The state folder of the room's agent, which finds the clip ready then; `nil` makes it for nobody.
    package var state: String?

    /// A command by the words of its command line, unchecked.
    package init(file: String, isJSON: Bool, state: String?) {
        (self.file, self.isJSON, self.state) = (file, isJSON, state)
    }

    /// Prints what the clip gives on standard output; why it gives nothing, and its notes, go to standard error.
    package func run() async -> ProgramStatus {
        guard let state else {
            let scratch = FileManager.default.temporaryDirectory.appending(path: "rljj-clip-\(UUID().uuidString)")
            defer { try? FileManager.default.removeItem(at: scratch) }
            return await run(in: StateFolder(scratch.path))
        }
        return await run(in: StateFolder(state))
    }

    private func run(in folder: StateFolder) async -> ProgramStatus {
        let path = URL(fileURLWithPath: file).standardizedFileURL.path
        do {
            try folder.make()
            let loop = try await ClipLoop(path: path, workFolder: folder.work(.capture)).prepare()
            let report = ClipReport(
                hasPicture: loop.picture != nil, hasSound: loop.sound != nil, notes: loop.notes)
            try tell(report, of: path)
            return .success
        } catch let failure as MediaFailure {
            ProgramStatus.complain(failure.line)
            guard case .source = failure else { return .failed }
            return .badInput
        } catch let failure as DiskFailure {
            ProgramStatus.complain(failure.line)
            return .stateFolder
        } catch {
            ProgramStatus.complain("\(error)")
            return .failed
        }
    }

    private func tell(_ report: ClipReport, of path: String) throws {
        guard !isJSON else {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
            print(String(decoding: try encoder.encode(report), as: UTF8.self))
            return
        }
        for note in report.notes { ProgramStatus.complain("note: \(path): \(note)") }
        print("\(path): \(report.words)")
    }
}

extension ClipReport {
    fileprivate var words: String {
        switch (hasPicture, hasSound) {
        case (true, true): "picture and sound"
        case (true, false): "picture, no sound"
        default: "sound, no picture"
        }
    }
}
