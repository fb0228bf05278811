import HTTPTypes
import Hummingbird

/// Gives a connection to whoever proved to hold it, a seat to everybody else, and holds every caller to a rate.
struct PaceMiddleware: RouterMiddleware {
    let gate: ConnectionGate
    let rates: RateBook
    var bodies = BodyMemory()

    func handle(
        _ request: Request, context: ConsoleContext, next: (Request, ConsoleContext) async throws -> Response
    ) async throws -> Response {
        try await BodyLease.hold(in: bodies, for: context.caller.holder) {
            try await pace(request, context, next)
        }
    }

    private func pace(
        _ request: Request, _ context: ConsoleContext,
        _ next: (Request, ConsoleContext) async throws -> Response
    ) async throws -> Response {
        guard let holder = context.caller.holder else {
            if let address = context.address { try rates.count(.address(address)) }
            try gate.seat(context.connection)
            return try await next(request, context)
        }
        try gate.identify(context.connection, as: holder)
        try rates.count(.holder(holder))
        guard case .person = holder, request.method != .get, request.method != .head else {
            return try await next(request, context)
        }
        try rates.checkRefusals(of: holder)
        do {
            return try await next(request, context)
        } catch {
            if ErrorMiddleware.answer(to: error).0.kind == .clientError { rates.noteRefusal(of: holder) }
            throw error
        }
    }
}
