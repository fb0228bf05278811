import Foundation
import NIOCore
import NIOSSL

extension Console.Listener.Certificate {
    /// Suites with forward secrecy that encrypt and authenticate in one (AEAD), for TLS 1.2; all of TLS 1.3 are such.
    private static let suites: [NIOTLSCipher] = [
        .TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, .TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
        .TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, .TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
        .TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, .TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
    ]

    /// TLS 1.2 and 1.3 with the certificate. Throws `Console.Failure`.
    func configuration() throws(Console.Failure) -> TLSConfiguration {
        try checkKey()
        do {
            let chain = try NIOSSLCertificate.fromPEMFile(chain).map { NIOSSLCertificateSource.certificate($0) }
            let key = try NIOSSLPrivateKey(file: key, format: .pem)
            var configuration = TLSConfiguration.makeServerConfiguration(
                certificateChain: chain, privateKey: .privateKey(key))
            configuration.minimumTLSVersion = .tlsv12
            configuration.cipherSuiteValues = Self.suites
            configuration.applicationProtocols = ["http/1.1"]
            return configuration
        } catch {
            throw .certificate("\(error)")
        }
    }

    /// The names and addresses that the certificate is for; none when it cannot be read.
    var names: [String] {
        guard let own = try? NIOSSLCertificate.fromPEMFile(chain).first else { return [] }
        return own._subjectAlternativeNames().compactMap { name in
            switch name.nameType {
            case .dnsName: String(decoding: name.contents, as: UTF8.self)
            case .ipAddress: try? SocketAddress(packedIPAddress: ByteBuffer(bytes: name.contents), port: 0).ipAddress
            default: nil
            }
        }
    }

    /// A key that others may read is nobody's any more.
    private func checkKey() throws(Console.Failure) {
        var found = stat()
        guard stat(key, &found) == 0 else { throw .certificate("key \(key): \(String(cString: strerror(errno)))") }
        let mode = found.st_mode & 0o777
        let allowed: mode_t = found.st_uid == 0 ? 0o740 : 0o700
        guard mode & ~allowed == 0 else { throw .looseKey(key, mode: mode) }
    }
}
