import Disk
import Foundation

/// Reads a folder that anybody may have made, without ever following a link out of it.
final class FolderReader {
    enum Kind: Hashable { case file, folder, link, other }

    struct Entry: Hashable {
        let path: String
        let kind: Kind
    }

    private let root: Int32
    /// More than any evidence folder holds.
    private static let mostEntries = 100_000
    private static let deepest = 16

    init(_ path: String) throws {
        root = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard root >= 0 else { throw DiskFailure.system(path, code: errno) }
    }

    deinit { _ = close(root) }

    /// Everything in the folder and below, sorted by the bytes of the path.
    func entries() throws -> [Entry] {
        var found: [Entry] = []
        try collect(root, "", 0, &found)
        return found.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }

    /// Opens a regular file part by part, none of them a link, and closes it after `body`.
    func withFile<T>(_ path: EvidencePath, _ body: (Int32) throws -> T) throws -> T {
        var folder = dup(root)
        for part in path.parts.dropLast() {
            let next = openat(folder, part, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            let code = errno
            _ = close(folder)
            guard next >= 0 else { throw DiskFailure.system(path.text, code: code) }
            folder = next
        }
        defer { _ = close(folder) }
        // O_NONBLOCK: opening a pipe would otherwise wait for somebody to write into it.
        let file = openat(folder, path.parts.last ?? "", O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else { throw DiskFailure.system(path.text, code: errno) }
        defer { _ = close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw DiskFailure.system(path.text, code: ENXIO)
        }
        return try body(file)
    }

    /// The whole of a small file; `nil` when it is larger than `limit`.
    func bytes(of path: EvidencePath, limit: Int) throws -> [UInt8]? {
        try withFile(path) { file in
            var bytes: [UInt8] = []
            do {
                _ = try FileDigest.sha256(of: file, at: path.text) { piece throws(DiskFailure) in
                    bytes += piece
                    if bytes.count > limit { throw DiskFailure.system(path.text, code: EFBIG) }
                }
            } catch let failure as DiskFailure where failure.code == EFBIG { return nil }
            return bytes
        }
    }

    private func collect(_ folder: Int32, _ prefix: String, _ depth: Int, _ found: inout [Entry]) throws {
        for (name, kind) in try Self.list(folder, prefix) {
            let path = prefix + name
            found.append(Entry(path: path, kind: kind))
            guard found.count <= Self.mostEntries else { throw DiskFailure.system(path, code: E2BIG) }
            guard kind == .folder else { continue }
            guard depth < Self.deepest else { throw DiskFailure.system(path, code: ENAMETOOLONG) }
            let inner = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            guard inner >= 0 else { throw DiskFailure.system(path, code: errno) }
            defer { _ = close(inner) }
            try collect(inner, path + "/", depth + 1, &found)
        }
    }

    private static func list(_ folder: Int32, _ prefix: String) throws -> [(String, Kind)] {
        let copy = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0, let stream = fdopendir(copy) else { throw DiskFailure.system(prefix, code: errno) }
        defer { _ = closedir(stream) }
        var names: [(String, Kind)] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard name != ".", name != ".." else { continue }
            var status = stat()
            guard fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
                names.append((name, .other))
                continue
            }
            names.append((name, kind(status.st_mode)))
        }
        return names
    }

    private static func kind(_ mode: mode_t) -> Kind {
        switch mode & S_IFMT {
        case S_IFREG: .file
        case S_IFDIR: .folder
        case S_IFLNK: .link
        default: .other
        }
    }
}
