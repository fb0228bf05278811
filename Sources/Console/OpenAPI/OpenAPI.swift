import Cases
import Offices
import Procedures

/// The description of the API as OpenAPI 3.1, made from the calls, the forms and the procedures themselves.
struct OpenAPI {
    let procedures: Procedures

    var document: FieldValue {
        .row([
            "openapi": .text("3.1.0"),
            "info": .row([
                "title": .text("Ruang Kendali"), "version": .text("1"),
                "description": .text(
                    "Acts of the fourteen procedures, their cases, papers, tasks and people. Every call needs a bearer: a person's token or session, or a room's secret."
                ),
            ]),
            "security": .list([.row(["bearer": .list([])])]),
            "paths": .row(paths),
            "components": .row([
                "securitySchemes": .row(["bearer": .row(["type": .text("http"), "scheme": .text("bearer")])]),
                "schemas": .row(schemas.mapValues(\.json)),
            ]),
        ])
    }

    private var paths: [String: FieldValue] {
        Dictionary(grouping: Endpoint.all, by: \.path).mapValues { calls in
            .row(Dictionary(uniqueKeysWithValues: calls.map { ($0.method, operation($0)) }))
        }
    }

    private func operation(_ call: Endpoint) -> FieldValue {
        var entries: [String: FieldValue] = [
            "summary": .text(call.summary), "tags": .list([.text(call.isRooms ? "rooms" : "people")]),
            "operationId": .text(name(of: call)), "responses": .row(responses(of: call)),
        ]
        let parameters = parameters(of: call)
        if !parameters.isEmpty { entries["parameters"] = .list(parameters) }
        if let body = call.body {
            entries["requestBody"] = .row([
                "required": .flag(true),
                "content": .row(Dictionary(uniqueKeysWithValues: call.takes.map { ($0, .row(["schema": body.json])) })),
            ])
        }
        return .row(entries)
    }

    private func name(of call: Endpoint) -> String {
        let words = call.path.split(separator: "/").dropFirst()
            .map { $0.filter(\.isLetter) }.map { $0.prefix(1).uppercased() + $0.dropFirst() }
        return call.method + words.joined()
    }

    private func responses(of call: Endpoint) -> [String: FieldValue] {
        var responses: [String: FieldValue] = [
            "400": refusal("No form, or a path or header that is none"), "404": refusal("There is no such thing"),
            "413": refusal("Too large; the message names the limit"),
            "429": refusal("Too many requests, or an allowance is used up; Retry-After tells when to come again"),
            "503": refusal("No connection is free; Retry-After tells when to come again"),
            "401": refusal("No bearer, or one that nobody knows"), "403": refusal("Not this person's to do or read"),
            "409": refusal("The order of steps, or a condition, says no; the message names the missing step"),
            "422": refusal("What was sent does not fit"),
        ]
        switch call.answer {
        case .nothing: responses["204"] = .row(["description": .text("Done")])
        case .json(let schema, let status):
            responses["\(status)"] = content("Done", "application/json", schema)
        case .file(let type): responses["200"] = content("The file", type, .text("binary"))
        case .events: responses["200"] = content("Server-sent events", "text/event-stream", .text())
        }
        return responses
    }

    private func refusal(_ text: String) -> FieldValue { content(text, "application/json", .ref("Refusal")) }

    private func content(_ text: String, _ type: String, _ schema: Schema) -> FieldValue {
        .row(["description": .text(text), "content": .row([type: .row(["schema": schema.json])])])
    }
}
