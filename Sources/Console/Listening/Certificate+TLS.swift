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
        let certificates = try readChain()
        let own = try readKey()
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: certificates.map { .certificate($0) }, privateKey: .privateKey(own))
        configuration.minimumTLSVersion = .tlsv12
        configuration.cipherSuiteValues = Self.suites
        configuration.applicationProtocols = ["http/1.1"]
        do {
            _ = try NIOSSLContext(configuration: configuration)
        } catch {
            throw .certificate(
                "--tls-key \(key)",
                "does not belong to the first certificate in \(chain); allowed: the key with which that one was asked for"
            )
        }
        return configuration
    }

    private func readChain() throws(Console.Failure) -> [NIOSSLCertificate] {
        let option = "--tls-certificate \(chain)"
        try Self.expectFile(chain, option)
        guard let found = try? NIOSSLCertificate.fromPEMFile(chain), !found.isEmpty else {
            throw .certificate(
                option,
                "holds no certificate; allowed: a PEM file that begins with -----BEGIN CERTIFICATE-----, own one first")
        }
        return found
    }

    private func readKey() throws(Console.Failure) -> NIOSSLPrivateKey {
        let option = "--tls-key \(key)"
        try Self.expectFile(key, option)
        try checkKey()
        guard let found = try? NIOSSLPrivateKey(file: key, format: .pem) else {
            throw .certificate(
                option,
                "holds no key without a password; allowed: a PEM file that begins with -----BEGIN PRIVATE KEY-----")
        }
        return found
    }

    /// A regular file that this user may read.
    private static func expectFile(_ path: String, _ option: String) throws(Console.Failure) {
        var found = stat()
        guard stat(path, &found) == 0 else { throw .certificate(option, String(cString: strerror(errno))) }
        guard found.st_mode & S_IFMT == S_IFREG else { throw .certificate(option, "is no file; allowed: a PEM file") }
        guard access(path, R_OK) == 0 else {
            throw .certificate(
                option,
                "belongs to user \(found.st_uid) and may not be read by this one; run: chown \(geteuid()) \(path)")
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
        guard stat(key, &found) == 0 else { throw .certificate("--tls-key \(key)", String(cString: strerror(errno))) }
        let mode = found.st_mode & 0o777
        let allowed: mode_t = found.st_uid == 0 ? 0o740 : 0o700
        guard mode & ~allowed == 0 else { throw .looseKey(key, mode: mode) }
    }
}
