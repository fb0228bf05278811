import Foundation
import Glibc

/// Files that are whole or absent after any crash, and the errors of the system in words.
enum DurableFile {
    /// The system refused a file operation.
    enum Failure: Error, Hashable {
        case system(path: String, operation: String, words: String)

        var line: String {
            switch self {
            case .system(let path, let operation, let words): "\(path): \(operation): \(words)"
            }
        }
    }

    /// Replaces a file by new bytes: written aside with mode 0600, fsynced, renamed, the folder fsynced.
    static func write(_ data: Data, to path: String) throws(Failure) {
        let aside = path + ".new"
        let descriptor = open(aside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(aside, "open") }
        do throws(Failure) {
            try append(data, to: descriptor, path: aside)
            guard fsync(descriptor) == 0 else { throw failure(aside, "fsync") }
        } catch {
            close(descriptor)
            unlink(aside)
            throw error
        }
        close(descriptor)
        try rename(aside, to: path)
    }

    /// Renames a file and makes the new name durable.
    static func rename(_ old: String, to new: String) throws(Failure) {
        guard Glibc.rename(old, new) == 0 else { throw failure(new, "rename") }
        let folder = open((new as NSString).deletingLastPathComponent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { return }
        fsync(folder)
        close(folder)
    }

    /// Forces a file and its name to disk.
    static func flush(_ path: String) throws(Failure) {
        for place in [path, (path as NSString).deletingLastPathComponent] {
            let descriptor = open(place, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw failure(place, "open") }
            defer { close(descriptor) }
            guard fsync(descriptor) == 0 else { throw failure(place, "fsync") }
        }
    }

    /// Writes every byte to an open file.
    static func append(_ data: Data, to descriptor: Int32, path: String) throws(Failure) {
        var rest = data[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0 && errno == EINTR { continue }
            guard written > 0 else { throw failure(path, "write") }
            rest = rest.dropFirst(written)
        }
    }

    /// Makes a folder with everything above it, for the owner alone; one that others may look into is tightened.
    ///
    /// `marks` are names by which a loose folder that is not empty is known as an agent's own; without them it is.
    static func makeFolder(_ path: String, knownBy marks: Set<String>? = nil) throws(Failure) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        let isOwn = names.isEmpty || marks.map { !$0.isDisjoint(with: names) } ?? true
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw .system(path: path, operation: "make folder", words: error.localizedDescription)
        }
        var found = stat()
        guard stat(path, &found) == 0 else { throw failure(path, "stat") }
        guard found.st_mode & 0o077 != 0 else { return }
        guard isOwn, found.st_mode & S_ISVTX == 0, found.st_uid == geteuid(), chmod(path, 0o700) == 0 else {
            let mode = String(found.st_mode & 0o7777, radix: 8)
            throw .system(
                path: path, operation: "mode \(mode), user \(found.st_uid)",
                words: "allowed: a folder of this user alone; run: chmod 700 \(path)")
        }
    }

    /// Throws when a folder is another user's: what this user wrote there, as root perhaps, its owner could not read.
    static func expectOwn(_ path: String) throws(Failure) {
        var found = stat()
        guard stat(path, &found) == 0, found.st_uid != geteuid() else { return }
        throw .system(
            path: path, operation: "owner \(found.st_uid)",
            words: "allowed: a folder of this user, \(geteuid()); run this as the folder's owner")
    }

    /// Reads a JSON file; `nil` when it is absent or does not parse.
    static func read<Value: Decodable>(_ type: Value.Type, at path: String) -> Value? {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        return try? JSONDecoder().decode(type, from: data)
    }

    /// Writes a value as JSON by `write`.
    static func save(_ value: some Encodable, to path: String) throws(Failure) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(value) else {
            throw .system(path: path, operation: "encode", words: "the value has no JSON form")
        }
        try write(data, to: path)
    }

    static func failure(_ path: String, _ operation: String) -> Failure {
        .system(path: path, operation: operation, words: String(cString: strerror(errno)))
    }
}
