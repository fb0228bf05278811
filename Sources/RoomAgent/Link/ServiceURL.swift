import Foundation
import RoomLink

/// Where the control service is: scheme, host and port, and the path below which a proxy has it.
struct ServiceURL: Hashable, Sendable, CustomStringConvertible {
    /// Without a slash at its end.
    let text: String

    var description: String { text }

    /// Why an address is not taken, in one line.
    struct Refusal: Error, Hashable {
        let line: String
    }

    /// Parses `https://host[:port][/path]`; `http` only for this machine itself, for the secret travels in every request.
    init(_ text: String) throws(Refusal) {
        let allowed = "allowed: https://HOST[:PORT][/PATH], or http://127.0.0.1[:PORT] for this machine"
        guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
            let host = parts.host, !host.isEmpty, let path = Self.path(parts.percentEncodedPath),
            parts.user == nil, parts.password == nil, parts.query == nil, parts.fragment == nil
        else { throw Refusal(line: "service \"\(text.prefix(200))\" is no address; \(allowed)") }
        let bare = host.trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
        let isLoopback = bare == "localhost" || bare == "::1" || Self.isLoopback4(bare)
        guard scheme == "https" || (scheme == "http" && isLoopback) else {
            throw Refusal(line: "service \"\(text.prefix(200))\" would carry the secret in clear; \(allowed)")
        }
        self.text = "\(scheme)://\(host)" + (parts.port.map { ":\($0)" } ?? "") + path
    }

    /// Plain names between slashes, without the one at the end; `nil` for anything else.
    private static func path(_ text: String) -> String? {
        let names = text.split(separator: "/")
        let isPlain = names.allSatisfy { name in
            name.first != "."
                && name.utf8.allSatisfy { byte in
                    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                        || [45, 46, 95].contains(byte)
                }
        }
        return isPlain && !text.contains("//") ? names.map { "/\($0)" }.joined() : nil
    }

    private static func isLoopback4(_ host: String) -> Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}
