import Crypto
import Digests
import Disk
import Foundation

/// The Ed25519 key with which a control service signs its evidence.
///
/// The secret lies in one file of mode 0600 and is never printed.
package struct EvidenceKey: Sendable {
    private let secret: Curve25519.Signing.PrivateKey

    /// Reads the key of this folder; at the first start it makes folder and key, atomically.
    ///
    /// Blocks. Throws `Failure`.
    package static func open(inFolder folder: String) throws(Failure) -> EvidenceKey {
        let path = folder + "/evidence.key"
        if let key = try read(path) { return key }
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw .cannotWrite(path: path, reason: error.localizedDescription)
        }
        try make(path)
        guard let key = try read(path) else { throw .unusable(path: path, found: "no file") }
        return key
    }

    package var publicKey: EvidencePublicKey { EvidencePublicKey(key: secret.publicKey) }

    func signature(of bytes: [UInt8]) throws -> [UInt8] { Array(try secret.signature(for: bytes)) }

    private static func read(_ path: String) throws(Failure) -> EvidenceKey? {
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        if descriptor < 0 && errno == ENOENT { return nil }
        guard descriptor >= 0 else { throw .unreadable(path: path, reason: String(cString: strerror(errno))) }
        defer { _ = close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw .unusable(path: path, found: "no regular file")
        }
        guard status.st_mode & 0o077 == 0 else {
            throw .loose(path: path, mode: status.st_mode & 0o777)
        }
        var bytes = [UInt8](repeating: 0, count: 33)
        let count = Glibc.read(descriptor, &bytes, bytes.count)
        guard count == 32, let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes.prefix(32)) else {
            throw .unusable(path: path, found: "\(status.st_size) bytes, a key has 32")
        }
        return EvidenceKey(secret: key)
    }

    /// Writes a new key beside its place and links it there, so that a key is whole or not there, and the first wins.
    private static func make(_ path: String) throws(Failure) {
        let bytes = Array(Curve25519.Signing.PrivateKey().rawRepresentation)
        let draft = "\(path).\(UUID().uuidString)"
        let descriptor = Glibc.open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .cannotWrite(path: path, reason: String(cString: strerror(errno))) }
        defer { _ = unlink(draft) }
        let isWritten = write(descriptor, bytes, bytes.count) == bytes.count && fsync(descriptor) == 0
        let reason = String(cString: strerror(errno))
        guard close(descriptor) == 0, isWritten else { throw .cannotWrite(path: path, reason: reason) }
        guard link(draft, path) == 0 || errno == EEXIST else {
            throw .cannotWrite(path: path, reason: String(cString: strerror(errno)))
        }
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        do { try DurableFile.flush(folder) } catch { throw .cannotWrite(path: path, reason: error.line) }
    }

    /// The key cannot be used; each case is one line.
    package enum Failure: Error, Hashable, CustomStringConvertible {
        case unusable(path: String, found: String)
        /// Others than the owner may read it or write to it.
        case loose(path: String, mode: UInt32)
        case unreadable(path: String, reason: String)
        case cannotWrite(path: String, reason: String)

        package var description: String {
            switch self {
            case .unusable(let path, let found):
                "key \(path): found \(found); restore it from its copy, or move it away to begin with a new key"
            case .loose(let path, let mode):
                "key \(path): found mode \(String(mode, radix: 8)), allowed is 600; nobody but the service may read it: chmod 600 '\(path)'"
            case .unreadable(let path, let reason):
                "key \(path): cannot be read: \(reason); it has to belong to the user that the service runs as"
            case .cannotWrite(let path, let reason): "key \(path): cannot be made: \(reason); make its folder writable"
            }
        }
    }
}

extension EvidenceKey: CustomStringConvertible, CustomReflectable {
    package var description: String { "evidence key \(publicKey.fingerprint)" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// The public half of an evidence key: whoever holds it from a trusted source can tell whose evidence it is.
package struct EvidencePublicKey: Hashable, Sendable, CustomStringConvertible {
    /// 32 bytes.
    package let bytes: [UInt8]

    /// `nil` when the bytes are no Ed25519 public key.
    package init?(bytes: [UInt8]) {
        guard bytes.count == 32, (try? Curve25519.Signing.PublicKey(rawRepresentation: bytes)) != nil else {
            return nil
        }
        self.bytes = bytes
    }

    /// Parses 64 lower-case hexadecimal digits; `nil` when they are no public key.
    package init?(hex: String) {
        guard let bytes = Hex.bytes(hex) else { return nil }
        self.init(bytes: bytes)
    }

    fileprivate init(key: Curve25519.Signing.PublicKey) { bytes = Array(key.rawRepresentation) }

    package var hex: String { Hex.text(bytes) }

    /// The SHA-256 of the 32 bytes, as 64 hexadecimal digits: what people compare.
    package var fingerprint: String { ContentHash(of: bytes).hex }

    package var description: String { fingerprint }

    func isSignature(_ signature: [UInt8], of bytes: [UInt8]) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: self.bytes) else { return false }
        return key.isValidSignature(signature, for: bytes)
    }
}
