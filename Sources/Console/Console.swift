package import ControlRoom
package import Hummingbird
import HummingbirdCore
import HummingbirdTLS
package import Logging
import NIOCore
import ServiceLifecycle

/// The service's HTTP side: routes, pages, live updates; no rule of its own.
package struct Console: Sendable {
    private let control: ControlRoom
    private let logger: Logger
    private let gate: ConnectionGate
    private let rates: RateBook
    private let bodies: BodyMemory

    /// `now` tells seconds from any beginning, by which rates are counted.
    package init(
        _ control: ControlRoom, logger: Logger, connections: ConnectionLimits = .ofThisProcess(),
        rates: Rates = Rates(), bodies: BodyShares = BodyShares(), now: @escaping @Sendable () -> Double = Self.uptime
    ) {
        (self.control, self.logger) = (control, logger)
        gate = ConnectionGate(connections)
        self.rates = RateBook(rates, now: now)
        self.bodies = BodyMemory(bodies)
    }

    /// Seconds since the machine started.
    @Sendable package static func uptime() -> Double { Double(NIODeadline.now().uptimeNanoseconds) / 1e9 }

    /// Every route, for the server and for tests: whether everybody sees the wall, and whether all goes over TLS.
    package func router(
        isOpen: Bool, isSecure: Bool = false, names: HostNames = HostNames()
    ) throws -> Router<ConsoleContext> {
        let cookie = SignInCookie(isSecure: isSecure)
        let router = Router(context: ConsoleContext.self)
        router.add(middleware: HeaderMiddleware(isSecure: isSecure))
        router.add(middleware: ErrorMiddleware())
        router.add(middleware: HostMiddleware(names: names))
        router.add(middleware: CallerMiddleware(control: control, cookie: cookie))
        router.add(middleware: PaceMiddleware(gate: gate, rates: rates, bodies: bodies))
        router.add(middleware: DenialMiddleware(control: control))
        try WallRoutes(control: control, isOpen: isOpen, cookie: cookie).add(to: router)
        RoomRoutes(control: control).add(to: router)
        PeopleRoutes(control: control).add(to: router)
        SessionRoutes(control: control, cookie: cookie).add(to: router)
        try PasswordRoutes(control: control).add(to: router)
        MeetingRoutes(control: control).add(to: router)
        CaseRoutes(control: control).add(to: router)
        DocumentRoutes(control: control).add(to: router)
        FileRoutes(control: control).add(to: router)
        ProcedureRoutes(control: control).add(to: router)
        CalendarRoutes(control: control).add(to: router)
        WorkRoutes(control: control).add(to: router)
        EvidenceRoutes(control: control).add(to: router)
        router.add(middleware: MethodMiddleware(router))
        return router
    }

    /// Serves until the task is cancelled or the process is told to end; `onListening` hears the port that is open.
    package func run(_ listener: Listener, onListening: @escaping @Sendable (Int) async -> Void) async throws {
        guard listener.isLoopback || listener.tls != nil else { throw Failure.plainBeyondLoopback(listener.host) }
        let application = Application(
            router: try router(
                isOpen: listener.isLoopback, isSecure: listener.tls != nil, names: HostNames(listener)),
            server: try server(listener),
            configuration: .init(
                address: .hostname(listener.host, port: listener.port), serverName: "rljj", reuseAddress: true),
            onServerRunning: { channel in
                await Self.outliveAccepting(channel)
                await onListening(channel.localAddress?.port ?? listener.port)
            },
            logger: logger)
        try await application.runService()
    }

    /// A connection that cannot be accepted, for want of descriptors, must not end the service: it tries again after a
    /// second.
    private static func outliveAccepting(_ channel: any Channel) async {
        try? await channel.eventLoop.submit {
            try channel.pipeline.syncOperations.addHandler(
                AcceptBackoffHandler(shouldForwardIOErrorCaught: false), position: .first)
        }.get()
    }

    private func server(_ listener: Listener) throws -> HTTPServerBuilder {
        let (gate, isSecure) = (gate, listener.tls != nil)
        let plain = HTTPServerBuilder.http1(
            configuration: .init(
                additionalChannelHandlers: [ConnectionWatch(gate, isSecure: isSecure)],
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: Self.largestHeaders, maxHeaderListSize: Self.largestHeaders,
                    maxHeaderFieldCount: 100)))
        guard let tls = listener.tls else { return plain }
        let configuration = try tls.configuration()
        do {
            return try .tls(plain, tlsConfiguration: configuration)
        } catch {
            throw Failure.certificate("\(error)")
        }
    }

    /// All headers of a request, in bytes; a browser's have one or two thousand.
    private static let largestHeaders = 16 << 10
}
