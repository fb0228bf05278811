import Disk
import Foundation
import Glibc
import Offices
import Terminal

/// The folder that gets the evidence: nothing in it is overwritten unasked, and it appears whole or not at all.
enum OutputFolder {
    /// The folder's absolute path, when the demo may write there.
    static func check(_ path: String, replace: Bool, needs bytes: Int64) throws -> String {
        guard !path.isEmpty else { throw DemoFailure(line: "--output: found an empty name; allowed: a folder") }
        let target = URL(fileURLWithPath: path).standardizedFileURL.path
        try refuseLink(target, given: path)
        let parent = (target as NSString).deletingLastPathComponent
        do {
            try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        } catch {
            throw DemoFailure(line: "--output \(path): its parent folder cannot be made (\(words())); choose another")
        }
        try checkContents(of: target, given: path, replace: replace)
        guard access(parent, W_OK) == 0, !FileManager.default.fileExists(atPath: target) || access(target, W_OK) == 0
        else {
            throw DemoFailure(line: "--output \(path): \(words()); choose a folder that this user may write")
        }
        try tryWriting(in: parent, given: path)
        let free = FileFacts.free(at: parent)
        guard free >= bytes else {
            throw DemoFailure(
                line:
                    "--output \(path): \(free / 1_000_000) MB are free there, the demo needs \(bytes / 1_000_000) MB; make room or choose another"
            )
        }
        return target
    }

    /// Root may write where the system does not let it; only a real file tells.
    private static func tryWriting(in parent: String, given: String) throws {
        let probe = "\(parent)/.rljj-\(UInt64.random(in: 0 ... .max))"
        let descriptor = open(probe, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw DemoFailure(line: "--output \(given): \(words()); choose a folder that this user may write")
        }
        close(descriptor)
        unlink(probe)
    }

    /// A link would be replaced by a folder, and what it leads to be left as it was.
    private static func refuseLink(_ target: String, given: String) throws {
        guard let place = try? FileManager.default.destinationOfSymbolicLink(atPath: target) else { return }
        throw DemoFailure(line: "--output \(given): is a symbolic link; give the folder it leads to, \(place)")
    }

    private static func checkContents(of target: String, given: String, replace: Bool) throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: target, isDirectory: &isFolder) else { return }
        guard isFolder.boolValue else {
            throw DemoFailure(line: "--output \(given): is a file, not a folder; choose another")
        }
        let contents = (try? FileManager.default.contentsOfDirectory(atPath: target)) ?? []
        if contents.isEmpty { return }
        guard contents.contains("manifest.sig"), contents.contains("summary.json") else {
            throw DemoFailure(line: "--output \(given): holds other files; choose an empty folder or a new one")
        }
        guard replace else {
            throw DemoFailure(
                line: "--output \(given): holds the evidence of an earlier meeting; give --replace, or another folder")
        }
    }

    /// Puts a finished folder in the place of whatever was there.
    static func publish(_ staged: String, as target: String) throws {
        let old = "\(target).old-\(getpid())"
        if FileManager.default.fileExists(atPath: target) { try move(target, to: old) }
        try move(staged, to: target)
        try? FileManager.default.removeItem(atPath: old)
    }

    private static func move(_ from: String, to target: String) throws {
        guard rename(from, target) == 0 else { throw DemoFailure(line: "\(target): \(words())", status: .failed) }
    }

    private static func words() -> String { String(cString: strerror(errno)) }
}
