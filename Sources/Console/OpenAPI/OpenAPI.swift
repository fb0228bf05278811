import Calls
import Cases
import Hummingbird
import Procedures

/// The description of the API as OpenAPI 3.1, made from the calls themselves and the types of what they take and give.
struct OpenAPI {
    let calls: [DescribedCall]
    let procedures: Procedures

    /// Serves the description of the calls.
    static func add(_ calls: [DescribedCall], to router: Router<ConsoleContext>) {
        router.get("/openapi.json") { _, _ in
            // Running cases may still follow what the policy in force leaves out.
            try Response.json(OpenAPI(calls: calls, procedures: try Procedures.load()).document)
        }
    }

    /// Throws `SchemaBook.Failure` for a type whose schema cannot be told.
    var document: FieldValue {
        get throws {
            let book = SchemaBook(procedures)
            let paths = try Dictionary(grouping: calls, by: \.path).mapValues { calls -> FieldValue in
                .row(
                    Dictionary(
                        uniqueKeysWithValues: try calls.map {
                            ($0.method.rawValue.lowercased(), try operation($0, book))
                        }))
            }
            return .row([
                "openapi": .text("3.1.0"), "info": .row(Self.info), "paths": .row(paths),
                "security": .list([.row(["bearer": .list([])])]),
                "components": .row([
                    "securitySchemes": .row(["bearer": .row(["type": .text("http"), "scheme": .text("bearer")])]),
                    "schemas": .row(book.components.mapValues(\.json)),
                ]),
            ])
        }
    }

    private static let info: [String: FieldValue] = [
        "title": .text("Ruang Kendali"), "version": .text("1"),
        "description": .text(
            "Acts of the fourteen procedures, their cases, papers, tasks and people. Every call needs a bearer: a person's token or session, or a room's secret."
        ),
    ]

    private func operation(_ call: DescribedCall, _ book: SchemaBook) throws -> FieldValue {
        var entries: [String: FieldValue] = [
            "summary": .text(call.summary), "tags": .list([.text(call.asker == .room ? "rooms" : "people")]),
            "operationId": .text(call.name), "responses": .row(try responses(of: call, book)),
        ]
        let parameters = parameters(of: call)
        if !parameters.isEmpty { entries["parameters"] = .list(parameters) }
        if call.body != Nothing.self {
            let bodies = try call.takes.map { ($0, try content(call.body, as: $0, book)) }
            entries["requestBody"] = .row([
                "required": .flag(true), "content": .row(Dictionary(uniqueKeysWithValues: bodies)),
            ])
        }
        return .row(entries)
    }

    private func responses(of call: DescribedCall, _ book: SchemaBook) throws -> [String: FieldValue] {
        let refusal = try content(ErrorAnswer.self, as: "application/json", book)
        var texts = Self.refusals
        if call.body != Nothing.self { texts["413"] = "Larger than \(call.largest) bytes" }
        if call.asker == .room { texts["423"] = "Another machine speaks for the room" }
        var responses = texts.mapValues { text -> FieldValue in
            .row(["description": .text(text), "content": .row(["application/json": refusal])])
        }
        guard call.answer != Nothing.self else {
            responses["\(call.status)"] = .row(["description": .text("Done")])
            return responses
        }
        responses["\(call.status)"] = .row([
            "description": .text(call.answer == File.self ? "The file" : "Done"),
            "content": .row([call.gives: try content(call.answer, as: call.gives, book)]),
        ])
        return responses
    }

    private static let refusals = [
        "400": "No form, or a path or header that is none", "404": "There is no such thing",
        "413": "Too large; the message names the limit",
        "429": "Too many requests, or an allowance is used up; Retry-After tells when to come again",
        "503": "No connection is free; Retry-After tells when to come again",
        "401": "No bearer, or one that nobody knows", "403": "Not this person's to do or read",
        "409": "The order of steps, or a condition, says no; the message names the missing step",
        "422": "What was sent does not fit",
    ]

    private func content(_ type: Any.Type, as media: String, _ book: SchemaBook) throws -> FieldValue {
        if type == File.self { return .row(["schema": Schema.text(media.hasPrefix("text/") ? nil : "binary").json]) }
        guard let type = type as? any Decodable.Type else {
            // What each event of a stream holds is described beside the text that the stream is.
            guard let stream = type as? any EventStreaming.Type else { throw SchemaBook.Failure(type, "no content") }
            return .row([
                "schema": Schema.text().json, "x-event-schema": try book.schema(of: stream.event).json,
            ])
        }
        return .row(["schema": try book.schema(of: type).json])
    }
}

/// A stream whose events are values of one type.
private protocol EventStreaming {
    static var event: any Decodable.Type { get }
}

extension Events: EventStreaming where Event: Decodable {
    fileprivate static var event: any Decodable.Type { Event.self }
}
