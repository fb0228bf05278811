import Digests
import Foundation

/// Files read and written in pieces, with their digest and forced to disk.
enum Disk {
    /// Memory per file being read, whatever its size.
    private static let piece = 1 << 20

    struct Problem: Error, CustomStringConvertible {
        let path: String
        let code: Int32
        var description: String { "\(path): \(String(cString: strerror(code)))" }
    }

    /// Bytes and digest of what can be read from a descriptor, each piece given to `body`.
    static func digest(
        _ descriptor: Int32, _ path: String, _ body: (UnsafeRawBufferPointer) throws -> Void = { _ in }
    ) throws -> (bytes: Int64, hash: ContentHash) {
        var hasher = ContentHasher()
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: piece, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = read(descriptor, buffer.baseAddress, piece)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw Problem(path: path, code: errno) }
            guard count > 0 else { return (hasher.bytes, hasher.hash) }
            let read = UnsafeRawBufferPointer(rebasing: buffer[..<count])
            hasher.update(read)
            try body(read)
        }
    }

    /// Copies a regular file to a new one and forces it to disk.
    static func copy(_ source: String, to destination: String) throws {
        let input = open(source, O_RDONLY | O_CLOEXEC)
        guard input >= 0 else { throw Problem(path: source, code: errno) }
        defer { _ = close(input) }
        try create(destination) { output in
            _ = try digest(input, source) { try write($0, to: output, destination) }
        }
    }

    /// Writes a new file and forces it to disk.
    static func write(_ bytes: [UInt8], to destination: String) throws {
        try create(destination) { output in
            try bytes.withUnsafeBytes { try write($0, to: output, destination) }
        }
    }

    /// Forces a file or folder to disk.
    static func sync(_ path: String) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Problem(path: path, code: errno) }
        defer { _ = close(descriptor) }
        guard fsync(descriptor) == 0 else { throw Problem(path: path, code: errno) }
    }

    private static func create(_ path: String, _ body: (Int32) throws -> Void) throws {
        let output = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard output >= 0 else { throw Problem(path: path, code: errno) }
        do {
            try body(output)
            guard fsync(output) == 0 else { throw Problem(path: path, code: errno) }
        } catch {
            _ = close(output)
            throw error
        }
        guard close(output) == 0 else { throw Problem(path: path, code: errno) }
    }

    private static func write(_ bytes: UnsafeRawBufferPointer, to output: Int32, _ path: String) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = Glibc.write(output, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw Problem(path: path, code: errno) }
            rest = rest.dropFirst(count)
        }
    }
}
