/// One of the fourteen official procedures, by the code of the project.
package enum ProcedureCode: String, Hashable, Sendable, Codable, CaseIterable, Comparable, CodingKeyRepresentable {
    case p01 = "P01"
    case p02 = "P02"
    case p03 = "P03"
    case p04 = "P04"
    case p05 = "P05"
    case p06 = "P06"
    case p07 = "P07"
    case p08 = "P08"
    case p09 = "P09"
    case p10 = "P10"
    case p11 = "P11"
    case p12 = "P12"
    case p13 = "P13"
    case p14 = "P14"

    /// The numbered items of the official text, "Proses selesai" among them.
    package var items: Int {
        switch self {
        case .p01, .p04: 15
        case .p02, .p09, .p10: 6
        case .p03: 12
        case .p05, .p06, .p07, .p08: 13
        case .p11: 10
        case .p12: 7
        case .p13: 4
        case .p14: 19
        }
    }

    package static func < (left: ProcedureCode, right: ProcedureCode) -> Bool { left.rawValue < right.rawValue }
}
