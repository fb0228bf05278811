import Cases
import Procedures

/// A JSON schema, as far as the description of the API needs it.
struct Schema {
    let json: FieldValue

    private init(_ entries: [String: FieldValue]) { json = .row(entries) }

    static func ref(_ name: String) -> Schema { Schema(["$ref": .text("#/components/schemas/\(name)")]) }

    static func array(_ element: Schema) -> Schema { Schema(["type": .text("array"), "items": element.json]) }

    static func text(_ format: String? = nil) -> Schema {
        var entries: [String: FieldValue] = ["type": .text("string")]
        if let format { entries["format"] = .text(format) }
        return Schema(entries)
    }

    static func pattern(_ pattern: String, longest: Int64? = nil) -> Schema {
        var entries: [String: FieldValue] = ["type": .text("string"), "pattern": .text(pattern)]
        if let longest { entries["maxLength"] = .number(longest) }
        return Schema(entries)
    }

    static func integer(_ range: ClosedRange<Int64>) -> Schema {
        Schema([
            "type": .text("integer"), "minimum": .number(range.lowerBound), "maximum": .number(range.upperBound),
        ])
    }

    /// An object of any names that fit their schema.
    static func map(of value: Schema, named names: Schema) -> Schema {
        Schema(["type": .text("object"), "additionalProperties": value.json, "propertyNames": names.json])
    }

    static let flag = Schema(["type": .text("boolean")])
    static let integer = Schema(["type": .text("integer")])
    static let number = Schema(["type": .text("number")])

    static func words(_ words: [String]) -> Schema {
        Schema(["type": .text("string"), "enum": .list(words.map { .text($0) })])
    }

    static func any(of schemas: [Schema]) -> Schema { Schema(["anyOf": .list(schemas.map(\.json))]) }

    /// An object; a closed one takes no other properties.
    static func object(
        _ properties: [String: Schema], required: [String] = [], isClosed: Bool = false
    ) -> Schema {
        var entries: [String: FieldValue] = [
            "type": .text("object"), "properties": .row(properties.mapValues(\.json)),
        ]
        if isClosed { entries["additionalProperties"] = .flag(false) }
        if !required.isEmpty { entries["required"] = .list(required.sorted().map { .text($0) }) }
        return Schema(entries)
    }

    /// The same object, in which one of these properties stands and no other of them; of none, the object itself.
    func exactlyOne(of names: [String]) -> Schema {
        guard !names.isEmpty, case .row(var entries) = json else { return self }
        entries["oneOf"] = .list(names.map { .row(["required": .list([.text($0)])]) })
        return Schema(entries)
    }

    /// The fields of a form.
    static func form(_ fields: [Field]) -> Schema {
        let properties = fields.map { ($0.name, Schema.field($0)) }
        var entries: [String: FieldValue] = [
            "type": .text("object"), "additionalProperties": .flag(false),
            "properties": .row(Dictionary(uniqueKeysWithValues: properties.map { ($0.0, $0.1.json) })),
        ]
        let required = fields.filter(\.isRequired).map(\.name)
        if !required.isEmpty { entries["required"] = .list(required.map { .text($0) }) }
        return Schema(entries)
    }

    private static func field(_ field: Field) -> Schema {
        kind(field.kind).noted("\(field.label.id) (\(field.label.en))")
    }

    /// The same schema, with a line of prose for people.
    func noted(_ note: String) -> Schema {
        guard case .row(var entries) = json else { return self }
        entries["description"] = .text(note)
        return Schema(entries)
    }

    private static func kind(_ kind: Field.Kind) -> Schema {
        switch kind {
        case .line: bounded(1, 200)
        case .passage: bounded(1, 2000)
        case .choice(let choices): words(choices.map(\.word))
        case .number(let range): integer(range)
        case .flag: flag
        case .day: text("date")
        case .moment: text("date-time")
        case .slug: Schema(["type": .text("string"), "pattern": .text("^[a-z0-9]+(-[a-z0-9]+)*$")])
        case .file: Schema(["type": .text("string"), "pattern": .text("^([0-9a-f]{64}|document:[a-z-]+)$")])
        case .rows(let fields, let range): list(form(fields), range)
        case .list(let element, let range): list(Self.kind(element), range)
        }
    }

    private static func bounded(_ least: Int64, _ most: Int64) -> Schema {
        Schema(["type": .text("string"), "minLength": .number(least), "maxLength": .number(most)])
    }

    private static func list(_ element: Schema, _ range: ClosedRange<Int>) -> Schema {
        Schema([
            "type": .text("array"), "items": element.json, "minItems": .number(Int64(range.lowerBound)),
            "maxItems": .number(Int64(range.upperBound)),
        ])
    }
}
