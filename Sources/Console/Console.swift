package import ControlRoom
package import Hummingbird
import HummingbirdCore
import HummingbirdTLS
package import Logging
import NIOCore
import ServiceLifecycle
import UnixSignals

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

    /// Every route, for the server and for tests: whether everybody at this machine sees the wall, whether all goes over
    /// TLS, and whether a proxy on this machine is believed.
    package func router(
        isOpen: Bool, isSecure: Bool = false, names: HostNames = HostNames(), trustsProxy: Bool = false
    ) throws -> Router<ConsoleContext> {
        let router = Router(context: ConsoleContext.self)
        router.add(middleware: ForwardingMiddleware(isSecure: isSecure, isOpen: isOpen, trustsProxy: trustsProxy))
        router.add(middleware: HeaderMiddleware())
        router.add(middleware: ErrorMiddleware())
        router.add(middleware: HostMiddleware(names: names))
        router.add(middleware: CallerMiddleware(control: control))
        router.add(middleware: PaceMiddleware(gate: gate, rates: rates, bodies: bodies))
        router.add(middleware: DenialMiddleware(control: control))
        let control = control
        var book = CallBook(router) { _ = try $0.keeper(at: control.clock()) }
        try addAreas(to: &book)
        OpenAPI.add(book.calls, to: router)
        router.add(middleware: MethodMiddleware(router))
        return router
    }

    /// Every area with its calls and pages.
    private func addAreas(to book: inout CallBook) throws {
        SessionRoutes(control: control).add(to: &book)
        PeopleRoutes(control: control).add(to: &book)
        try PasswordRoutes(control: control).add(to: &book)
        CaseRoutes(control: control).add(to: &book)
        DocumentRoutes(control: control).add(to: &book)
        FileRoutes(control: control).add(to: &book)
        ProcedureRoutes(control: control).add(to: &book)
        CalendarRoutes(control: control).add(to: &book)
        MeetingRoutes(control: control).add(to: &book)
        EvidenceRoutes(control: control).add(to: &book)
        ScheduleRoutes(control: control).add(to: &book)
        WorkRoutes(control: control).add(to: &book)
        MachineRoutes(control: control).add(to: &book)
        RoomRoutes(control: control).add(to: &book)
        try WallRoutes(control: control).add(to: book.router)
    }

    /// Serves until the task is cancelled or the process is told to end by SIGTERM, SIGINT or SIGHUP; `onListening` hears
    /// the port that is open.
    ///
    /// Told to end, it accepts nobody more, finishes the answers that are under way for `farewell`, and cuts off the rest.
    package func run(_ listener: Listener, onListening: @escaping @Sendable (Int) async -> Void) async throws {
        try listener.check()
        let application = Application(
            router: try router(
                isOpen: listener.isLoopback && !listener.isBehindProxy, isSecure: listener.tls != nil,
                names: HostNames(listener), trustsProxy: listener.isBehindProxy),
            server: try server(listener),
            configuration: .init(
                address: .hostname(listener.host, port: listener.port), serverName: "rljj", reuseAddress: true),
            onServerRunning: { channel in
                await Self.outliveAccepting(channel)
                await onListening(channel.localAddress?.port ?? listener.port)
            },
            logger: logger)
        var group = ServiceGroupConfiguration(
            services: [Ending(application: application, gate: gate)],
            gracefulShutdownSignals: [.sigterm, .sigint, .sighup], logger: logger)
        group.maximumGracefulShutdownDuration = Self.farewell
        do {
            try await ServiceGroup(configuration: group).run()
        } catch is CancellationError {
            // Cut off at the end of the time; whoever cancelled the task itself knows.
        }
    }

    /// How long answers that are under way may take when the service ends: a converter that hangs must not hold it up.
    private static let farewell = Duration.seconds(2)

    /// The application, of which no connection is left when it is cut off.
    private struct Ending<Application: Service>: Service {
        let application: Application
        let gate: ConnectionGate

        func run() async throws {
            try await withTaskCancellationHandler {
                try await application.run()
            } onCancel: {
                gate.closeAll()
            }
        }
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
        let configuration = HTTP1Channel.Configuration(
            additionalChannelHandlers: [ConnectionWatch(gate, isSecure: isSecure)],
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: Self.largestHeaders, maxHeaderListSize: Self.largestHeaders,
                maxHeaderFieldCount: 100))
        let tls = try listener.tls?.configuration()
        return HTTPServerBuilder { responder in
            let plain = HTTP1Channel(responder: responder, configuration: configuration)
            guard let tls else { return ConnectionSetup(plain) }
            return ConnectionSetup(try TLSChannel(plain, tlsConfiguration: tls))
        }
    }

    /// All headers of a request, in bytes; a browser's have one or two thousand.
    private static let largestHeaders = 16 << 10
}
