import Engine
import Evidence
import Foundation
import Journal
import Offices
import Procedures
import RoomLink

/// Examines everything in a state folder: keys, lists, the journal's chain and payloads, snapshots, registers, files by
/// their hashes, recordings, evidence.
///
/// It changes nothing and may run while the service does; what comes meanwhile is not looked at. It blocks as long as
/// reading the folder takes.
package struct StateCheck {
    let folder: StateFolder
    /// How far it is: the part, what is done of it and what all of it is, in events or bytes; `nil` while that is not known.
    package typealias Progress = (StateReport.Part, Int64, Int64?) -> Void
    let progress: Progress
    private let tell: (StateReport.Step) -> Void
    private var report = StateReport()
    /// What the journal says, as far as it could be read.
    var book: StateBook
    let mark: StateMark?
    let snapshot: DocketSnapshot?

    /// Examines the folder; `tell` is given each part when it is done. Throws `ControlRoomFailure` where there is no folder.
    package static func run(
        _ path: String, progress: @escaping Progress = { _, _, _ in },
        tell: @escaping (StateReport.Step) -> Void = { _ in }
    ) throws(ControlRoomFailure) -> StateReport {
        let folder = try StateFolder(lookingAt: path)
        let marks = ["journal.sqlite", "state.json", "people.json", "blobs", "keys"]
        guard marks.contains(where: { FileManager.default.fileExists(atPath: "\(path)/\($0)") }) else {
            throw .folder(path, "holds nothing of the service")
        }
        var check = StateCheck(folder, progress, tell)
        check.all()
        return check.report
    }

    private init(
        _ folder: StateFolder, _ progress: @escaping Progress, _ tell: @escaping (StateReport.Step) -> Void
    ) {
        (self.folder, self.progress, self.tell) = (folder, progress, tell)
        (mark, snapshot) = (StateMark.read(folder), DocketSnapshot.read(folder.docket))
        book = StateBook(folder, hashesAt: Set([mark?.head.position, snapshot?.head.position].compactMap(\.self)))
    }

    private mutating func all() {
        add(.keys, checkKeys())
        add(.lists, checkLists())
        add(.journal, checkJournal())
        add(.snapshots, checkSnapshots())
        add(.registers, checkRegisters())
        add(.files, checkFiles())
        add(.recordings, checkRecordings())
        add(.evidence, checkEvidence())
    }

    private mutating func add(_ part: StateReport.Part, _ found: (finding: String, faults: [String])) {
        let step = StateReport.Step(part: part, finding: found.finding, faults: found.faults)
        report.steps.append(step)
        tell(step)
    }

    /// A part that was examined: what was looked at, and what is not right.
    typealias Found = (finding: String, faults: [String])

    /// The words of what a body throws; `nil` when it throws nothing.
    static func fault(_ body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch { return "\(error)" }
    }

    func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: "\(folder.path)/\(name)") }

    /// The names in a folder of the state folder; none where there is no such folder.
    func names(in name: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/\(name)")) ?? []).sorted()
    }
}
