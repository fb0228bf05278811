/// A role of the procedures P01 to P14, held by a person in one office.
///
/// The raw values are the role ids that the procedure definitions use. "Peserta rapat" is no role: it stands for the
/// heads of the offices that took part.
package enum Role: String, Hashable, Sendable, Codable, CaseIterable, CodingKeyRepresentable {
    // Kantor Pusat
    case dirjen
    case subbagianUmum = "subbagian-umum"
    case ditTip = "dit-tip"

    // Sekretariat Direktorat Jenderal and Direktorat
    case sesditjenDirektur = "sesditjen-direktur"
    case direkturTerkait = "direktur-terkait"
    case kabagKasubdit = "kabag-kasubdit"
    case kasubbagKasi = "kasubbag-kasi"
    case pelaksanaPusat = "pelaksana-pusat"
    case loSetdit = "lo-setdit"
    case operatorSetdit = "operator-setdit"

    // Ruang Kendali Operasi
    case kasubbagProtokol = "kasubbag-protokol"
    case operatorRko = "operator-rko"

    // Kantor Wilayah DJP
    case kepalaKanwil = "kepala-kanwil"
    case loKanwil = "lo-kanwil"
    case kabidTerkaitKanwil = "kabid-terkait-kanwil"
    case kasiTerkaitKanwil = "kasi-terkait-kanwil"
    case pelaksanaTerkaitKanwil = "pelaksana-terkait-kanwil"
    case kabidDuktekkon = "kabid-duktekkon"
    case kasiDukteknisKomputer = "kasi-dukteknis-komputer"
    case pelaksanaDukteknisKomputer = "pelaksana-dukteknis-komputer"

    // Pusat Pengolahan Data dan Dokumen Perpajakan
    case kepalaPpddp = "kepala-ppddp"
    case loPpddp = "lo-ppddp"
    case kabidTerkaitPpddp = "kabid-terkait-ppddp"
    case kasiTerkaitPpddp = "kasi-terkait-ppddp"
    case pelaksanaTerkaitPpddp = "pelaksana-terkait-ppddp"
    case operatorPpddp = "operator-ppddp"

    // Kantor Pelayanan Pajak
    case kepalaKpp = "kepala-kpp"
    case loKpp = "lo-kpp"
    case kasiTerkaitKpp = "kasi-terkait-kpp"
    case pelaksanaTerkaitKpp = "pelaksana-terkait-kpp"
    case kasiPdiKpp = "kasi-pdi-kpp"
    case ocKpp = "oc-kpp"

    // Kantor Pengolahan Data dan Dokumen Perpajakan
    case kepalaKpddp = "kepala-kpddp"
    case loKpddp = "lo-kpddp"
    case kasiTerkaitKpddp = "kasi-terkait-kpddp"
    case pelaksanaTerkaitKpddp = "pelaksana-terkait-kpddp"
    case kasiPenerimaanDokumenKpddp = "kasi-penerimaan-dokumen-kpddp"
    case operatorKpddp = "operator-kpddp"

    // Kantor Pengolahan Data Eksternal
    case kepalaKpde = "kepala-kpde"
    case loKpde = "lo-kpde"
    case kasiTerkaitKpde = "kasi-terkait-kpde"
    case pelaksanaTerkaitKpde = "pelaksana-terkait-kpde"
    case kasiPengelolaanDataKpde = "kasi-pengelolaan-data-kpde"
    case operatorKpde = "operator-kpde"

    // Kantor Layanan Informasi dan Pengaduan
    case kepalaKlip = "kepala-klip"
    case kasiOperasional = "kasi-operasional"
    case pelaksanaOperasional = "pelaksana-operasional"
    case agenKlip = "agen-klip"
    case pelaksanaPkl = "pelaksana-pkl"
    case agenInformasi = "agen-informasi"
    case agenAplikasi = "agen-aplikasi"
    case teamLeaderAplikasi = "team-leader-aplikasi"
    case agenEskalasiInformasi = "agen-eskalasi-informasi"
    case coSupervisorEskalasi = "co-supervisor-eskalasi"
    /// Spelt as the official text spells it.
    case qualityAssesor = "quality-assesor"

    // Kantor Pusat: distribution of the MPN data
    case kasubditPsi = "kasubdit-psi"
    case kasiPbd = "kasi-pbd"
    case pelaksanaPbd = "pelaksana-pbd"
    case petugasSistemMpn = "petugas-sistem-mpn"
    case subbagTu = "subbag-tu"

    /// The kind of office in which the role can be held.
    package var officeKind: OfficeKind {
        switch self {
        case .dirjen, .subbagianUmum, .ditTip, .kasubditPsi, .kasiPbd, .pelaksanaPbd, .petugasSistemMpn, .subbagTu:
            .kantorPusat
        case .sesditjenDirektur, .direkturTerkait, .kabagKasubdit, .kasubbagKasi, .pelaksanaPusat, .loSetdit,
            .operatorSetdit:
            .direktorat
        case .kasubbagProtokol, .operatorRko:
            .rko
        case .kepalaKanwil, .loKanwil, .kabidTerkaitKanwil, .kasiTerkaitKanwil, .pelaksanaTerkaitKanwil,
            .kabidDuktekkon, .kasiDukteknisKomputer, .pelaksanaDukteknisKomputer:
            .kanwil
        case .kepalaPpddp, .loPpddp, .kabidTerkaitPpddp, .kasiTerkaitPpddp, .pelaksanaTerkaitPpddp, .operatorPpddp:
            .ppddp
        case .kepalaKpp, .loKpp, .kasiTerkaitKpp, .pelaksanaTerkaitKpp, .kasiPdiKpp, .ocKpp:
            .kpp
        case .kepalaKpddp, .loKpddp, .kasiTerkaitKpddp, .pelaksanaTerkaitKpddp, .kasiPenerimaanDokumenKpddp,
            .operatorKpddp:
            .kpddp
        case .kepalaKpde, .loKpde, .kasiTerkaitKpde, .pelaksanaTerkaitKpde, .kasiPengelolaanDataKpde, .operatorKpde:
            .kpde
        case .kepalaKlip, .kasiOperasional, .pelaksanaOperasional, .agenKlip, .pelaksanaPkl, .agenInformasi,
            .agenAplikasi, .teamLeaderAplikasi, .agenEskalasiInformasi, .coSupervisorEskalasi, .qualityAssesor:
            .klip
        }
    }

    /// Whether the role acts for an office of this kind: it is held there, or it is the head of it.
    ///
    /// Only the Dirjen differs: held at Kantor Pusat, he is also the head of the Ruang Kendali Operasi.
    package func serves(_ kind: OfficeKind) -> Bool { officeKind == kind || kind.head == self }
}
