import ControlRoom
import Foundation
import HTTPTypes
import Hummingbird

/// Finds out how a request reached us: from a person at this machine, or by a proxy for somebody anywhere.
struct ForwardingMiddleware: RouterMiddleware {
    /// We speak TLS ourselves.
    let isSecure: Bool
    /// The listener is for this machine alone.
    let isOpen: Bool
    /// A proxy on this machine says whose requests it passes on.
    let trustsProxy: Bool

    func handle(
        _ request: Request, context: ConsoleContext, next: (Request, ConsoleContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.isSecure = isSecure || (context.isFromHere && request.forwardedScheme == "https")
        context.seesWall =
            isOpen && !request.isForwarded && HostNames().include(request.head.authority ?? "", arrivedAt: nil)
        // Told by the machine itself alone: anybody else could make up another address with every request.
        if trustsProxy, context.isFromHere, let caller = request.forwardedFor, let peer = PeerAddress(caller) {
            (context.peer, context.address) = (peer, "\(peer)")
        }
        return try await next(request, context)
    }
}

extension Request {
    /// Headers that proxies add, and `Via` also by ourselves for HTTP/1.0, which proxies speak and browsers do not.
    private static let marks = [
        "Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP",
    ]
    .compactMap { HTTPField.Name($0) }

    /// Somebody passed it on for somebody else.
    fileprivate var isForwarded: Bool { Self.marks.contains { headers[$0] != nil } }

    /// The scheme in which the proxy was called, in lower case.
    fileprivate var forwardedScheme: String? {
        HTTPField.Name("X-Forwarded-Proto").flatMap { headers[$0] }?.lowercased()
    }

    /// The caller of the nearest proxy, which stands last.
    fileprivate var forwardedFor: String? {
        HTTPField.Name("X-Forwarded-For").flatMap { headers[$0] }?
            .split(separator: ",").last.map { $0.trimmingCharacters(in: .whitespaces) }
    }
}
