import HTTPTypes
import Hummingbird

/// A page of a list, newest first, of what a person may read: `?limit=20&before=ID`.
///
/// The answer is an array; when there may be more, its `Link` header names the next page (RFC 8288).
struct Page<Item: Sendable>: Sendable {
    let items: [Item]
    /// The target of the next page; `nil` when this is the last.
    let next: String?

    /// How many a page has unless the request says otherwise, and at most.
    private static var limits: (usual: Int, most: Int) { (50, 200) }
    /// How many are looked at for one page, so that who may read little does not have everything read.
    private static var patience: Int { 1000 }

    /// Asks `list` for what comes before an id until the page is full or the list ends.
    init<ID: LosslessStringConvertible & Equatable & Sendable>(
        _ request: Request, id: KeyPath<Item, ID>, list: (ID?, Int) async throws -> [Item],
        where mayRead: (Item) -> Bool
    ) async throws {
        let limit = try Self.limit(of: request)
        var before = try Self.before(of: request, ID.self)
        var (found, looked): ([Item], Int) = ([], 0)
        var isLast = false
        while found.count < limit, looked < Self.patience, !isLast {
            let some = try await list(before, limit)
            for item in some where found.count < limit {
                before = item[keyPath: id]
                looked += 1
                if mayRead(item) { found.append(item) }
            }
            isLast = some.count < limit && before == some.last?[keyPath: id] || some.isEmpty
        }
        items = found
        next = isLast ? nil : before.map { "\(request.uri.path)?limit=\(limit)&before=\($0)" }
    }

    /// The page with an answer for each item.
    func response(_ answer: (Item) -> some Encodable) throws -> Response { try linked(.json(items.map(answer))) }

    /// The page with some answers for each item.
    func response(each answers: (Item) -> [some Encodable]) throws -> Response {
        try linked(.json(items.flatMap(answers)))
    }

    private func linked(_ response: Response) -> Response {
        var response = response
        if let next, let link = HTTPField.Name("Link") { response.headers[link] = "<\(next)>; rel=\"next\"" }
        return response
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
