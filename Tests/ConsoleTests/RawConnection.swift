import ControlRoom
import Disk
import Foundation

/// A socket to the console as a hostile client has it: it says what it likes, as slowly as it likes.
///
/// Every wait ends after five seconds; reading happens off the cooperative pool.
final class RawConnection: Sendable {
    private let socket: Int32

    /// Connects to a port of this machine, from one of its loopback addresses.
    init(port: Int, from source: String = "127.0.0.1") throws {
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var (patience, size) = (timeval(tv_sec: 5, tv_usec: 0), socklen_t(MemoryLayout<sockaddr_in>.size))
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var (own, target) = (Self.address(source, 0), Self.address("127.0.0.1", port))
        let isOpen =
            withUnsafePointer(to: &own) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(socket, $0, size) }
            } == 0
            && withUnsafePointer(to: &target) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(socket, $0, size) }
            } == 0
        size = 0
        guard isOpen else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    }

    deinit { Glibc.close(socket) }

    private static func address(_ host: String, _ port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        inet_pton(AF_INET, host, &address.sin_addr)
        return address
    }

    func send(_ text: String) {
        let bytes = Array(text.utf8)
        _ = Glibc.send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }

    /// What the service says until it has said a part, or closes.
    func hear(until end: String? = nil) async throws -> String {
        try await OffPool.run { [socket] in
            var (heard, piece) = ("", [UInt8](repeating: 0, count: 4096))
            while end.map({ !heard.contains($0) }) ?? true {
                let count = recv(socket, &piece, piece.count, 0)
                // A reset is an end as well; a wait that ran out is none.
                if count < 0, errno == EAGAIN { throw POSIXError(.ETIMEDOUT) }
                guard count > 0 else { break }
                heard += String(decoding: piece[..<count], as: UTF8.self)
            }
            return heard
        }
    }

    /// A request on a line of its own, answered.
    func ask(_ path: String, bearer: String? = nil, host: String = "localhost") async throws -> String {
        let proof = bearer.map { "Authorization: Bearer \($0)\r\n" } ?? ""
        send("GET \(path) HTTP/1.1\r\nHost: \(host)\r\n\(proof)\r\n")
        return try await hear(until: "\r\n\r\n")
    }
}
