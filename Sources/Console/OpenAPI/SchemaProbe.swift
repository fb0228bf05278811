import Offices

/// A decoder that gives what it is asked for and writes down what that was.
final class SchemaProbe: Decoder {
    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]

    fileprivate let book: SchemaBook
    fileprivate let type: Any.Type
    /// Which alternative the type finds.
    fileprivate let chosen: String?
    private let isAlternative: Bool
    private var kind = Kind.nothing
    fileprivate var fields: [(name: String, content: Content)] = []
    fileprivate var absent: Set<String> = []

    private enum Kind { case nothing, object, list, single }

    fileprivate enum Content {
        case schema(Schema)
        case probe(SchemaProbe)
    }

    init(_ book: SchemaBook, of type: Any.Type, choosing chosen: String?? = .none) {
        (self.book, self.type) = (book, type)
        (self.chosen, isAlternative) = (chosen ?? nil, chosen != nil)
    }

    /// The type asked for fields by name, at least for the container of such.
    var isObject: Bool { kind == .object }

    /// What was asked, when the type has done asking.
    func schema() throws -> Schema {
        let contents = try fields.map { ($0.name, try schema(of: $0.content)) }
        switch kind {
        case .single:
            guard let only = contents.first?.1 else { throw SchemaBook.Failure(type, "a value of no kind") }
            return only
        case .list:
            guard let only = contents.first?.1 else { throw SchemaBook.Failure(type, "a list of nothing") }
            return .array(only)
        case .nothing where !isAlternative: throw SchemaBook.Failure(type, "it asked for nothing")
        case .object, .nothing:
            var properties = Dictionary(contents) { first, _ in first }
            let narrowed = type as? any Narrowed.Type
            for name in properties.keys {
                properties[name] = try narrowed?.schema(of: name, in: book) ?? properties[name]
            }
            for (name, note) in (type as? any Noted.Type)?.notes ?? [:] {
                guard let field = properties[name] else {
                    throw SchemaBook.Failure(type, "no \(name), of which a note tells")
                }
                properties[name] = field.noted(note)
            }
            let required = properties.keys.filter { !absent.contains($0) }
            return Schema.object(properties, required: required, isClosed: isAlternative)
                .exactlyOne(of: narrowed?.exactlyOne ?? [])
        }
    }

    private func schema(of content: Content) throws -> Schema {
        switch content {
        case .schema(let schema): schema
        case .probe(let probe): try probe.schema()
        }
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        kind = .object
        return KeyedDecodingContainer(Fields<Key>(probe: self))
    }

    func unkeyedContainer() -> any UnkeyedDecodingContainer {
        kind = .list
        return Elements(probe: self)
    }

    func singleValueContainer() -> any SingleValueDecodingContainer {
        kind = .single
        return Single(probe: self)
    }

    /// Notes what is asked for under a name, and gives a value of it.
    fileprivate func give<Value: Decodable>(_ type: Value.Type, for name: String) throws -> Value {
        let (schema, sample) = try book.look(at: type)
        fields.append((name, .schema(schema)))
        return sample
    }

    fileprivate func nested(for name: String) -> SchemaProbe {
        let probe = SchemaProbe(book, of: Any.self)
        fields.append((name, .probe(probe)))
        return probe
    }
}

/// The fields of an object.
private struct Fields<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let probe: SchemaProbe
    let codingPath: [any CodingKey] = []

    var allKeys: [Key] { probe.chosen.flatMap { Key(stringValue: $0) }.map { [$0] } ?? [] }

    /// Whoever asks whether a field is there, or whether it is null, can do without it.
    func contains(_ key: Key) -> Bool {
        probe.absent.insert(key.stringValue)
        return true
    }

    func decodeNil(forKey key: Key) -> Bool {
        probe.absent.insert(key.stringValue)
        return false
    }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        try probe.give(type, for: key.stringValue)
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedDecodingContainer<Nested> {
        probe.nested(for: key.stringValue).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedDecodingContainer {
        probe.nested(for: key.stringValue).unkeyedContainer()
    }

    func superDecoder() -> any Decoder { probe }
    func superDecoder(forKey key: Key) -> any Decoder { probe.nested(for: key.stringValue) }
}

/// The elements of a list: one.
private struct Elements: UnkeyedDecodingContainer {
    let probe: SchemaProbe
    let codingPath: [any CodingKey] = []
    let count: Int? = 1
    private(set) var currentIndex = 0

    init(probe: SchemaProbe) { self.probe = probe }

    var isAtEnd: Bool { currentIndex > 0 }

    mutating func decodeNil() -> Bool { false }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        currentIndex += 1
        return try probe.give(type, for: "")
    }

    mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedDecodingContainer<Nested> {
        currentIndex += 1
        return probe.nested(for: "").container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedDecodingContainer {
        currentIndex += 1
        return probe.nested(for: "").unkeyedContainer()
    }

    mutating func superDecoder() -> any Decoder { probe }
}

/// A value that is one thing.
private struct Single: SingleValueDecodingContainer {
    let probe: SchemaProbe
    let codingPath: [any CodingKey] = []

    func decodeNil() -> Bool { false }
    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try probe.give(type, for: "") }
}
