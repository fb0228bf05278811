import Calls

/// A call as its description tells it: all of its value, and the types of what it takes and gives.
struct DescribedCall: Sendable {
    let method: Calls.Method
    /// `/api/meetings/{meeting}/acts`.
    let path: String
    let asker: Asker
    let summary: String
    let takes: [String]
    let largest: Int
    let gives: String
    let status: Int
    let parameters: [CallParameter]
    /// The names of the path's parameters, in their order.
    let names: [String]
    let body: Any.Type
    let answer: Any.Type

    init<Body, Answer>(_ call: Call<Body, Answer>) {
        let parts = call.path.split(separator: "/").map { part -> String in
            part == "**" ? "{file}" : part.hasPrefix(":") ? "{\(part.dropFirst())}" : String(part)
        }
        path = "/" + parts.joined(separator: "/")
        names = call.names + (call.path.hasSuffix("**") ? ["file"] : [])
        (method, asker, summary) = (call.method, call.asker, call.summary)
        (takes, largest, gives, status) = (call.takes, call.largest, call.gives, call.status)
        (parameters, body, answer) = (call.parameters, Body.self, Answer.self)
    }

    /// `postMeetingsMeetingActs`.
    var name: String {
        let words = path.split(separator: "/").dropFirst().map { $0.filter(\.isLetter) }.map {
            $0.prefix(1).uppercased() + $0.dropFirst()
        }
        return method.rawValue.lowercased() + words.joined()
    }
}
