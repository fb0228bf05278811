/// One call of the API, said once: the service routes it, clients make it, and the description tells it.
///
/// A call says whose it is and what it brings and gives. Who may make it on which meeting or case is no part of it: that
/// the domain decides, when it sees who asks.
package struct Call<Body: Sendable, Answer: Sendable>: Sendable {
    package let method: Method
    /// `/api/meetings/:meeting/acts`: each parameter as `:name`; `**` at the end takes the rest of a path.
    package let path: String
    package let asker: Asker
    /// One line of English.
    package let summary: String
    /// The content types of the body; one of them.
    package let takes: [String]
    /// The most bytes of the body.
    package let largest: Int
    /// The content type of the answer.
    package let gives: String
    /// The status of an answer when it goes well.
    package let status: Int
    /// What stands in no path: parts of the query, and headers.
    package let parameters: [CallParameter]

    /// A call with bodies and answers in JSON, or without them.
    ///
    /// - Parameter status: 204 without an answer and 200 with one, unless it is said.
    /// - Parameter largest: a mebibyte for forms, unless it is said.
    package init(
        _ method: Method, _ path: String, by asker: Asker, _ summary: String,
        takes body: Body.Type = Nothing.self, as takes: [String] = ["application/json"], atMost largest: Int = 1 << 20,
        gives answer: Answer.Type = Nothing.self, typed gives: String = "application/json", status: Int? = nil,
        with parameters: [CallParameter] = []
    ) {
        (self.method, self.path, self.asker, self.summary) = (method, path, asker, summary)
        (self.takes, self.largest, self.gives, self.parameters) = (takes, largest, gives, parameters)
        self.status = status ?? (answer == Nothing.self ? 204 : 200)
    }

    /// The path with its parameters filled in, ready to be put behind the service's address.
    package func path(_ values: [String: String] = [:]) -> String {
        path.split(separator: "/").map { part in
            if part == "**" { return "/" + (values["**"] ?? "") }
            return "/" + (part.hasPrefix(":") ? values[String(part.dropFirst())] ?? "" : String(part))
        }.joined()
    }

    /// The names of the path's parameters, in their order.
    package var names: [String] {
        path.split(separator: "/").filter { $0.hasPrefix(":") }.map { String($0.dropFirst()) }
    }
}

/// What is done to what a path names.
package enum Method: String, Hashable, Sendable, CaseIterable {
    case get = "GET"
    case post = "POST"
    case put = "PUT"
    case delete = "DELETE"
}

/// Whose a call is. Each of them proves who it is before a body is read; what it may do is asked after that.
package enum Asker: Hashable, Sendable, CaseIterable {
    /// Anybody, with no proof of who it is.
    case guest
    /// Who is signed in, with a post in force or without.
    case account
    /// Who has a post in force.
    case person
    /// Who tends the service's own work.
    case keeper
    /// The room of the path, by its secret.
    case room
}
