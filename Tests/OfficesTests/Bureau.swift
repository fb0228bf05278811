import Foundation
import Offices
import Testing

/// Offices and people that tests of the register share.
enum Bureau {
    static let now = Moment(microseconds: 1_795_000_000_000_000)
    static let kpp = office("kpp-makassar", "KPP Pratama Makassar", .kpp, ["pelayanan", "penagihan"])
    static let pkp = office("direktorat-pkp", "Direktorat PKP", .direktorat, [])
    static let pusat = office("kantor-pusat", "Kantor Pusat", .kantorPusat, [])
    static let rko = office("rko", "Ruang Kendali Operasi", .rko, [])

    static func office(_ id: String, _ name: String, _ kind: OfficeKind, _ sections: [String]) -> Office {
        Office(
            id: OfficeID(id) ?? .kantorPusat, name: name, kind: kind, zone: .wita,
            sections: sections.compactMap { id in SectionID(id).map { Section(id: $0, name: "Seksi \(id.capitalized)") }
            })
    }

    static func directory() throws -> OfficeDirectory {
        try OfficeDirectory(rooms: [], headOffice: [kpp, pkp, pusat, rko])
    }

    static func person(_ name: String, _ nip: String? = nil) throws -> Person {
        Person(id: PersonID(at: now), name: name, nip: try nip.map { try NIP(parsing: $0) }, posts: [])
    }

    /// Hours after `now`.
    static func hour(_ hours: Double) -> Moment { now.advanced(bySeconds: hours * 3600) }

    static func acting(_ kind: Acting.Kind = .plh, for holder: String? = nil) throws -> Acting {
        Acting(kind: kind, order: try line("ND-12/WPJ.15/2026"), holder: try holder.map { try line($0) })
    }

    static func line(_ text: String) throws -> Line { try #require(Line(text)) }

    static func section(_ text: String) throws -> SectionID { try #require(SectionID(text)) }
}
