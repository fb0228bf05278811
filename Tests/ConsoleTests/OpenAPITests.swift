import Console
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Offices
import Procedures
import SampleFilings
import Testing

/// The description of the API against the routes that there are.
struct OpenAPITests {
    @Test("Every route below /api is described, and nothing is described that is no route")
    func describesEveryRoute() async throws {
        try await House.open { house, client in
            let answer = try await client.json(.get, "/openapi.json")
            #expect(answer.status == .ok)
            let object = try JSONSerialization.jsonObject(with: Data(answer.text.utf8)) as? [String: Any]
            let paths = try #require(object?["paths"] as? [String: [String: Any]])
            let described = Set(paths.flatMap { path, calls in calls.keys.map { "\($0) \(path)" } })
            let routes = try house.console.router(isOpen: true).routes.filter {
                $0.path.description.hasPrefix("/api/")
            }
            let real = Set(
                routes.map { route in
                    let parts = route.path.description.split(separator: "/").map { part -> String in
                        if part == "**" { return "{file}" }
                        return part.hasPrefix(":") ? "{\(part.dropFirst())}" : String(part)
                    }
                    return "\(route.method.rawValue.lowercased()) /\(parts.joined(separator: "/"))"
                })
            #expect(described.symmetricDifference(real).sorted() == [])
        }
    }

    @Test("Every reference inside the description leads to a schema")
    func references() async throws {
        try await House.open { _, client in
            let text = try await client.json(.get, "/openapi.json").text
            let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
            let components = object?["components"] as? [String: Any]
            let schemas = try #require(components?["schemas"] as? [String: Any])
            let names = text.matches(of: /"#\/components\/schemas\/([A-Za-z]+)"/).map { String($0.1) }
            #expect(names.count > 50)
            for name in Set(names) { #expect(schemas[name] != nil, "\(name)") }
        }
    }

    @Test("Every body and every answer has a full schema: none takes anything, none is an object of no properties")
    func fullSchemas() async throws {
        let document = try await SchemaFit.read().document
        let calls = try #require(document["paths"]?.row).flatMap { path, calls in
            (calls.row ?? [:]).map { ("\($0) \(path)", $1) }
        }
        for (name, call) in calls {
            var bearers = Array((call["responses"]?.row ?? [:]).values)
            if let body = call["requestBody"] { bearers.append(body) }
            for (media, content) in bearers.flatMap({ $0["content"]?.row ?? [:] }) {
                let schema = try #require(content["schema"], "\(name) \(media)")
                #expect(gaps(schema, "\(name) \(media)") == [])
            }
        }
        for (name, schema) in document["components"]?["schemas"]?.row ?? [:] { #expect(gaps(schema, name) == []) }
    }

    /// Where a schema says nothing of what stands there.
    private func gaps(_ schema: JSON, _ place: String) -> [String] {
        if schema["$ref"] != nil { return [] }
        if let choices = schema["anyOf"]?.list { return choices.flatMap { gaps($0, place) } }
        switch schema["type"]?.text {
        case "object":
            let (properties, others) = (schema["properties"]?.row ?? [:], schema["additionalProperties"])
            if others == .flag(true) || (properties.isEmpty && others == nil) { return ["\(place): anything"] }
            return properties.flatMap { gaps($1, "\(place).\($0)") } + (others?.row.map { gaps(.row($0), place) } ?? [])
        case "array": return schema["items"].map { gaps($0, "\(place)[]") } ?? ["\(place): a list of anything"]
        case "string", "integer", "number", "boolean": return []
        default: return ["\(place): of no kind"]
        }
    }

    @Test("Flowcharts come as SVG, of a procedure and of a running case")
    func flowcharts() async throws {
        try await Bureau.open { bureau, client in
            let officer = try bureau.token(.loSetdit)
            let plain = try await client.json(.get, "/api/procedures/p06/flowchart.svg", as: officer)
            #expect(plain.status == .ok && plain.text.hasPrefix("<"))
            let body = """
                {"procedure":"P01","office":"direktorat-pkp","subject":"Penerimaan turun","act":"P01.1/observe",
                "fields":\(try SampleFiling.json(.observation))}
                """
            let id = try #require(try await client.json(.post, "/api/cases", body, as: officer).field("id"))
            let lit = try await client.json(.get, "/api/cases/\(id)/flowchart.svg", as: officer)
            #expect(lit.status == .ok)
            #expect(lit.text.contains("Pejabat lo-setdit") && lit.text.contains("Penerimaan turun"))
            #expect(try await client.json(.get, "/api/procedures/p99/flowchart.svg", as: officer).status != .ok)
        }
    }
}

/// Requests with a method or a bearer that is not the route's.
struct MethodTests {
    @Test(
        "A method that a path does not have is answered with 405 and the methods that it has",
        arguments: [
            ("/api/me", "GET"), ("/api/cases", "GET, POST"), ("/api/cases/x/acts", "POST"), ("/masuk", "GET, POST"),
            ("/api/meetings/x/evidence/evidence-1/a/b", "GET"), ("/api/me/sessions/x", "DELETE"),
        ])
    func wrongMethod(path: String, allowed: String) async throws {
        try await House.open { house, client in
            for method in [HTTPRequest.Method.patch, .trace, .options] {
                let answer = try await client.json(method, path, as: house.token())
                #expect(answer.status == .methodNotAllowed, "\(method) \(path)")
                #expect(answer.headers[.allow] == allowed, "\(method) \(path)")
            }
        }
    }

    @Test(
        "An address that is nobody's stays unknown with every method", arguments: ["/api", "/api/cases/x/y/z", "/no"])
    func unknownAddress(path: String) async throws {
        try await House.open { house, client in
            for method in [HTTPRequest.Method.get, .post, .patch] {
                let answer = try await client.json(method, path, as: house.token())
                #expect(answer.status == .notFound, "\(method) \(path)")
            }
        }
    }

    @Test("Who shows no bearer hears of that before anything else", arguments: ["rko", "no room", "UPPER", "0"])
    func bearerFirst(room: String) async throws {
        try await House.open { _, client in
            let path = "/api/rooms/\(room.replacing(" ", with: "%20"))/facts"
            let answer = try await client.json(.post, path, "[]")
            #expect(answer.status == .unauthorized)
        }
    }

    @Test("An empty idempotency key is no key")
    func emptyKey() async throws {
        try await House.open { house, client in
            let name = try #require(HTTPField.Name("Idempotency-Key"))
            let answer = try await client.json(
                .post, "/api/meetings", House.decision, as: house.token(.dirjen), headers: [name: ""])
            #expect(answer.status == .badRequest)
        }
    }
}

/// Codes of papers as people type them.
struct TypedCodeTests {
    @Test("A code with a wrong sign is a paper that is not there; what is no code at all is a mistake of form")
    func mistyped() async throws {
        try await House.open { house, client in
            let wrong = try await client.json(.get, "/api/verifications/7K2QX-00000-00000-00001", as: house.token())
            #expect(wrong.status == .notFound)
            #expect(wrong.text.contains("typed wrongly") && wrong.text.contains("salah ketik"))
            let none = try await client.json(.get, "/api/verifications/7K2QX", as: house.token())
            #expect(none.status == .badRequest)
            #expect(none.field("english")?.contains("four groups of five") == true)
        }
    }
}
