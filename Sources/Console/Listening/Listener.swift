extension Console {
    /// Where the console listens, under which names, and with which certificate.
    package struct Listener: Sendable {
        /// An address or name of this machine; an IPv6 address without brackets.
        package var host: String
        /// 0 lets the system choose.
        package var port: Int
        /// Further names by which browsers and rooms call it.
        package var names: [String]
        package var tls: Certificate?
        /// A proxy on this machine stands before it: nobody at the other end is this machine's, and the proxy tells who.
        package var isBehindProxy = false

        package init(
            host: String, port: Int, names: [String] = [], tls: Certificate? = nil, isBehindProxy: Bool = false
        ) {
            (self.host, self.port, self.names, self.tls) = (host, port, names, tls)
            self.isBehindProxy = isBehindProxy
        }

        /// PEM files of a certificate chain and its key.
        package struct Certificate: Sendable {
            package var chain: String
            package var key: String

            package init(chain: String, key: String) { (self.chain, self.key) = (chain, key) }
        }

        /// Only this machine can reach it.
        package var isLoopback: Bool { host == "127.0.0.1" || host == "::1" || host == "localhost" }

        /// Throws `Console.Failure` for one that cannot be served: beyond loopback without TLS, or a certificate or key that
        /// is none.
        package func check() throws(Console.Failure) {
            guard isLoopback || tls != nil else { throw .plainBeyondLoopback(host) }
            _ = try tls?.configuration()
        }

        /// Its address as a browser takes it.
        package func url(port: Int) -> String {
            "\(tls == nil ? "http" : "https")://\(host.contains(":") ? "[\(host)]" : host):\(port)"
        }
    }

    /// Why the console does not start.
    package enum Failure: Error, Hashable, Sendable, CustomStringConvertible {
        case plainBeyondLoopback(String)
        /// The file, what was found, and what is allowed.
        case certificate(String, String)
        /// The file with the key, and its mode.
        case looseKey(String, mode: UInt32)

        package var description: String {
            switch self {
            case .plainBeyondLoopback(let host):
                "listening on \(host) without TLS would send tokens in clear; give --tls-certificate and --tls-key, or 127.0.0.1"
            case .certificate(let file, let found): "\(file): \(found)"
            case .looseKey(let file, let mode):
                "TLS key \(file): found mode 0\(String(mode, radix: 8)), which lets others read or change it; "
                    + "allowed: 0600, or 0640 when root owns it; run: chmod 600 \(file)"
            }
        }
    }
}
