import Glibc

/// The network address of a caller, as far as limits tell callers apart: a whole IPv4 address, or the first 64 bits of an
/// IPv6 one, for whoever has one of those has all addresses below it.
///
/// It is the other end of the socket, or whom a proxy on this machine names, when it is said that one is there.
package struct PeerAddress: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    /// A caller without a socket.
    package static let unknown = PeerAddress(known: "-")

    private init(known: String) { description = known }

    /// Parses what the system calls the address, such as `10.1.2.3` or `fe80::1%eth0`.
    package init?(_ text: String) {
        let bare = String(text.prefix { $0 != "%" })
        var (four, six) = (in_addr(), in6_addr())
        if inet_pton(AF_INET, bare, &four) == 1 {
            description = bare
        } else if inet_pton(AF_INET6, bare, &six) == 1 {
            let bytes = withUnsafeBytes(of: six) { Array($0) }
            description = bytes.starts(with: Self.mapped) ? Self.four(bytes.suffix(4)) : Self.six(bytes.prefix(8))
        } else {
            return nil
        }
    }

    /// How an IPv4 address begins that is written as an IPv6 one (RFC 4291, 2.5.5.2).
    private static let mapped: [UInt8] = Array(repeating: 0, count: 10) + [255, 255]

    private static func four(_ bytes: ArraySlice<UInt8>) -> String { bytes.map { "\($0)" }.joined(separator: ".") }

    private static func six(_ bytes: ArraySlice<UInt8>) -> String {
        let groups = stride(from: 0, to: 8, by: 2).map {
            String(UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]), radix: 16)
        }
        return groups.joined(separator: ":") + "::/64"
    }
}

/// From where somebody signs in.
package struct SignInOrigin: Hashable, Sendable {
    package let address: PeerAddress
    /// What the browser kept of an earlier sign-in, unchecked.
    package let device: String?

    package init(address: PeerAddress, device: String? = nil) { (self.address, self.device) = (address, device) }
}
