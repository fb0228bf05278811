import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import NIOFoundationEssentialsCompat
import Synchronization
import Testing

/// A value in JSON, as a stranger's program reads it.
indirect enum JSON: Decodable, Hashable, Sendable {
    case null
    case flag(Bool)
    case number(Double)
    case text(String)
    case list([JSON])
    case row([String: JSON])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let list = try? container.decode([JSON].self) {
            self = .list(list)
        } else {
            self = .row(try container.decode([String: JSON].self))
        }
    }

    subscript(name: String) -> JSON? { row?[name] }
    var row: [String: JSON]? { if case .row(let row) = self { row } else { nil } }
    var list: [JSON]? { if case .list(let list) = self { list } else { nil } }
    var text: String? { if case .text(let text) = self { text } else { nil } }
    var number: Double? { if case .number(let number) = self { number } else { nil } }
}

/// Holds real answers against the description of the API: every property has to be described, with the kind it has.
struct SchemaFit: Sendable {
    let document: JSON

    private static let kept = Mutex<SchemaFit?>(nil)

    /// The description as a service gives it, read once, from one that no test is about.
    static func read() async throws -> SchemaFit {
        if let known = kept.withLock({ $0 }) { return known }
        try await House.open { _, client in
            let answer = try await client.execute(uri: "/openapi.json", method: .get, headers: [:], body: nil)
            let document = try JSONDecoder().decode(JSON.self, from: Data(buffer: answer.body))
            kept.withLock { $0 = SchemaFit(document: document) }
        }
        return try #require(kept.withLock { $0 })
    }

    /// What in an answer is not as described; nothing for what is no call of the API.
    func problems(_ method: HTTPRequest.Method, _ uri: String, _ answer: TestResponse) throws -> [String] {
        let path = uri.prefix { $0 != "?" }
        guard answer.headers[.contentType]?.hasPrefix("application/json") == true,
            let call = call(method.rawValue.lowercased(), path.split(separator: "/"))
        else { return [] }
        let status = "\(answer.status.code)"
        guard let described = call["responses"]?[status] else { return ["\(status) is not described"] }
        guard let schema = described["content"]?["application/json"]?["schema"] else {
            return ["\(status) has no JSON"]
        }
        return problems(try JSONDecoder().decode(JSON.self, from: Data(buffer: answer.body)), schema, "")
    }

    private func call(_ method: String, _ parts: [Substring]) -> JSON? {
        let paths = document["paths"]?.row ?? [:]
        let fitting = paths.filter { pattern, _ in
            let names = pattern.split(separator: "/")
            return names.count == parts.count && zip(names, parts).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
        }
        // The one with the fewest parameters is the router's choice.
        return fitting.sorted { $0.key.count { $0 == "{" } < $1.key.count { $0 == "{" } }
            .compactMap { $0.value[method] }.first
    }

    func problems(_ value: JSON, _ schema: JSON, _ place: String) -> [String] {
        if let name = schema["$ref"]?.text?.split(separator: "/").last {
            guard let known = document["components"]?["schemas"]?[String(name)] else { return ["\(place): no \(name)"] }
            return problems(value, known, place)
        }
        if let choices = schema["anyOf"]?.list {
            let each = choices.map { problems(value, $0, place) }
            return each.contains([]) ? [] : each.first ?? ["\(place): no choices"]
        }
        switch (schema["type"]?.text, value) {
        case ("object", .row(let row)): return problems(row, schema, place)
        case ("array", .list(let list)):
            guard let items = schema["items"] else { return ["\(place): a list of anything"] }
            return list.enumerated().flatMap { problems($1, items, "\(place)[\($0)]") }
        case ("string", .text(let text)): return fits(text, schema) ? [] : ["\(place): \"\(text)\" is not \(schema)"]
        case ("boolean", .flag), ("number", .number): return []
        case ("integer", .number(let number)):
            let range = (schema["minimum"]?.number ?? -.infinity)...(schema["maximum"]?.number ?? .infinity)
            return range.contains(number) && number == number.rounded()
                ? [] : ["\(place): \(number) is not in \(range)"]
        case (let kind, _): return ["\(place): \(value) is no \(kind ?? "kind")"]
        }
    }

    private func problems(_ row: [String: JSON], _ schema: JSON, _ place: String) -> [String] {
        let known = schema["properties"]?.row ?? [:]
        let missing = (schema["required"]?.list ?? []).compactMap(\.text).filter { row[$0] == nil }
        return missing.map { "\(place).\($0) is missing" }
            + row.flatMap { name, value -> [String] in
                if let property = known[name] { return problems(value, property, "\(place).\(name)") }
                guard let others = schema["additionalProperties"], others.row != nil else {
                    return ["\(place).\(name) is not described"]
                }
                return problems(value, others, "\(place).\(name)")
                    + (schema["propertyNames"].map { problems(.text(name), $0, "\(place).\(name)") } ?? [])
            }
    }

    private func fits(_ text: String, _ schema: JSON) -> Bool {
        if let words = schema["enum"]?.list, !words.contains(.text(text)) { return false }
        if let longest = schema["maxLength"]?.number, text.unicodeScalars.count > Int(longest) { return false }
        guard let pattern = schema["pattern"]?.text else { return true }
        return text.range(of: pattern, options: .regularExpression) != nil
    }
}
