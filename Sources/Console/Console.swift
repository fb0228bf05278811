package import ControlRoom
package import Hummingbird
import HummingbirdCore
import HummingbirdTLS
package import Logging
import NIOCore
import NIOSSL
import ServiceLifecycle

/// The service's HTTP side: routes, pages, live updates; no rule of its own.
package struct Console: Sendable {
    private let control: ControlRoom
    private let logger: Logger

    package init(_ control: ControlRoom, logger: Logger) { (self.control, self.logger) = (control, logger) }

    /// Where the console listens, and with which certificate.
    package struct Listener: Sendable {
        package var host: String
        /// 0 lets the system choose.
        package var port: Int
        package var tls: Certificate?

        package init(host: String, port: Int, tls: Certificate? = nil) {
            (self.host, self.port, self.tls) = (host, port, tls)
        }

        /// PEM files of a certificate chain and its key.
        package struct Certificate: Sendable {
            package var chain: String
            package var key: String

            package init(chain: String, key: String) { (self.chain, self.key) = (chain, key) }
        }

        /// Only this machine can reach it.
        package var isLoopback: Bool { host == "127.0.0.1" || host == "::1" || host == "localhost" }
    }

    /// Why the console does not start.
    package enum Failure: Error, Hashable, Sendable, CustomStringConvertible {
        case plainBeyondLoopback(String)
        case certificate(String)

        package var description: String {
            switch self {
            case .plainBeyondLoopback(let host):
                "listening on \(host) without TLS would send tokens in clear; give --tls-certificate and --tls-key, or 127.0.0.1"
            case .certificate(let text): "TLS certificate: \(text)"
            }
        }
    }

    /// Every route, for the server and for tests.
    package func router(isOpen: Bool) throws -> Router<ConsoleContext> {
        let router = Router(context: ConsoleContext.self)
        router.add(middleware: HeaderMiddleware())
        router.add(middleware: ErrorMiddleware())
        router.add(middleware: CallerMiddleware(control: control))
        try WallRoutes(control: control, isOpen: isOpen).add(to: router)
        RoomRoutes(control: control).add(to: router)
        PeopleRoutes(control: control).add(to: router)
        SessionRoutes(control: control, isOpen: isOpen).add(to: router)
        MeetingRoutes(control: control).add(to: router)
        CaseRoutes(control: control).add(to: router)
        DocumentRoutes(control: control).add(to: router)
        FileRoutes(control: control).add(to: router)
        ProcedureRoutes(control: control).add(to: router)
        CalendarRoutes(control: control).add(to: router)
        EvidenceRoutes(control: control).add(to: router)
        return router
    }

    /// Serves until the task is cancelled or the process is told to end; `onListening` hears the port that is open.
    package func run(_ listener: Listener, onListening: @escaping @Sendable (Int) async -> Void) async throws {
        guard listener.isLoopback || listener.tls != nil else { throw Failure.plainBeyondLoopback(listener.host) }
        let application = Application(
            router: try router(isOpen: listener.isLoopback),
            server: try server(listener),
            configuration: .init(
                address: .hostname(listener.host, port: listener.port), serverName: "rljj", reuseAddress: true),
            onServerRunning: { channel in await onListening(channel.localAddress?.port ?? listener.port) },
            logger: logger)
        try await application.runService()
    }

    private func server(_ listener: Listener) throws -> HTTPServerBuilder {
        guard let tls = listener.tls else { return .http1() }
        do {
            let chain = try NIOSSLCertificate.fromPEMFile(tls.chain).map { NIOSSLCertificateSource.certificate($0) }
            let key = try NIOSSLPrivateKey(file: tls.key, format: .pem)
            return try .tls(
                tlsConfiguration: .makeServerConfiguration(certificateChain: chain, privateKey: .privateKey(key)))
        } catch {
            throw Failure.certificate("\(error)")
        }
    }
}
