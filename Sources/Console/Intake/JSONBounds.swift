import Foundation

/// How deep and how rich a JSON body may be, told by one look over its bytes before anything is decoded.
///
/// The parser itself would go 512 deep, and what reads its result may take far longer than the text is: a kilobyte of
/// brackets must cost what a kilobyte costs.
enum JSONBounds {
    /// How many brackets may stand within one another. The deepest form of the API, a room's facts, has seven.
    static let depth = 16
    /// How many values a body may have, lists and objects included. A distribution to 386 offices has about four thousand.
    static let values = 20_000

    /// What of a body goes too far.
    enum Excess: Error, Hashable, Sendable {
        case depth
        case values

        /// Indonesian, one line.
        var message: String {
            switch self {
            case .depth: "JSON bersarang lebih dari \(JSONBounds.depth) tingkat; kirim isian menurut /openapi.json"
            case .values: "JSON dengan lebih dari \(JSONBounds.values) nilai; bagi menjadi beberapa permintaan"
            }
        }

        /// English, one line.
        var english: String {
            switch self {
            case .depth: "JSON nested more than \(JSONBounds.depth) deep; send the form that /openapi.json describes"
            case .values: "JSON of more than \(JSONBounds.values) values; divide it into several requests"
            }
        }
    }

    /// Refuses bytes that go too far; says nothing on whether they are JSON.
    static func check(_ bytes: some Sequence<UInt8>) throws(Excess) {
        var (open, values, inText, isEscaped) = (0, 1, false, false)
        for byte in bytes {
            switch byte {
            case _ where isEscaped: isEscaped = false
            case UInt8(ascii: "\\"): isEscaped = inText
            case UInt8(ascii: "\""): inText.toggle()
            case _ where inText: break
            case UInt8(ascii: "["), UInt8(ascii: "{"): (open, values) = (open + 1, values + 1)
            case UInt8(ascii: "]"), UInt8(ascii: "}"): open -= 1
            case UInt8(ascii: ","): values += 1
            default: break
            }
            guard open <= depth else { throw .depth }
            guard values <= Self.values else { throw .values }
        }
    }
}
