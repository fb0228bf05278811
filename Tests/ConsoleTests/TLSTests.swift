import ControlRoom
import Disk
import Foundation
import NIOCore
import Testing

@testable import Console

/// The encrypted listener, tried with OpenSSL.
@Suite(.serialized)
struct TLSTests {
    /// A certificate for two names, in a folder of its own.
    private static func withCertificate(
        _ kind: [String] = ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"],
        _ body: (Console.Listener.Certificate) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "tls-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let made = try await openssl(
            ["req", "-x509", "-nodes", "-days", "2", "-subj", "/CN=rko.example", "-keyout", "\(folder)/key.pem"]
                + ["-out", "\(folder)/chain.pem", "-addext", "subjectAltName=DNS:rko.example,IP:127.0.0.1", "-newkey"]
                + kind, saying: "")
        #expect(made.contains("-----") || FileManager.default.fileExists(atPath: "\(folder)/chain.pem"), "\(made)")
        chmod("\(folder)/key.pem", 0o600)
        try await body(Console.Listener.Certificate(chain: "\(folder)/chain.pem", key: "\(folder)/key.pem"))
    }

    /// What OpenSSL prints, both streams, while it is told a text.
    private static func openssl(_ arguments: [String], saying text: String) async throws -> String {
        try await OffPool.run {
            let (process, input, output) = (Process(), Pipe(), Pipe())
            process.executableURL = URL(fileURLWithPath: "/usr/bin/timeout")
            process.arguments = ["10", "openssl"] + arguments
            (process.standardInput, process.standardOutput, process.standardError) = (input, output, output)
            try process.run()
            try input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
            try input.fileHandleForWriting.close()
            let said = try output.fileHandleForReading.readToEnd() ?? Data()
            process.waitUntilExit()
            return String(decoding: said, as: UTF8.self)
        }
    }

    private static func handshake(_ port: Int, _ arguments: [String]) async throws -> String {
        try await openssl(["s_client", "-connect", "127.0.0.1:\(port)", "-brief"] + arguments, saying: "")
    }

    static let keys = [["ec", "-pkeyopt", "ec_paramgen_curve:P-256"], ["rsa:2048"]]

    @Test("TLS 1.2 and 1.3 with AEAD suites are spoken; older versions and CBC suites are not", arguments: keys)
    func versions(kind: [String]) async throws {
        try await Self.withCertificate(kind) { certificate in
            let listener = Console.Listener(host: "127.0.0.1", port: 0, tls: certificate)
            try await House.serve(listener: listener) { _, port in
                let weak = "ALL:@SECLEVEL=0"
                for arguments in [["-tls1", "-cipher", weak], ["-tls1_1", "-cipher", weak]] {
                    let said = try await Self.handshake(port, arguments)
                    #expect(!said.contains("CONNECTION ESTABLISHED"), "\(arguments): \(said)")
                }
                let old = [
                    "ECDHE-ECDSA-AES128-SHA", "ECDHE-RSA-AES128-SHA", "ECDHE-ECDSA-AES256-SHA384",
                    "ECDHE-RSA-AES256-SHA384", "AES128-SHA", "AES128-GCM-SHA256", "AES256-GCM-SHA384",
                ]
                for suite in old {
                    let said = try await Self.handshake(port, ["-tls1_2", "-cipher", "\(suite):@SECLEVEL=0"])
                    #expect(!said.contains("CONNECTION ESTABLISHED"), "\(suite): \(said)")
                }
                let name = kind[0] == "ec" ? "ECDSA" : "RSA"
                for suite in ["AES128-GCM-SHA256", "AES256-GCM-SHA384", "CHACHA20-POLY1305"] {
                    let said = try await Self.handshake(port, ["-tls1_2", "-cipher", "ECDHE-\(name)-\(suite)"])
                    #expect(said.contains("Protocol version: TLSv1.2"), "\(suite): \(said)")
                }
                for suite in ["TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"] {
                    let said = try await Self.handshake(port, ["-tls1_3", "-ciphersuites", suite])
                    #expect(said.contains("Protocol version: TLSv1.3"), "\(suite): \(said)")
                }
            }
        }
    }

    @Test("A page over TLS says that there is no other way, and the certificate's names are answered")
    func headers() async throws {
        try await Self.withCertificate { certificate in
            #expect(certificate.names == ["rko.example", "127.0.0.1"])
            let listener = Console.Listener(host: "127.0.0.1", port: 0, tls: certificate)
            try await House.serve(listener: listener) { _, port in
                func get(_ host: String) async throws -> String {
                    try await Self.openssl(
                        ["s_client", "-connect", "127.0.0.1:\(port)", "-quiet", "-ign_eof"],
                        saying: "GET /health HTTP/1.1\r\nHost: \(host)\r\nConnection: close\r\n\r\n")
                }
                let answer = try await get("rko.example")
                #expect(answer.contains("HTTP/1.1 204"), "\(answer)")
                #expect(answer.contains("Strict-Transport-Security: max-age=31536000"), "\(answer)")
                #expect(try await get("evil.example").contains("HTTP/1.1 421"))
            }
        }
    }

    @Test("Half a handshake does not stay open")
    func halfHandshake() async throws {
        try await Self.withCertificate { certificate in
            var limits = ConnectionLimits(doorstep: 8, guests: 2, known: 8)
            limits.head = .milliseconds(200)
            let listener = Console.Listener(host: "127.0.0.1", port: 0, tls: certificate)
            try await House.serve(limits, listener: listener) { _, port in
                let half = try RawConnection(port: port)
                half.send("\u{16}\u{03}\u{01}")
                #expect(try await half.hear() == "")
            }
        }
    }

    @Test(
        "A key that others may read or change stops the start, with the file and the remedy",
        arguments: [0o644, 0o604, 0o660, 0o620, 0o666])
    func looseKey(mode: mode_t) async throws {
        try await Self.withCertificate { certificate in
            chmod(certificate.key, mode)
            #expect(throws: Console.Failure.looseKey(certificate.key, mode: mode)) { try certificate.configuration() }
            let text = Console.Failure.looseKey(certificate.key, mode: mode).description
            #expect(text.contains("0\(String(mode, radix: 8))") && text.contains("chmod 600 \(certificate.key)"))
            for tight in [0o600, 0o400] as [mode_t] {
                chmod(certificate.key, tight)
                _ = try certificate.configuration()
            }
            chmod(certificate.key, 0o640)
            if getuid() == 0 {
                _ = try certificate.configuration()
                chown(certificate.key, 1, 1)
                #expect(throws: Console.Failure.looseKey(certificate.key, mode: 0o640)) {
                    try certificate.configuration()
                }
            }
        }
    }
}
