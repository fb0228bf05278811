import HTTPTypes
import Hummingbird

/// Headers that keep pages to what they are: own scripts and pictures only, never framed, no address told elsewhere,
/// and over TLS never again without it.
struct HeaderMiddleware: RouterMiddleware {
    private static let policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    /// A year, the least that counts (ASVS 5.0, 3.4.1).
    private static let transport = "max-age=31536000; includeSubDomains"

    func handle(
        _ request: Request, context: ConsoleContext, next: (Request, ConsoleContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        response.headers[.contentSecurityPolicy] = Self.policy
        response.headers[.xContentTypeOptions] = "nosniff"
        if context.isSecure { response.headers[.strictTransportSecurity] = Self.transport }
        // Not `no-referrer`: with it browsers say of our own forms that they come from «null».
        if let name = HTTPField.Name("Referrer-Policy") { response.headers[name] = "same-origin" }
        return response
    }
}
