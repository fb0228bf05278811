/// The offices that need no room of their own to be known; they come with the program.
package enum HeadOffice {
    /// Kantor Pusat itself, the Sekretariat Direktorat Jenderal and directorates, and Kanwils above a KPP.
    package static func load() throws(FileRefusal) -> [Office] {
        try parse(bytes: PackageResources.kantor_pusat_yaml)
    }

    static func parse(bytes: [UInt8]) throws(FileRefusal) -> [Office] {
        try StrictFile.parse(bytes: bytes, file: "kantor-pusat.yaml") { node in
            guard let list = node.table(["offices"])?["offices"] else { return nil }
            var offices: [Office] = []
            for item in list.list(upTo: 64) {
                guard let office = office(item) else { continue }
                if offices.contains(where: { $0.id == office.id }) {
                    item.report("has the id \"\(office.id)\" a second time; allowed: each office once")
                }
                offices.append(office)
            }
            return offices
        }
    }

    private static func office(_ node: FileNode) -> Office? {
        guard let table = node.table(["id", "name", "kind", "zone"]), let id = table["id"]?.slug(OfficeID.self),
            let name = table["name"]?.text(),
            let kind = table["kind"]?.word(of: [OfficeKind.kantorPusat, .direktorat, .klip, .kanwil]),
            let zone = table["zone"]?.word(Zone.self)
        else { return nil }
        return Office(id: id, name: name, kind: kind, zone: zone, sections: [])
    }
}
