import AsyncAlgorithms
import BoundedProcess
import ControlRoom
import Foundation
import HTTPTypes
import Hummingbird
import Meetings
import Mustache
import NIOCore
import Offices

/// What the wall's template is given.
private struct WallPage {
    let person: String
    let signedIn: Bool
}

/// What the sign-in's template is given.
private struct SignInPage {
    let failed: Bool
}

/// The pages: the wall and the sign-in.
///
/// On a loopback listener the wall is for everybody at this machine, as a monitor on the wall of the control room is; on
/// any other listener, and behind a proxy, it asks for a sign-in (`ForwardingMiddleware`). It never takes an act.
struct WallRoutes {
    let control: ControlRoom
    let wall: MustacheTemplate
    let signIn: MustacheTemplate

    init(control: ControlRoom) throws {
        self.control = control
        wall = try MustacheTemplate(string: String(decoding: PackageResources.wall_mustache, as: UTF8.self))
        signIn = try MustacheTemplate(string: String(decoding: PackageResources.sign_in_mustache, as: UTF8.self))
    }

    func add(to router: Router<ConsoleContext>) {
        router.get("/", use: page)
        router.get("/events", use: events)
        router.get("/rooms/:room/picture", use: picture)
        router.get("/masuk", use: signInPage)
        router.post("/masuk", use: enter)
        router.post("/keluar", use: leave)
        router.get("/console.css") { _, _ in Self.fixed(PackageResources.console_css, "text/css; charset=utf-8") }
        router.get("/console.js") { _, _ in Self.fixed(PackageResources.console_js, "text/javascript; charset=utf-8") }
        router.get("/favicon.ico") { _, _ in Response(status: .noContent) }
        router.get("/health", use: health)
    }

    /// 204 while acts are kept; 503 with the reason while they are not, so that whatever watches the service sees it.
    @Sendable private func health(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        let keeping = control.keeping
        guard let message = keeping.message, let english = keeping.english else { return Response(status: .noContent) }
        return Response(
            status: .serviceUnavailable,
            headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: "\(message)\n\(english)\n")))
    }

    @Sendable private func page(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        if !context.seesWall, context.caller.person == nil { return Self.redirect(to: "masuk") }
        try admit(context)
        let name = context.caller.person?.name
        return Self.html(wall.render(WallPage(person: name ?? "", signedIn: name != nil)))
    }

    @Sendable private func events(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        try admit(context)
        let (control, isOpen, caller) = (control, context.seesWall, context.caller)
        // At most four pictures of the state a second, however much happens; a slow page skips the ones in between.
        let changes = control.news.listen()._throttle(for: .milliseconds(250))
        return EventStream.response(
            changes.compactMap { _ -> EventStream.Event? in
                guard let data = try? JSONEncoder().encode(await Self.view(of: control)) else { return nil }
                return EventStream.Event(id: nil, name: "wall", data: Array(data))
            }
        ) {
            guard !isOpen, let person = caller.person, let proof = caller.proof else { return isOpen }
            return await control.accounts.mayGoOn(person.id, by: proof)
        }
    }

    private static func view(of control: ControlRoom) async -> WallView {
        let (pulses, previews) = await control.senses()
        return WallView(
            meeting: try? await control.foremostMeeting(), directory: control.directory, now: control.clock(),
            steady: control.steady(), pulses: pulses, previews: previews, holders: await control.holders(),
            keeping: control.keeping, confinement: await Confinement.inForce(),
            workSetAside: await control.workSetAside(), clockStep: await control.recentClockStep(),
            alarms: WallAlarms.lines(
                await control.machines(), setBack: await control.setBack, now: control.clock()))
    }

    @Sendable private func picture(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        try admit(context)
        let room = try context.parameter("room", RoomID.self)
        guard let preview = await control.preview(of: room) else { throw Rejection.notFound("picture") }
        return Response(
            status: .ok, headers: [.contentType: "image/jpeg", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(bytes: preview.picture)))
    }

    @Sendable private func signInPage(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        Self.html(signIn.render(SignInPage(failed: false)))
    }

    /// Opens a session by a personal token, which itself never becomes a cookie: leaving ends the session alone.
    @Sendable private func enter(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        // Another site must not sign a browser in as somebody else.
        if let refusal = request.otherPage { throw refusal }
        let body = String(decoding: try await request.bytes(atMost: 4096), as: UTF8.self)
        let token = body.hasPrefix("token=") ? String(body.dropFirst("token=".count)) : ""
        guard let signedIn = try await control.accounts.signIn(bearing: token, from: SignInOrigin(request, context))
        else {
            return Self.html(signIn.render(SignInPage(failed: true)), status: .unauthorized)
        }
        var response = Self.redirect(to: "./")
        response.headers[.setCookie] = context.cookie.header(signedIn.text, seconds: Int(Session.longest))
        return response
    }

    @Sendable private func leave(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        // Another site must not sign anybody out either.
        if let refusal = request.otherPage { throw refusal }
        if let token = request.cookies[context.cookie.name]?.value {
            try await control.accounts.endSession(bearing: token, at: context.peer)
        }
        var response = Self.redirect(to: "masuk")
        response.headers[.setCookie] = context.cookie.header("", seconds: 0)
        return response
    }

    /// Lets nobody but this machine itself, or a person with a post in force, see the wall.
    private func admit(_ context: ConsoleContext) throws(Rejection) {
        if !context.seesWall { _ = try context.person() }
    }

    /// Relative, as every link of a page: a proxy may have the service below a path of its own.
    private static func redirect(to path: String) -> Response {
        Response(status: .seeOther, headers: [.location: path])
    }

    private static func html(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }

    private static func fixed(_ bytes: [UInt8], _ type: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: type, .cacheControl: "no-cache"],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
