import HTTPTypes
import Hummingbird

/// A page of a list, newest first, of what a person may read: `?limit=20&before=ID`.
///
/// The answer is an array; when there may be more, its `Link` header names the next page (RFC 8288).
struct Page<Answer: Encodable & Sendable>: Sendable {
    let answers: [Answer]
    /// The target of the next page; `nil` when this is the last.
    let next: String?

    /// How many a page has unless the request says otherwise, and at most.
    private static var limits: (usual: Int, most: Int) { (50, 200) }
    /// How many are looked at for one page, so that who may read little does not have everything read.
    private static var patience: Int { 1000 }

    /// Asks `list` for what comes before an id until the page is full or the list ends; what has no answer for the person
    /// is passed over.
    init<Item, ID: LosslessStringConvertible>(
        _ request: Request, id: (Item) -> ID, list: (ID?, Int) async throws -> [Item],
        answer: (Item) async throws -> Answer?
    ) async throws {
        let limit = try Self.limit(of: request)
        var before = try Self.before(of: request, ID.self)
        var (found, looked, isLast): ([Answer], Int, Bool) = ([], 0, false)
        while found.count < limit, looked < Self.patience, !isLast {
            let some = try await list(before, limit - found.count)
            for item in some {
                before = id(item)
                if let answer = try await answer(item) { found.append(answer) }
            }
            looked += some.count
            isLast = some.isEmpty
        }
        answers = found
        next = isLast ? nil : before.map { "\(request.uri.path)?limit=\(limit)&before=\($0)" }
    }

    func reply() -> Reply<[Answer]> {
        var reply = Reply(answers)
        if let next, let link = HTTPField.Name("Link") { reply.headers[link] = "<\(next)>; rel=\"next\"" }
        return reply
    }

    private static func limit(of request: Request) throws(Rejection) -> Int {
        guard let text = request.uri.queryParameters.get("limit") else { return limits.usual }
        guard let limit = Int(text), (1...limits.most).contains(limit) else {
            throw .body("limit: found “\(text.prefix(20))”; allowed: 1 to \(limits.most)")
        }
        return limit
    }

    private static func before<ID: LosslessStringConvertible>(
        of request: Request, _: ID.Type
    ) throws(Rejection) -> ID? {
        guard let text = request.uri.queryParameters.get("before") else { return nil }
        guard let id = ID(text) else {
            throw .body("before: found “\(text.prefix(40))”; allowed: the id of the last item of the page before")
        }
        return id
    }
}
