import Console
import Foundation

extension House {
    /// Runs a body with the console on a port of its own.
    static func serve(
        _ connections: ConnectionLimits = .ofThisProcess(), rates: Rates = Rates(),
        bodies: BodyShares = BodyShares(),
        listener: Console.Listener = Console.Listener(host: "127.0.0.1", port: 0),
        _ body: (House, Int) async throws -> Void
    ) async throws {
        try await House.with { house in
            let (ports, told) = AsyncStream<Int>.makeStream()
            let console = Console(house.control, logger: logger, connections: connections, rates: rates, bodies: bodies)
            let server = Task {
                defer { told.finish() }
                try await console.run(listener) { told.yield($0) }
            }
            do {
                guard let port = await ports.first(where: { _ in true }) else {
                    try await server.value
                    return
                }
                try await body(house, port)
                server.cancel()
                _ = await server.result
            } catch {
                server.cancel()
                _ = await server.result
                throw error
            }
        }
    }
}
