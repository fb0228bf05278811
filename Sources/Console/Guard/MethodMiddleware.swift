import HTTPTypes
import Hummingbird

/// Answers a method that a path does not have with 405 and the methods that it has (RFC 9110, 15.5.6).
///
/// Added after all routes, it is asked only when no route has answered.
struct MethodMiddleware: RouterMiddleware {
    typealias Context = ConsoleContext

    /// The methods of each path, the path as its parts: `{name}` stands for any part, `**` for all that is left.
    private let paths: [(parts: [Substring], methods: [String])]

    init(_ router: Router<ConsoleContext>) {
        let methods = Dictionary(grouping: router.routes) { $0.path.description }
        paths = methods.map { path, routes in
            (Self.parts(of: path[...]), Set(routes.map(\.method.rawValue)).sorted())
        }
    }

    func handle(
        _ request: Request, context: ConsoleContext, next: (Request, ConsoleContext) async throws -> Response
    ) async throws -> Response {
        let parts = Self.parts(of: request.uri.path[...])
        let allowed = paths.filter { Self.matches($0.parts, parts) }.flatMap(\.methods)
        guard !allowed.isEmpty, !allowed.contains(request.method.rawValue) else {
            return try await next(request, context)
        }
        let list = Set(allowed).sorted().joined(separator: ", ")
        var response = try Response.json(
            ErrorAnswer(
                rule: "http", act: nil, message: "alamat ini hanya menerima \(list)", english: "allowed here: \(list)"),
            status: .methodNotAllowed)
        response.headers[.allow] = list
        return response
    }

    private static func parts(of path: Substring) -> [Substring] { path.split(separator: "/") }

    private static func matches(_ pattern: [Substring], _ parts: [Substring]) -> Bool {
        if pattern.last == "**" {
            let rest = pattern.count - 1
            return parts.count > rest && matches(Array(pattern.prefix(rest)), Array(parts.prefix(rest)))
        }
        return pattern.count == parts.count
            && zip(pattern, parts).allSatisfy { expected, found in expected.hasPrefix("{") || expected == found }
    }
}
