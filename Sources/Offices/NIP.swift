import Digests

/// A civil servant's number: birth date (8 digits), month of appointment (6), sex (1), serial (3); or the short number
/// of 9 digits that the ministry still uses inside.
///
/// The long form is that of Perka BKN 22/2007. It shows birth date and sex, so it is personal data: `description` is the
/// masked form, and only `digits` tells it whole.
package struct NIP: Hashable, Sendable, CustomStringConvertible {
    /// The 18 or 9 digits.
    package let digits: String

    /// Which of the two numbers it is.
    package enum Form: Hashable, Sendable {
        /// 18 digits, with birth date and sex.
        case full
        /// 9 digits, which tell nothing.
        case short
    }

    /// Parses a number written with or without blanks (`19840229 200604 2 003`, `060090555`).
    package init(parsing text: String) throws(Refusal) {
        self = try NIP(kept: text)
        // No officer has the serial 000; a spreadsheet keeps 15 digits of a number and writes noughts for the rest.
        if form == .full, digits.hasSuffix("000") { throw .serial }
    }

    /// Parses a number that was taken in before, when a serial of 000 was still let through.
    private init(kept text: String) throws(Refusal) {
        let bytes = Array(text.utf8.prefix(64)).filter { $0 != UInt8(ascii: " ") }
        guard bytes.allSatisfy({ (48...57).contains($0) }) else {
            throw Self.isScientific(bytes) ? .rounded : .notDigits
        }
        guard bytes.count == 18 || bytes.count == 9 else { throw .length(bytes.count) }
        if bytes.count == 18 { try Self.check(bytes.map { Int($0) - 48 }) }
        digits = String(decoding: bytes, as: UTF8.self)
    }

    /// `1.97102E+17` or `1,97102E+17`.
    private static func isScientific(_ bytes: [UInt8]) -> Bool {
        let text = String(decoding: bytes, as: UTF8.self).uppercased()
        return text.wholeMatch(of: /[0-9]+([.,][0-9]+)?E\+?[0-9]+/) != nil
    }

    private static func check(_ numbers: [Int]) throws(Refusal) {
        guard isDate(numbers.prefix(8)) else { throw .birthDate }
        guard (1900...2199).contains(value(numbers[8..<12])) else { throw .appointmentYear }
        guard (1...2).contains(numbers[14]) else { throw .sex }
    }

    package var form: Form { digits.utf8.count == 18 ? .full : .short }

    /// The appointment part names no month. A warning, never a refusal: contract staff (PPPK) use another coding there.
    package var hasUnusualAppointment: Bool {
        form == .full && !(1...12).contains(Self.value(digits.utf8.dropFirst(12).prefix(2).map { Int($0) - 48 }))
    }

    /// For lists: neither birth date, sex nor serial can be read, only the month of appointment
    /// (`•••••••• 200604 • •••`); of a short number its last three digits (`••••••555`).
    package var masked: String {
        switch form {
        case .full: "•••••••• \(digits.dropFirst(8).prefix(6)) • •••"
        case .short: "••••••" + digits.suffix(3)
        }
    }

    package var description: String { masked }

    private static func value(_ digits: some Sequence<Int>) -> Int { digits.reduce(0) { $0 * 10 + $1 } }

    private static func isDate(_ digits: ArraySlice<Int>) -> Bool {
        let text = digits.map(String.init).joined()
        let date = "\(text.prefix(4))-\(text.dropFirst(4).prefix(2))-\(text.suffix(2))"
        guard let civil = CivilTime(isoDate: date[...], clock: "00:00") else { return false }
        return (1900...2199).contains(civil.year)
    }

    /// Why a text is no NIP; the text itself is never repeated, it may be somebody's.
    package enum Refusal: Error, Hashable, CustomStringConvertible {
        case notDigits
        case length(Int)
        case birthDate
        case appointmentYear
        case sex
        case serial
        case rounded

        package var description: String {
            let allowed = "allowed: 18 digits, such as 19840229 200604 2 003, or the short 9, with or without blanks"
            switch self {
            case .notDigits: return "the NIP holds other characters than digits and blanks; \(allowed)"
            case .length(let count): return "the NIP has \(count) digits; \(allowed)"
            case .birthDate: return "digits 1 to 8 of the NIP are no date of birth (YYYYMMDD); \(allowed)"
            case .appointmentYear: return "digits 9 to 12 of the NIP are no year of appointment; \(allowed)"
            case .sex: return "digit 15 of the NIP is neither 1 (male) nor 2 (female); \(allowed)"
            case .serial:
                return "the NIP ends in 000, as spreadsheets write a number that they have rounded; \(allowed), "
                    + "whose last three are 001 to 999: take the numbers from their source, and store the column as text"
            case .rounded:
                return "a spreadsheet has rounded the NIP to a number with an exponent; \(allowed): "
                    + "take the numbers from their source, and store the column as text"
            }
        }
    }
}

extension NIP: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        do {
            self = try NIP(kept: text)
        } catch {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: error.description)
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(digits)
    }
}
