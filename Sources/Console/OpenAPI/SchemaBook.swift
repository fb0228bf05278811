import Cases
import Offices
import Procedures

/// The schemas of all types that calls take and give, each told by the type's own decoding.
///
/// A type that decodes itself asks for its fields by name, with their types, and says which may be absent. The book has
/// each type do so once and writes down what it asks: nobody keeps a second list beside the type. Only what a decoder
/// cannot ask is told by `Described`, `Alternatives` and `Narrowed`.
final class SchemaBook {
    let procedures: Procedures
    /// The schemas that have names: objects, and the words of enums.
    private(set) var components: [String: Schema] = [:]

    private var found: [ObjectIdentifier: (schema: Schema, sample: Any)] = [:]
    private var owners: [String: ObjectIdentifier] = [:]

    init(_ procedures: Procedures) { self.procedures = procedures }

    /// A type whose schema cannot be told.
    struct Failure: Error, CustomStringConvertible {
        let type: String
        let found: String

        init(_ type: Any.Type, _ found: String) { (self.type, self.found) = ("\(type)", found) }

        var description: String { "no schema for \(type): \(found)" }
    }

    /// The schema of a type, by reference when it has a name.
    func schema<Value: Decodable>(of type: Value.Type) throws -> Schema { try look(at: type).schema }

    /// The schema of a type, and a value of it with which whoever decodes a larger one can go on.
    func look<Value: Decodable>(at type: Value.Type) throws -> (schema: Schema, sample: Value) {
        if let known = found[ObjectIdentifier(type)], let sample = known.sample as? Value {
            return (known.schema, sample)
        }
        let result = try told(type) ?? asked(type)
        found[ObjectIdentifier(type)] = result
        return result
    }

    /// What is not asked of a decoder: identifiers, words, and what tells itself.
    private func told<Value: Decodable>(_ type: Value.Type) throws -> (schema: Schema, sample: Value)? {
        let told: (Schema, Any?)? =
            switch type {
            case let type as any Described.Type: (try type.schema(in: self), type.sample)
            case let type as any Identifier.Type: (.uuid, type.init(Self.id))
            case let type as any SlugIdentifier.Type: (.slug, type.init("a"))
            case let type as any (CaseIterable & RawRepresentable).Type: words(of: type)
            default: nil
            }
        guard let (schema, any) = told else { return nil }
        guard let sample = any as? Value else { throw Failure(type, "its sample is none") }
        return (schema, sample)
    }

    private static let id = "00000000-0000-7000-8000-000000000000"

    private func words<Word: CaseIterable & RawRepresentable>(of type: Word.Type) -> (Schema, Any?)? {
        let words = type.allCases.compactMap { $0.rawValue as? String }
        guard !words.isEmpty, let name = try? name(of: type) else { return nil }
        components[name] = .words(words)
        return (.ref(name), type.allCases.first)
    }

    /// What a type asks of a decoder, once, or once for each of its alternatives.
    private func asked<Value: Decodable>(_ type: Value.Type) throws -> (schema: Schema, sample: Value) {
        guard let alternatives = type as? any Alternatives.Type else {
            let probe = SchemaProbe(self, of: type)
            let sample = try Value(from: probe)
            let schema = try probe.schema()
            return (try probe.isObject ? named(schema, type) : schema, sample)
        }
        let each = try alternatives.names.map { name -> (Schema, Value) in
            let probe = SchemaProbe(self, of: type, choosing: name)
            let sample = try Value(from: probe)
            return (try probe.schema(), sample)
        }
        guard let sample = each.first?.1 else { throw Failure(type, "no alternatives") }
        return (try named(.any(of: each.map(\.0)), type), sample)
    }

    private func named(_ schema: Schema, _ type: Any.Type) throws -> Schema {
        let name = try name(of: type)
        components[name] = schema
        return .ref(name)
    }

    /// `MeetingAnswer` is `Meeting`, `MachineAnswer.Machine` is `MachineMachine`: no two types share a name.
    private func name(of type: Any.Type) throws -> String {
        let parts = String(reflecting: type).split(separator: ".").dropFirst().map {
            $0.hasSuffix("Answer") ? $0.dropLast("Answer".count) : $0
        }
        let name = type == ErrorAnswer.self ? "Refusal" : parts.joined()
        guard owners[name, default: ObjectIdentifier(type)] == ObjectIdentifier(type) else {
            throw Failure(type, "another type is called \(name) too")
        }
        owners[name] = ObjectIdentifier(type)
        return name
    }

    /// Writes a schema down under a name of its own.
    func note(_ schema: Schema, as name: String) -> Schema {
        components[name] = schema
        return .ref(name)
    }
}

/// A type that tells its schema, since no decoder could be asked for it.
protocol Described: Decodable {
    static func schema(in book: SchemaBook) throws -> Schema
    /// Any value of the type.
    static var sample: Self? { get }
}

/// A type of several kinds, each an object of its own: no other property may stand in it.
protocol Alternatives: Decodable {
    /// The property that chooses each kind; `nil` for the kind without one.
    static var names: [String?] { get }
}

/// A type of which some fields take less than their own types would.
protocol Narrowed: Decodable {
    /// The schema of a field; `nil` leaves it as it is.
    static func schema(of field: String, in book: SchemaBook) throws -> Schema?
    /// The fields of which exactly one must stand; none for no such rule.
    static var exactlyOne: [String] { get }
}

extension Narrowed {
    static func schema(of field: String, in book: SchemaBook) throws -> Schema? { nil }
    static var exactlyOne: [String] { [] }
}
