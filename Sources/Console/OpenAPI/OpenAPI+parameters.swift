import Cases
import Offices
import Procedures
import RoomLink

/// A parameter of a call that does not stand in its path.
struct Parameter: Sendable {
    let name: String
    let place: Place
    let schema: Schema
    var isRequired = false

    enum Place: String, Sendable { case query, header }

    /// How many a page has, and after which item it begins.
    static let page = [
        Parameter(name: "limit", place: .query, schema: .integer(1...200)),
        Parameter(name: "before", place: .query, schema: .uuid),
    ]
    static let office = Parameter(name: "office", place: .query, schema: .slug)
    static let fileName = Parameter(name: "name", place: .query, schema: .text())
    /// By it a repeated request is known.
    static let key = Parameter(name: "Idempotency-Key", place: .header, schema: .pattern("^[!-~]{1,120}$"))
    static let chunkHash = Parameter(
        name: RoomAddress.chunkHashHeader, place: .header, schema: .hash, isRequired: true)
}

extension OpenAPI {
    /// Every parameter of a call: those of its path in their order, then its own.
    func parameters(of call: Endpoint) -> [FieldValue] {
        let inPath = call.path.split(separator: "/").filter { $0.hasPrefix("{") }.map { part -> FieldValue in
            let name = String(part.dropFirst().dropLast())
            return parameter(name, "path", Self.schema(ofPathParameter: name), isRequired: true)
        }
        return inPath
            + call.parameters.map { parameter($0.name, $0.place.rawValue, $0.schema, isRequired: $0.isRequired) }
    }

    private func parameter(_ name: String, _ place: String, _ schema: Schema, isRequired: Bool) -> FieldValue {
        .row(["name": .text(name), "in": .text(place), "required": .flag(isRequired), "schema": schema.json])
    }

    /// What a part of a path looks like, by its name.
    static func schema(ofPathParameter name: String) -> Schema {
        switch name {
        case "meeting", "case", "document", "session", "id": .uuid
        case "sha256": .hash
        case "room": .slug
        case "procedure": .pattern("^[Pp](0[1-9]|1[0-4])$")
        case "track": .words(Track.allCases.map(\.rawValue))
        case "part": .pattern("^[1-9][0-9]{0,3}(-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})?$")
        case "work": .integer(1...(1 << 53))
        case "index": .integer(0...Int64(Int32.max))
        case "code": .pattern("^[0-9A-HJKMNP-TV-Z]{5}(-[0-9A-HJKMNP-TV-Z]{5}){3}$")
        default: .text()
        }
    }
}

extension Schema {
    static let uuid = pattern("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")
    static let hash = pattern("^[0-9a-f]{64}$")
    static let slug = pattern("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", longest: 48)
    /// Birth date, year and month of appointment, sex, serial number.
    static let nip = pattern(
        "^(19[0-9]{2}|20[0-9]{2})(0[1-9]|1[0-2])(0[1-9]|1[0-9]|2[0-8])(19|20)[0-9]{4}[12][0-9]{3}$")
    /// One line of text, as `Line` takes it.
    static let line = pattern("^\(shown)*\(drawn)\(shown)*$", longest: 200)
    /// Text of several lines, as `Passage` takes it.
    static let passage = pattern("^[\\n\\t]*\(drawn)\(shown)*$", longest: 2000)
    /// UTC, to the microsecond at most.
    static let moment = pattern(
        "^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,6})?Z$")
    static let day = pattern("^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])$")

    /// No control characters, no line ends, none that turns the order of letters around.
    private static let hidden = "\\u0000-\\u001f\\u007f-\\u009f\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069"
    private static let shown = "[^\(hidden)]"
    private static let drawn = "[^\(hidden)\\s]"
}
