import Calls
import HTTPTypes
import Hummingbird

/// Takes up the calls of every area: what is served below `/api` and what `/openapi.json` describes are this one list.
struct CallBook {
    /// For pages, which are no calls.
    let router: Router<ConsoleContext>
    /// Every call taken up, in the order of the areas.
    private(set) var calls: [DescribedCall] = []

    private let keeper: @Sendable (ConsoleContext) throws -> Void

    /// - Parameter keeper: throws unless a request is by somebody who tends the service's own work.
    init(_ router: Router<ConsoleContext>, keeper: @escaping @Sendable (ConsoleContext) throws -> Void) {
        (self.router, self.keeper) = (router, keeper)
    }

    /// Serves a call with its answer in JSON.
    mutating func on<Body, Answer: Codable>(
        _ call: Call<Body, Answer>, use answer: @escaping @Sendable (Asked<Body>) async throws -> Answer
    ) {
        on(call) { Reply(try await answer($0)) }
    }

    /// Serves a call with its answer in JSON, with headers of its own.
    mutating func on<Body, Answer: Codable>(
        _ call: Call<Body, Answer>, use answer: @escaping @Sendable (Asked<Body>) async throws -> Reply<Answer>
    ) {
        let status = HTTPResponse.Status(code: call.status)
        take(call) { asked in
            let reply = try await answer(asked)
            var response = try Response.json(reply.answer, status: status)
            response.headers.append(contentsOf: reply.headers)
            return response
        }
    }

    /// Serves a call that answers with nothing but that it was done.
    mutating func on<Body>(
        _ call: Call<Body, Nothing>, use answer: @escaping @Sendable (Asked<Body>) async throws -> HTTPFields
    ) {
        let status = HTTPResponse.Status(code: call.status)
        take(call) { Response(status: status, headers: try await answer($0)) }
    }

    /// Serves a call that answers with a file.
    mutating func on<Body>(
        _ call: Call<Body, File>, use answer: @escaping @Sendable (Asked<Body>) async throws -> Response
    ) {
        take(call, answer)
    }

    /// Serves a call that answers with events.
    mutating func on<Body, Event>(
        _ call: Call<Body, Events<Event>>, use answer: @escaping @Sendable (Asked<Body>) async throws -> Response
    ) {
        take(call, answer)
    }

    private mutating func take<Body, Answer>(
        _ call: Call<Body, Answer>, _ answer: @escaping @Sendable (Asked<Body>) async throws -> Response
    ) {
        calls.append(DescribedCall(call))
        let (keeper, asker, largest) = (keeper, call.asker, call.largest)
        router.on(RouterPath(call.path), method: .init(call.method)) { request, context in
            try context.prove(asker, keeper: keeper)
            return try await answer(Asked(request: request, context: context, largest: largest))
        }
    }
}

/// An answer with headers beside those that every answer has.
struct Reply<Answer: Sendable>: Sendable {
    let answer: Answer
    var headers: HTTPFields

    init(_ answer: Answer, headers: HTTPFields = [:]) { (self.answer, self.headers) = (answer, headers) }
}

extension ConsoleContext {
    /// Lets a request through that proves to be by whom its call is for, before anything of it is read.
    fileprivate func prove(_ asker: Asker, keeper: (ConsoleContext) throws -> Void) throws {
        switch asker {
        case .guest: break
        case .account: _ = try anybody()
        case .person: _ = try person()
        case .keeper: try keeper(self)
        case .room: _ = try room()
        }
    }
}

extension HTTPRequest.Method {
    fileprivate init(_ method: Calls.Method) {
        self =
            switch method {
            case .get: .get
            case .post: .post
            case .put: .put
            case .delete: .delete
            }
    }
}
