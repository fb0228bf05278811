import Digests
import Disk
import Foundation
import Offices
import RoomLink

/// The paths inside an agent's state folder.
struct StateFolder: Hashable, Sendable {
    /// Absolute, without a slash at its end.
    let root: String

    /// A folder by its path, made absolute against the working folder.
    init(_ path: String) { root = URL(fileURLWithPath: path).standardizedFileURL.path }

    var agentLock: String { root + "/agent.lock" }
    var identity: String { root + "/identity.json" }
    var plan: String { root + "/plan.json" }
    var ports: String { root + "/ports.json" }
    var told: String { root + "/told.json" }
    var ledger: String { root + "/ledger.json" }
    var spool: String { root + "/spool.ndjson" }
    var standing: String { root + "/standing.json" }
    /// Facts that the service has.
    var kept: String { root + "/kept.ndjson" }
    var refused: String { root + "/refused.ndjson" }
    var run: String { root + "/run" }
    var preview: String { root + "/preview.jpg" }
    var blobs: String { root + "/blobs" }
    var screens: String { root + "/screens" }
    var recordings: String { root + "/recordings" }
    var sent: String { root + "/sent" }

    func blob(_ hash: ContentHash) -> String { "\(blobs)/\(hash.hex)" }
    func screen(_ order: ScreenOrder, of meeting: MeetingID) -> String { "\(screens)/\(meeting)-\(order.number).png" }
    func work(_ child: ChildName) -> String { "\(root)/work/\(child.rawValue)" }
    func recording(_ part: RecordingPart) -> String { "\(recordings)/\(Self.name(of: part))" }
    func sent(_ part: RecordingPart) -> String { "\(sent)/\(Self.name(of: part))" }

    /// Makes every folder that the agent writes to.
    func make() throws(DiskFailure) {
        let works = ChildName.allCases.map(work)
        try PrivateFolder.expectOwn(root)
        try PrivateFolder.make(root, knownBy: ["agent.lock", "recordings", "spool.ndjson"])
        for folder in [run, blobs, screens, recordings, sent] + works { try PrivateFolder.make(folder) }
    }

    private static func name(of part: RecordingPart) -> String {
        "\(part.meeting)/\(part.track.rawValue)-\(part.number).mkv"
    }
}
