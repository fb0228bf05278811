import ControlRoom
import Foundation
import HTTPTypes
package import Hummingbird
import Offices

/// Who makes a request, as far as the request proves it.
struct Caller: Sendable {
    /// A person with a token, by bearer or by the sign-in cookie.
    var person: Person?
    /// A bearer that may be a room's secret; checked against the room in the path.
    var bearer: String?
    /// By which token or session the person was known.
    var proof: Accounts.Proof?
}

/// The context of one request.
package struct ConsoleContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    var caller = Caller()

    package init(source: ApplicationRequestContextSource) { coreContext = .init(source: source) }

    /// The person who acts, or a refusal: every act needs one.
    func person() throws(Rejection) -> Person {
        guard let person = caller.person else { throw .signIn }
        return person
    }

    /// The room of the path, when the secret is that room's.
    func room(_ control: ControlRoom) async throws -> RoomID {
        let room = try parameter("room", RoomID.self)
        guard let bearer = caller.bearer, await control.admits(bearer, to: room) else { throw Rejection.signIn }
        return room
    }

    /// A path parameter parsed into its type.
    func parameter<Value: LosslessStringConvertible>(_ name: String, _ type: Value.Type) throws(Rejection) -> Value {
        guard let text = parameters.get(name), let value = Value(text) else {
            throw .path(name, String(parameters.get(name)?.prefix(80) ?? ""))
        }
        return value
    }
}

/// Finds out who calls; decides nothing.
struct CallerMiddleware: RouterMiddleware {
    let control: ControlRoom
    static let cookie = "rljj"

    func handle(
        _ request: Request, context: ConsoleContext, next: (Request, ConsoleContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        let header = request.headers[.authorization]
        if let header, header.hasPrefix("Bearer ") {
            let bearer = String(header.dropFirst("Bearer ".count))
            let found = await control.caller(bearing: bearer)
            context.caller = Caller(person: found?.person, bearer: bearer, proof: found?.proof)
        } else if let token = request.cookies[Self.cookie]?.value, request.comesFromOwnPage {
            let found = await control.caller(bearing: token)
            context.caller = Caller(person: found?.person, proof: found?.proof)
        }
        return try await next(request, context)
    }
}

extension Request {
    /// A cookie counts for reading, and for writing only from a page of this very service.
    fileprivate var comesFromOwnPage: Bool {
        if method == .get || method == .head { return true }
        return headers[.origin] != nil && !comesFromOtherPage
    }

    /// A browser says that a page of another service sent it; programs say nothing.
    var comesFromOtherPage: Bool {
        guard let origin = headers[.origin] else { return false }
        guard let host = head.authority else { return true }
        return origin != "http://\(host)" && origin != "https://\(host)"
    }
}

extension CallerMiddleware {
    /// The cookie that signs a browser in: no script reads it, no other site sends it.
    static func cookie(_ token: String, seconds: Int, isOpen: Bool) -> String {
        "\(cookie)=\(token); HttpOnly; SameSite=Strict; Path=/; Max-Age=\(seconds)\(isOpen ? "" : "; Secure")"
    }
}
