import Digests
import Foundation
import Glibc

/// A room's 256-bit secret, by which the service knows it; never printed.
struct Secret: Sendable, CustomStringConvertible, CustomReflectable {
    /// The value of the `Authorization` header.
    let bearer: String

    var description: String { "(secret)" }
    var customMirror: Mirror { Mirror(self, children: [:]) }

    /// Why a secret file is not taken, in one line.
    struct Refusal: Error, Hashable {
        let line: String
    }

    /// Parses 64 hexadecimal digits; `nil` for anything else.
    init?(_ text: String) {
        guard Hex.isSHA256(text.lowercased()) else { return nil }
        bearer = "Bearer " + text
    }

    /// Reads a secret from a file that only its owner may read.
    init(file path: String) throws(Refusal) {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw Refusal(line: "secret file \(path): \(String(cString: strerror(errno))); give --secret-file FILE")
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw Refusal(line: "secret file \(path): not a regular file; give a file with 64 hexadecimal digits")
        }
        guard status.st_mode & 0o077 == 0 else {
            let mode = String(status.st_mode & 0o777, radix: 8)
            throw Refusal(line: "secret file \(path): its mode is \(mode); allowed: 600; run: chmod 600 \(path)")
        }
        guard status.st_uid == geteuid() || status.st_uid == 0 else {
            throw Refusal(
                line: "secret file \(path): belongs to user \(status.st_uid); run: chown \(geteuid()) \(path)")
        }
        guard status.st_size <= 200, let data = FileManager.default.contents(atPath: path),
            let secret = Secret(String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines))
        else {
            throw Refusal(line: "secret file \(path): found no secret; allowed: 64 hexadecimal digits on one line")
        }
        self = secret
    }
}
