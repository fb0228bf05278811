import Foundation

/// A made-up directorate for tests, benches and a first look: 34 Kanwil, 352 KPP, PPDDP, KPDDP and KPDE in three zones.
///
/// Names are those of real places so that zones are as they are; which office is where is invented. Numbers of kinds are
/// those of the directorate (findings C4): 4 KPP Wajib Pajak Besar, 9 Khusus, 38 Madya and 301 Pratama.
package enum SampleOffices {
    /// All of them; the same at every call.
    package static func directorate() throws(FileRefusal) -> OfficeRegister {
        let table = try CSVTable(bytes: Data(PackageResources.sample_offices_csv), file: "sample-offices.csv")
        let regions = table.rows.map { Region($0.cells) }
        var offices = Self.jakarta
        for (index, region) in regions.enumerated() { offices += Self.offices(of: region, hasTwoMadya: index < 6) }
        return OfficeRegister(offices + Self.centres)
    }

    private struct Region {
        let name: String
        let zone: Zone
        let towns: [(name: String, zone: Zone)]

        init(_ cells: [String]) {
            let zone = Zone(rawValue: cells[1]) ?? .wib
            (name, self.zone) = (cells[0], zone)
            towns = cells[2].split(separator: ";").map { town in
                let halves = town.split(separator: "@")
                return (String(halves[0]), halves.count > 1 ? Zone(rawValue: String(halves[1])) ?? zone : zone)
            }
        }
    }

    private static func offices(of region: Region, hasTwoMadya: Bool) -> [Office] {
        guard let kanwil = id("kanwil-\(region.name)"), let first = region.towns.first else { return [] }
        let madya =
            hasTwoMadya ? ["KPP Madya \(first.name)", "KPP Madya Dua \(first.name)"] : ["KPP Madya \(first.name)"]
        return [Office(id: kanwil, name: "Kanwil DJP \(region.name)", kind: .kanwil, zone: region.zone, sections: [])]
            + madya.compactMap { kpp($0, first.zone, kanwil) }
            + region.towns.compactMap { kpp("KPP Pratama \($0.name)", $0.zone, kanwil) }
    }

    /// The two Kanwil of Jakarta whose KPP are for kinds of taxpayers, not for towns.
    private static var jakarta: [Office] {
        let large = ["Satu", "Dua", "Tiga", "Empat"].map { "KPP Wajib Pajak Besar \($0)" }
        let special =
            ["Satu", "Dua", "Tiga", "Empat", "Lima", "Enam"].map { "KPP Penanaman Modal Asing \($0)" }
            + ["KPP Badan dan Orang Asing", "KPP Perusahaan Masuk Bursa", "KPP Minyak dan Gas Bumi"]
        return [("Wajib Pajak Besar", large), ("Jakarta Khusus", special)].flatMap { name, offices -> [Office] in
            guard let kanwil = id("kanwil-\(name)") else { return [] }
            return [Office(id: kanwil, name: "Kanwil DJP \(name)", kind: .kanwil, zone: .wib, sections: [])]
                + offices.compactMap { kpp($0, .wib, kanwil) }
        }
    }

    private static var centres: [Office] {
        [
            ("ppddp", "PPDDP", OfficeKind.ppddp, Zone.wib), ("kpddp-jambi", "KPDDP Jambi", .kpddp, .wib),
            ("kpddp-makassar", "KPDDP Makassar", .kpddp, .wita), ("kpde", "KPDE", .kpde, .wib),
        ].compactMap { slug, name, kind, zone in
            OfficeID(slug).map { Office(id: $0, name: name, kind: kind, zone: zone, sections: []) }
        }
    }

    private static func kpp(_ name: String, _ zone: Zone, _ kanwil: OfficeID) -> Office? {
        id(name).map { id in
            Office(
                id: id, name: name, kind: .kpp, zone: zone, sections: sections, parent: kanwil,
                short: name.replacing("Pratama ", with: ""))
        }
    }

    private static var sections: [Section] {
        [("pdi", "Seksi PDI"), ("pelayanan", "Seksi Pelayanan"), ("penagihan", "Seksi Penagihan")].compactMap {
            id, name in
            SectionID(id).map { Section(id: $0, name: name) }
        }
    }

    /// The slug of a name, of which long ones lose their tail.
    private static func id(_ name: String) -> OfficeID? {
        let words = name.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        var slug = ""
        for word in words where slug.count + word.count < 48 { slug += (slug.isEmpty ? "" : "-") + word }
        return OfficeID(slug)
    }
}
