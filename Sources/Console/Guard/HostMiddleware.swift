import Hummingbird
import Offices

/// Answers nobody who asks for another host.
struct HostMiddleware: RouterMiddleware {
    let names: HostNames

    func handle(
        _ request: Request, context: ConsoleContext, next: (Request, ConsoleContext) async throws -> Response
    ) async throws -> Response {
        let came = request.head.authority ?? ""
        guard names.include(came, arrivedAt: context.arrivedAt) else {
            throw Rejection.host(Shown.line(came, atMost: 80), allowed: names.list)
        }
        return try await next(request, context)
    }
}
