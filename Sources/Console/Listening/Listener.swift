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

        package init(host: String, port: Int, names: [String] = [], tls: Certificate? = nil) {
            (self.host, self.port, self.names, self.tls) = (host, port, names, tls)
        }

        /// PEM files of a certificate chain and its key.
        package struct Certificate: Sendable {
            package var chain: String
            package var key: String

            package init(chain: String, key: String) { (self.chain, self.key) = (chain, key) }
        }

        /// Only this machine can reach it.
        package var isLoopback: Bool { host == "127.0.0.1" || host == "::1" || host == "localhost" }

        /// Its address as a browser takes it.
        package func url(port: Int) -> String {
            "\(tls == nil ? "http" : "https")://\(host.contains(":") ? "[\(host)]" : host):\(port)"
        }
    }

    /// Why the console does not start.
    package enum Failure: Error, Hashable, Sendable, CustomStringConvertible {
        case plainBeyondLoopback(String)
        case certificate(String)
        /// The file with the key, and its mode.
        case looseKey(String, mode: UInt32)

        package var description: String {
            switch self {
            case .plainBeyondLoopback(let host):
                "listening on \(host) without TLS would send tokens in clear; give --tls-certificate and --tls-key, or 127.0.0.1"
            case .certificate(let text): "TLS certificate: \(text)"
            case .looseKey(let file, let mode):
                "TLS key \(file): found mode 0\(String(mode, radix: 8)), which lets others read or change it; "
                    + "allowed: 0600, or 0640 when root owns it; run: chmod 600 \(file)"
            }
        }
    }
}
