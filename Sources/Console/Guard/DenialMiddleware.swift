import ControlRoom
import Hummingbird

/// Has the audit keep what signed-in people are denied; the refusals of acts keep themselves.
struct DenialMiddleware: RouterMiddleware {
    let control: ControlRoom

    func handle(
        _ request: Request, context: ConsoleContext, next: (Request, ConsoleContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let rejection as Rejection where rejection == .forbidden || rejection == .noPost {
            if let person = context.caller.person {
                try await control.audits.noteDenied(
                    "\(request.method) \(request.uri.path)", to: person, at: context.peer)
            }
            throw rejection
        }
    }
}
