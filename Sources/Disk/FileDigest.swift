package import Digests
import Glibc

/// Size and SHA-256 of a file's bytes, read in pieces of 1 MiB; it blocks.
package enum FileDigest {
    private static let piece = 1 << 20

    /// Of the file as it is now.
    package static func sha256(of path: String) throws(DiskFailure) -> (bytes: Int64, sha256: ContentHash) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(path, .open) }
        defer { close(descriptor) }
        return try sha256(of: descriptor, at: path)
    }

    /// Of what can be read from a descriptor, each piece given to `body`.
    package static func sha256(
        of descriptor: Int32, at path: String,
        _ body: (UnsafeRawBufferPointer) throws(DiskFailure) -> Void = { _ throws(DiskFailure) in }
    ) throws(DiskFailure) -> (bytes: Int64, sha256: ContentHash) {
        var hasher = ContentHasher()
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: piece, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = read(descriptor, buffer.baseAddress, piece)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw .system(path, .read) }
            guard count > 0 else { return (hasher.bytes, hasher.hash) }
            let read = UnsafeRawBufferPointer(rebasing: buffer[..<count])
            hasher.update(read)
            try body(read)
        }
    }
}
