/// How soon a paper wants to be dealt with: *Sifat*, the first of two scales that are never mixed.
package enum Urgency: String, Hashable, Sendable, Codable, CaseIterable, Comparable {
    case biasa
    case segera
    case sangatSegera = "sangat-segera"

    /// The Indonesian name, as it is printed.
    package var name: String {
        switch self {
        case .biasa: "Biasa"
        case .segera: "Segera"
        case .sangatSegera: "Sangat Segera"
        }
    }

    package static func < (left: Urgency, right: Urgency) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .biasa: 0
        case .segera: 1
        case .sangatSegera: 2
        }
    }
}

/// Who may see a paper: *tingkat keamanan*, the second scale; a higher class is the greater one.
package enum SecurityClass: String, Hashable, Sendable, Codable, CaseIterable, Comparable {
    /// Biasa or terbuka: every signed-in person.
    case biasa
    case terbatas
    case rahasia
    case sangatRahasia = "sangat-rahasia"

    /// The Indonesian name, as it is printed.
    package var name: String {
        switch self {
        case .biasa: "Biasa"
        case .terbatas: "Terbatas"
        case .rahasia: "Rahasia"
        case .sangatRahasia: "Sangat Rahasia"
        }
    }

    package static func < (left: SecurityClass, right: SecurityClass) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .biasa: 0
        case .terbatas: 1
        case .rahasia: 2
        case .sangatRahasia: 3
        }
    }
}
