package import Digests
import Offices

/// A short code for people, `7K2QX-M0B4D-…`: which paper, and with which content.
///
/// It is an internal mark and no signature: anybody who holds the paper's id and content can compute it, so it proves
/// nothing by itself. It finds the paper in this system, which then shows what was signed. 19 symbols carry 95 bits of
/// a SHA-256, so two papers share a code with a chance that can be neglected.
package struct VerificationCode: Hashable, Sendable, Codable, CustomStringConvertible {
    /// 20 symbols without hyphens.
    package let symbols: String

    /// Crockford's alphabet: no I, L, O, U.
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
    private static let length = 20

    /// The code of one content of a paper.
    package init(document: DocumentID, hash: ContentHash) {
        let digest = ContentHash(of: Array("ruang-kendali/verification/1\n\(document)\n\(hash)\n".utf8)).hex
        var bits = digest.utf8.lazy.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
            .flatMap { digit in (0..<4).map { digit >> (3 - $0) & 1 } }[...]
        var values: [Int] = []
        while values.count < Self.length - 1 {
            values.append(bits.prefix(5).reduce(0) { $0 << 1 | $1 })
            bits = bits.dropFirst(5)
        }
        values.append(Self.check(values))
        symbols = String(decoding: values.map { Self.alphabet[$0] }, as: UTF8.self)
    }

    /// Parses what a person typed: small letters, blanks and hyphens anywhere, O for 0, I and L for 1.
    package init(parsing text: String) throws(Refusal) {
        guard text.utf8.count <= 80 else { throw .length(text.count) }
        var values: [Int] = []
        for character in text where character != "-" && !character.isWhitespace {
            guard let value = Self.value(of: character) else { throw .symbol(at: values.count + 1) }
            values.append(value)
        }
        guard values.count == Self.length else { throw .length(values.count) }
        guard Self.check(Array(values.dropLast())) == values.last else { throw .check }
        symbols = String(decoding: values.map { Self.alphabet[$0] }, as: UTF8.self)
    }

    /// Four groups of five symbols.
    package var description: String {
        let all = Array(symbols)
        return stride(from: 0, to: all.count, by: 5).map { String(all[$0..<min($0 + 5, all.count)]) }
            .joined(separator: "-")
    }

    private static func value(of character: Character) -> Int? {
        guard let byte = character.asciiValue else { return nil }
        let capital = (97...122).contains(byte) ? byte - 32 : byte
        switch capital {
        case UInt8(ascii: "O"): return 0
        case UInt8(ascii: "I"), UInt8(ascii: "L"): return 1
        default: return alphabet.firstIndex(of: capital)
        }
    }

    /// The sum of all symbols, each times a power of 2 of its own, in the field of 32 elements (x⁵ + x² + 1).
    ///
    /// The powers differ, so that one wrong symbol and any two swapped ones always change the sum.
    private static func check(_ values: [Int]) -> Int {
        values.reversed().reduce(0) { sum, value in double(sum ^ value) }
    }

    private static func double(_ value: Int) -> Int { value & 16 == 0 ? value << 1 : value << 1 & 31 ^ 0b00101 }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        do {
            self = try VerificationCode(parsing: container.decode(String.self))
        } catch let refusal as Refusal {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: refusal.description)
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    /// Why a text is no code.
    package enum Refusal: Error, Hashable, CustomStringConvertible {
        /// Symbols found, blanks and hyphens left out.
        case length(Int)
        /// The place of the first sign that no code has, from 1.
        case symbol(at: Int)
        case check

        /// English, one line.
        package var description: String {
            switch self {
            case .length(let found): "the code has \(found) symbols; allowed: 20, in four groups of five"
            case .symbol(let place):
                "symbol \(place) of the code is none that codes have; allowed: digits and letters but for U"
            case .check: "the code was typed wrongly somewhere; compare it with the paper, symbol by symbol"
            }
        }

        /// Indonesian, one line.
        package var message: String {
            switch self {
            case .length(let found): "kode terdiri atas \(found) tanda; seharusnya 20, dalam empat kelompok lima tanda"
            case .symbol(let place):
                "tanda ke-\(place) tidak dipakai dalam kode; yang dipakai: angka dan huruf selain U"
            case .check: "kode salah ketik; cocokkan tanda demi tanda dengan naskah"
            }
        }
    }
}
