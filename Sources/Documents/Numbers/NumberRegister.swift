package import Offices

/// How far the numbering has come, for each office, type and calendar year: without a gap, no number twice.
///
/// It holds only what was recorded, so that it can be built again from the registrations.
package struct NumberRegister: Hashable, Sendable, Codable {
    /// The last number of each series.
    package private(set) var last: [Series: Int] = [:]

    package init() {}

    /// One row of numbers that begins with 1.
    package struct Series: Hashable, Sendable, Codable, CustomStringConvertible {
        package let office: OfficeID
        package let kind: DocumentKind
        /// Of the calendar on the office's wall.
        package let year: Int

        package init(office: OfficeID, kind: DocumentKind, year: Int) {
            (self.office, self.kind, self.year) = (office, kind, year)
        }

        package var description: String { "\(office)/\(kind.rawValue)/\(year)" }
    }

    /// The number that the next paper gets; it is not taken before it is recorded.
    package func next(_ kind: DocumentKind, of office: Office, code: OfficeCode, at moment: Moment) -> LetterNumber {
        let series = Self.series(kind, office, moment)
        return LetterNumber(kind: kind, running: last[series, default: 0] + 1, code: code, year: series.year)
    }

    /// Takes a number; refuses any but the next of its series.
    ///
    /// The code is not looked at: it may have changed since the number was given.
    package mutating func record(_ number: LetterNumber, of office: Office, at moment: Moment) throws(Refusal) {
        let series = Self.series(number.kind, office, moment)
        guard number.year == series.year else { throw .otherYear(number, allowed: series.year) }
        let next = last[series, default: 0] + 1
        if number.running < next { throw .taken(number, next: next) }
        if number.running > next { throw .gap(number, next: next) }
        last[series] = next
    }

    /// Goes on above a number that was given before the register counted its type; the ones below it stay unused.
    package mutating func goOn(above number: LetterNumber, of office: Office) {
        let series = Series(office: office.id, kind: number.kind, year: number.year)
        last[series] = max(last[series, default: 0], number.running)
    }

    private static func series(_ kind: DocumentKind, _ office: Office, _ moment: Moment) -> Series {
        Series(office: office.id, kind: kind, year: office.zone.civil(moment).year)
    }

    /// Why a number is not taken.
    package enum Refusal: Error, Hashable, CustomStringConvertible {
        case taken(LetterNumber, next: Int)
        case gap(LetterNumber, next: Int)
        case otherYear(LetterNumber, allowed: Int)

        package var description: String {
            switch self {
            case .taken(let number, let next):
                "\(number) was given already; allowed: running number \(next), no number is used twice"
            case .gap(let number, let next):
                "\(number) leaves out numbers; allowed: running number \(next), the numbering has no gaps"
            case .otherYear(let number, let allowed):
                "\(number) is of another year; allowed: \(allowed), the year on the office's calendar"
            }
        }
    }
}

extension NumberRegister.Series: CodingKeyRepresentable {
    package var codingKey: any CodingKey { TextKey(description) }

    package init?<Key: CodingKey>(codingKey: Key) {
        let parts = codingKey.stringValue.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, let office = OfficeID(parts[0]), let kind = DocumentKind(rawValue: parts[1]),
            let year = Int(parts[2])
        else { return nil }
        self.init(office: office, kind: kind, year: year)
    }
}
