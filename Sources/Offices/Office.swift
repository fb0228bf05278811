/// An office of the directorate: what it is, where its clock stands, and which sub-units it has.
package struct Office: Hashable, Sendable, Codable, Identifiable {
    package let id: OfficeID
    package let name: String
    package let kind: OfficeKind
    package let zone: Zone
    /// The Seksi, Bidang or Bagian that materials can be asked from, in the order of the file.
    package let sections: [Section]
    /// The Kanwil above a KPP; `nil` for every other office and where nobody has said.
    package let parent: OfficeID?
    /// The name for a narrow column, such as `KPP Jayapura`; `nil` where the name itself is short.
    package let short: String?
    /// Whom to call there, such as `0967-533111, Seksi PDI`; `nil` where nobody has said.
    package let contact: String?

    package init(
        id: OfficeID, name: String, kind: OfficeKind, zone: Zone, sections: [Section], parent: OfficeID? = nil,
        short: String? = nil, contact: String? = nil
    ) {
        (self.id, self.name, self.kind, self.zone, self.sections) = (id, name, kind, zone, sections)
        (self.parent, self.short, self.contact) = (parent, short, contact)
    }

    /// The name for a narrow column.
    package var shortName: String { short ?? name }
}

/// A Bagian, Bidang or Seksi of an office.
package struct Section: Hashable, Sendable, Codable, Identifiable {
    package let id: SectionID
    package let name: String

    package init(id: SectionID, name: String) {
        (self.id, self.name) = (id, name)
    }
}

/// The kinds of unit that take part in an RLJJ, as the procedures tell them apart.
package enum OfficeKind: String, Hashable, Sendable, Codable, CaseIterable {
    /// Kantor Pusat DJP itself: the Dirjen and Dit. TIP's network desk.
    case kantorPusat = "kantor-pusat"
    /// Ruang Kendali Operasi, the host room of a meeting chaired by the Dirjen.
    case rko
    /// Sekretariat Direktorat Jenderal or a Direktorat.
    case direktorat
    case kanwil
    case ppddp
    case kpp
    case kpddp
    case kpde
    /// Kantor Layanan Informasi dan Pengaduan: a data feed, never a participant.
    case klip
}
