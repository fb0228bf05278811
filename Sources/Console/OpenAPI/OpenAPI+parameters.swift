import Calls
import Cases
import RoomLink

extension OpenAPI {
    /// Every parameter of a call: those of its path in their order, then its own.
    func parameters(of call: DescribedCall) -> [FieldValue] {
        call.names.map { parameter($0, "path", Self.schema(ofPathParameter: $0), isRequired: true) }
            + call.parameters.map {
                parameter($0.name, $0.place.rawValue, Self.schema(of: $0.kind), isRequired: $0.isRequired)
            }
    }

    private func parameter(_ name: String, _ place: String, _ schema: Schema, isRequired: Bool) -> FieldValue {
        .row(["name": .text(name), "in": .text(place), "required": .flag(isRequired), "schema": schema.json])
    }

    private static func schema(of kind: CallParameter.Kind) -> Schema {
        switch kind {
        case .slug: .slug
        case .uuid: .uuid
        case .hash: .hash
        case .count(let range): .integer(Int64(range.lowerBound)...Int64(range.upperBound))
        case .key: .pattern("^[!-~]{1,120}$")
        case .text: .text()
        }
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
