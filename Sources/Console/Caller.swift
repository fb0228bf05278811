import ControlRoom
import Foundation
import HTTPTypes
package import Hummingbird
import NIOCore
import Offices

/// Who makes a request, as far as the request proves it.
struct Caller: Sendable {
    /// A person with a token, by bearer or by the sign-in cookie.
    var person: Person?
    /// The room of the path, by its secret.
    var room: RoomID?
    /// By which token or session the person was known.
    var proof: Accounts.Proof?
    /// Set when a cookie came that counts for nothing, since a page of another site sent it.
    var otherPage: Rejection?

    /// Who holds the connection, as far as that is proved.
    var holder: Holder? { person.map { .person($0.id) } ?? room.map { .room($0) } }
}

/// The context of one request.
package struct ConsoleContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    var caller = Caller()
    /// The address of this machine at which the request arrived; `nil` without a socket.
    let arrivedAt: String?
    /// The address from which it came, as far as one customer has it; `nil` without a socket.
    var address: String?
    /// The same, as limits and audit of sign-ins tell callers apart; behind a proxy, as the proxy tells it.
    var peer: PeerAddress
    /// The other end of the connection is this machine itself, a proxy perhaps.
    let isFromHere: Bool
    /// Browsers see TLS, by ourselves or by the proxy before us.
    var isSecure = false
    /// The wall may be read without a sign-in, as by a monitor at this machine.
    var seesWall = false
    let connection: ConnectionGate.ID

    package init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        arrivedAt = source.channel.localAddress?.ipAddress
        address = source.channel.remoteAddress.flatMap(Self.customer)
        peer = source.channel.remoteAddress?.ipAddress.flatMap { PeerAddress($0) } ?? .unknown
        connection = ConnectionGate.ID(source.channel)
        isFromHere = source.channel.remoteAddress?.ipAddress.map { $0 == "::1" || $0.hasPrefix("127.") } ?? false
    }

    /// The cookie that signs this browser in.
    var cookie: SignInCookie { SignInCookie(isSecure: isSecure) }

    /// An IPv4 address whole, of an IPv6 address the first 64 bits.
    private static func customer(_ address: SocketAddress) -> String? {
        switch address {
        case .v6(let address):
            withUnsafeBytes(of: address.address.sin6_addr) { bytes in
                // An IPv4 address in the clothes of IPv6 (RFC 4291, 2.5.5.2).
                let isMapped = bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10] == 0xff && bytes[11] == 0xff
                return (isMapped ? bytes.suffix(4) : bytes.prefix(8)).map { String($0, radix: 16) }.joined(
                    separator: ":")
            }
        case .v4: address.ipAddress
        case .unixDomainSocket: nil
        }
    }

    /// The person who acts or reads, with a post in force, or a refusal: everything needs one.
    func person() throws(Rejection) -> Person {
        let person = try anybody()
        guard person.hasPost else { throw .noPost }
        return person
    }

    /// The person who sees and repeats the service's own work and chooses between machines, or a refusal.
    func keeper(at now: Moment) throws(Rejection) -> Person {
        let person = try person()
        guard person.mayTendWork(at: now) else { throw .forbidden }
        return person
    }

    /// Whoever is signed in, with a post in force or without: to see who one is, and to put away what one has.
    func anybody() throws(Rejection) -> Person {
        guard let person = caller.person else { throw caller.otherPage ?? .signIn }
        return person
    }

    /// The room of the path, when the secret is that room's.
    func room() throws(Rejection) -> RoomID {
        guard let own = caller.room else { throw Rejection.signIn }
        let room = try parameter("room", RoomID.self)
        guard own == room else { throw Rejection.signIn }
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

    func handle(
        _ request: Request, context: ConsoleContext, next: (Request, ConsoleContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        if let bearer = request.bearer {
            let found = await control.accounts.caller(bearing: bearer)
            context.caller = Caller(person: found?.person, proof: found?.proof)
            if found == nil, let room = context.parameters.get("room").flatMap({ RoomID($0) }),
                await control.admits(bearer, to: room)
            {
                context.caller.room = room
            }
        } else if let token = request.cookies[context.cookie.name]?.value {
            guard request.comesFromOwnPage else {
                context.caller.otherPage = request.otherPage
                return try await next(request, context)
            }
            // A cookie is a session's; a personal token is for programs, which say that they bear it.
            if let found = await control.accounts.caller(bearing: token), case .session = found.proof {
                context.caller = Caller(person: found.person, proof: found.proof)
            }
        }
        return try await next(request, context)
    }
}

extension Request {
    /// What the request says that it bears: a token, a session or a room's secret.
    var bearer: String? {
        let (header, scheme) = (headers[.authorization] ?? "", "Bearer ")
        return header.hasPrefix(scheme) ? String(header.dropFirst(scheme.count)) : nil
    }

    /// A cookie counts for reading, and for writing only from a page of this very service.
    fileprivate var comesFromOwnPage: Bool {
        if method == .get || method == .head { return true }
        return headers[.origin] != nil && otherPage == nil
    }

    /// The refusal, when a browser says that a page of another service sent it; programs say nothing.
    var otherPage: Rejection? {
        guard let origin = headers[.origin] else { return nil }
        let host = head.authority ?? ""
        if !host.isEmpty, ["http://\(host)", "https://\(host)"].contains(origin) { return nil }
        return .otherPage(Shown.line(origin, atMost: 120), host: Shown.line(host, atMost: 120))
    }
}
