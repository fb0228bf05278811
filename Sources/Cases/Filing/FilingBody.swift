package import Foundation

/// A form with fields that only its procedure knows: it carries `FieldValue`s.
package protocol FilingForm: Decodable {}

/// A body in JSON read once, so that each of its values is taken by the kind it has.
///
/// A `Decoder` tells the kind of a value by throwing at each wrong guess, with the whole path in the error: over nested
/// values that costs the cube of their depth. `FieldValue` asks the body instead wherever a decoder carries it.
package indirect enum FilingBody: Sendable {
    case value(FieldValue)
    case list([FilingBody])
    case row([String: FilingBody])
    /// A kind that no field takes: what was found, in a word.
    case stranger(String)

    /// Reads the bytes; `nil` when they are no JSON, of which the decoder tells more.
    package init?(_ bytes: Data) {
        guard let any = try? JSONSerialization.jsonObject(with: bytes, options: .fragmentsAllowed) else { return nil }
        self.init(any)
    }

    private init(_ any: Any) {
        self =
            switch any {
            case let text as String: .value(.text(text))
            case let list as [Any]: .list(list.map(FilingBody.init))
            case let row as [String: Any]: .row(row.mapValues(FilingBody.init))
            case let number as NSNumber: Self.number(number)
            default: .stranger("null")
            }
    }

    private static func number(_ number: NSNumber) -> FilingBody {
        // The one type of number that JSON cannot make but for true and false: a signed byte.
        if number.objCType.pointee == CChar(bitPattern: UInt8(ascii: "c")) { return .value(.flag(number.boolValue)) }
        return (number as? Int64).map { .value(.number($0)) } ?? .stranger("a number that is not whole or too large")
    }

    /// The field at a decoder's path, with all that is in it. Throws `DecodingError`.
    func field(at path: [any CodingKey]) throws -> FieldValue {
        var place = self
        for key in path {
            switch place {
            case .row(let row): place = row[key.stringValue] ?? .stranger("nothing")
            case .list(let list):
                place = key.intValue.flatMap { list.indices.contains($0) ? list[$0] : nil } ?? .stranger("nothing")
            case .value, .stranger: place = .stranger("nothing")
            }
        }
        return try place.whole(at: path)
    }

    private func whole(at path: [any CodingKey]) throws -> FieldValue {
        switch self {
        case .value(let value): return value
        case .list(let list):
            return .list(try list.enumerated().map { try $1.whole(at: path + [Place(stringValue: "\($0)")]) })
        case .row(let row):
            return .row(
                try row.reduce(into: [:]) { $0[$1.key] = try $1.value.whole(at: path + [Place(stringValue: $1.key)]) })
        case .stranger(let found):
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: path,
                    debugDescription: "found \(found); allowed: text, a whole number, true or false, a list, an object")
            )
        }
    }

    /// A step of the path to a value.
    private struct Place: CodingKey {
        let stringValue: String
        var intValue: Int? { Int(stringValue) }
        init(stringValue: String) { self.stringValue = stringValue }
        init(intValue: Int) { stringValue = "\(intValue)" }
    }

    fileprivate static let key = CodingUserInfoKey(rawValue: "Cases.FilingBody")

    /// The body that a decoder carries.
    static func carried(by decoder: any Decoder) -> FilingBody? { key.flatMap { decoder.userInfo[$0] as? FilingBody } }
}

extension JSONDecoder {
    /// Has every `FieldValue` taken from the body by its kind.
    package func carry(_ body: FilingBody?) {
        if let key = FilingBody.key { userInfo[key] = body }
    }
}
