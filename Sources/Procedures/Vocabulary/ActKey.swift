package import Offices

/// One copy of an act: the act, and the office and section it is done for.
///
/// Written as `P02.1`, `P06.4@kpp-makassar` or `P06.3@kpp-makassar/pelayanan`. An act that happens once in a meeting
/// has neither office nor section.
package struct ActKey: Hashable, Sendable, Comparable, LosslessStringConvertible {
    package let act: ActReference
    package let office: OfficeID?
    package let section: SectionID?

    package init(_ act: ActReference, office: OfficeID? = nil, section: SectionID? = nil) {
        (self.act, self.office, self.section) = (act, office, office == nil ? nil : section)
    }

    /// Parses the form that `description` writes; `nil` for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let act = ActReference(parts[0]) else { return nil }
        guard parts.count == 2 else {
            self.init(act)
            return
        }
        let place = parts[1].split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let office = OfficeID(place[0]) else { return nil }
        let section = place.count == 2 ? SectionID(place[1]) : nil
        guard place.count == 1 || section != nil else { return nil }
        self.init(act, office: office, section: section)
    }

    package var description: String { place.isEmpty ? act.description : "\(act)@\(place)" }

    /// `kpp-makassar/pelayanan`; empty for an act that happens once.
    package var place: String {
        guard let office else { return "" }
        return section.map { "\(office)/\($0)" } ?? office.description
    }

    package static func < (left: ActKey, right: ActKey) -> Bool {
        (left.act, left.place) < (right.act, right.place)
    }
}

extension ActKey: Codable, CodingKeyRepresentable {
    package init(from decoder: any Decoder) throws {
        self = try decoder.parse(allowed: "a copy of an act such as P06.3@kpp-makassar/pelayanan")
    }

    package func encode(to encoder: any Encoder) throws { try encoder.write(description) }

    package var codingKey: any CodingKey { TextKey(description) }

    package init?<Key: CodingKey>(codingKey: Key) { self.init(codingKey.stringValue) }
}
