extension Office {
    /// The post of who heads it: `Direktur Potensi, Kepatuhan dan Penerimaan`, `Kepala KPP Pratama Jayapura`.
    package var headTitle: String {
        switch kind {
        case .kantorPusat, .rko: Role.dirjen.term
        case .direktorat where name.hasPrefix("Direktorat "): "Direktur \(name.dropFirst("Direktorat ".count))"
        case .direktorat where name.hasPrefix("Sekretariat "): "Sekretaris \(name.dropFirst("Sekretariat ".count))"
        default: "Kepala \(name)"
        }
    }
}

extension Role {
    /// The post as it is printed beside a name: the head of an office by its title, every other with its office.
    ///
    /// An office that the directory does not know stands with its id.
    package func title(
        in office: OfficeID, section: SectionID? = nil, _ directory: OfficeDirectory
    ) -> String {
        let known = directory[office]
        let name = known?.name ?? office.description
        if self == officeKind.head || self == .direkturTerkait {
            if let known { return known.headTitle }
            if rawValue.hasPrefix("kepala-") { return "Kepala \(name)" }
        }
        let part = section.map { id in
            let name = known?.sections.first { $0.id == id }?.name ?? id.description
            return " (\(name))"
        }
        let title = (generic(at: known) ?? term) + (part ?? "")
        return office == .kantorPusat || title.contains(name) ? title : "\(title), \(name)"
    }

    /// The two roles whose term names a Sekretariat and a Direktorat at once, by the one in which they are held.
    private func generic(at office: Office?) -> String? {
        guard let office else { return nil }
        return switch self {
        case .operatorSetdit: "Operator \(office.name)"
        case .loSetdit: "LO \(office.name)"
        default: nil
        }
    }
}
