import Offices

/// The name of an act: a step of a procedure, `P06.5`, or a part of one, `P02.5/receive`.
package struct ActReference: Hashable, Sendable, Comparable, LosslessStringConvertible {
    package let procedure: ProcedureCode
    /// The number of the item in the official text.
    package let step: Int
    /// Which act of the step; `nil` when the step is one act.
    package let name: String?

    /// The reference of an act that the code itself names.
    package init(procedure: ProcedureCode, step: Int, name: String? = nil) {
        (self.procedure, self.step, self.name) = (procedure, step, name)
    }

    /// Parses `P02.5` and `P02.5/check-device`; `nil` for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        let place = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        guard place.count == 2, let procedure = ProcedureCode(rawValue: String(place[0])) else { return nil }
        guard (1...2).contains(place[1].utf8.count), let step = Int(place[1]), step > 0, String(step) == place[1]
        else { return nil }
        (self.procedure, self.step) = (procedure, step)
        name = parts.count == 2 ? String(parts[1]) : nil
        if let name, Slug(name) == nil { return nil }
    }

    package var description: String { "\(procedure.rawValue).\(step)" + (name.map { "/" + $0 } ?? "") }

    package static func < (left: ActReference, right: ActReference) -> Bool {
        (left.procedure, left.step, left.name ?? "") < (right.procedure, right.step, right.name ?? "")
    }
}

extension ActReference: Codable, CodingKeyRepresentable {
    package init(from decoder: any Decoder) throws {
        self = try decoder.parse(allowed: "an act such as P06.5 or P02.5/receive")
    }

    package func encode(to encoder: any Encoder) throws { try encoder.write(description) }

    package var codingKey: any CodingKey { TextKey(description) }

    package init?<Key: CodingKey>(codingKey: Key) { self.init(codingKey.stringValue) }
}

extension Decoder {
    /// Reads a value that is written as its own text.
    func parse<Value: LosslessStringConvertible>(allowed: String) throws -> Value {
        let container = try singleValueContainer()
        let text = try container.decode(String.self)
        guard let value = Value(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "found \"\(text.prefix(60))\"; allowed: \(allowed)")
        }
        return value
    }
}

extension Encoder {
    func write(_ text: String) throws {
        var container = singleValueContainer()
        try container.encode(text)
    }
}
