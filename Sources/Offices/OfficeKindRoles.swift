/// Who does what in each kind of office (the table of units).
extension OfficeKind {
    /// The Indonesian name of the kind of office.
    package var name: String {
        switch self {
        case .kantorPusat: "Kantor Pusat Direktorat Jenderal Pajak"
        case .rko: "Ruang Kendali Operasi"
        case .direktorat: "Sekretariat Direktorat Jenderal / Direktorat"
        case .kanwil: "Kantor Wilayah DJP"
        case .ppddp: "Pusat Pengolahan Data dan Dokumen Perpajakan"
        case .kpp: "Kantor Pelayanan Pajak"
        case .kpddp: "Kantor Pengolahan Data dan Dokumen Perpajakan"
        case .kpde: "Kantor Pengolahan Data Eksternal"
        case .klip: "Kantor Layanan Informasi dan Pengaduan"
        }
    }

    /// The head of the office, as chair or as party of a meeting; `nil` for KLIP, which never takes part.
    package var head: Role? {
        switch self {
        case .kantorPusat, .rko: .dirjen
        case .direktorat: .sesditjenDirektur
        case .kanwil: .kepalaKanwil
        case .ppddp: .kepalaPpddp
        case .kpp: .kepalaKpp
        case .kpddp: .kepalaKpddp
        case .kpde: .kepalaKpde
        case .klip: nil
        }
    }

    /// Who shows the materials on the screen of such an office's room (P09.1, P10.1); `nil` for an office that has
    /// no meeting room of its own.
    package var displayOperator: Role? {
        switch self {
        case .rko: .operatorRko
        case .direktorat: .operatorSetdit
        case .kanwil: .pelaksanaDukteknisKomputer
        case .ppddp: .operatorPpddp
        case .kpp: .ocKpp
        case .kpddp: .operatorKpddp
        case .kpde: .operatorKpde
        case .kantorPusat, .klip: nil
        }
    }

    /// The liaison officer (LO), who collects the materials; the Ruang Kendali Operasi has none of its own.
    package var liaison: Role? {
        switch self {
        case .direktorat: .loSetdit
        case .kanwil: .loKanwil
        case .ppddp: .loPpddp
        case .kpp: .loKpp
        case .kpddp: .loKpddp
        case .kpde: .loKpde
        case .kantorPusat, .rko, .klip: nil
        }
    }
}
