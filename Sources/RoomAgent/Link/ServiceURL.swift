import Foundation
import RoomLink

/// Where the control service is: scheme, host and port, nothing else.
struct ServiceURL: Hashable, Sendable, CustomStringConvertible {
    /// Without a slash at its end.
    let text: String

    var description: String { text }

    /// Why an address is not taken, in one line.
    struct Refusal: Error, Hashable {
        let line: String
    }

    /// Parses `https://host[:port]`; `http` only for this machine itself, for the secret travels in every request.
    init(_ text: String) throws(Refusal) {
        let allowed = "allowed: https://HOST[:PORT], or http://127.0.0.1[:PORT] for this machine"
        guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
            let host = parts.host, !host.isEmpty, ["", "/"].contains(parts.path),
            parts.user == nil, parts.password == nil, parts.query == nil, parts.fragment == nil
        else { throw Refusal(line: "service \"\(text.prefix(200))\" is no address; \(allowed)") }
        let bare = host.trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
        let isLoopback = bare == "localhost" || bare == "::1" || Self.isLoopback4(bare)
        guard scheme == "https" || (scheme == "http" && isLoopback) else {
            throw Refusal(line: "service \"\(text.prefix(200))\" would carry the secret in clear; \(allowed)")
        }
        self.text = "\(scheme)://\(host)" + (parts.port.map { ":\($0)" } ?? "")
    }

    private static func isLoopback4(_ host: String) -> Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}
