extension Role {
    /// The Indonesian name of the role, as the procedures write it.
    package var term: String {
        switch self {
        case .dirjen:
            "Direktur Jenderal Pajak"
        case .sesditjenDirektur:
            "Sekretaris Direktorat Jenderal / Direktur"
        case .direkturTerkait:
            "Sekretaris Direktorat Jenderal / Direktur terkait"
        case .kabagKasubdit:
            "Kepala Bagian / Kepala Subdirektorat terkait"
        case .kasubbagKasi:
            "Kepala Subbagian / Kepala Seksi terkait"
        case .pelaksanaPusat:
            "Pelaksana Subbagian / Seksi terkait"
        case .loSetdit:
            "LO Sekretariat Direktorat Jenderal / Direktorat"
        case .operatorSetdit:
            "Operator Sekretariat Direktorat Jenderal / Operator Direktorat"
        case .subbagianUmum:
            "Subbagian Umum"
        case .kasubbagProtokol:
            "Kepala Subbag Protokol"
        case .operatorRko:
            "Operator Ruang Kendali Operasi"
        case .ditTip:
            "Direktorat Teknologi Informasi Perpajakan"
        case .kepalaKanwil:
            "Kepala Kantor Wilayah DJP"
        case .loKanwil:
            "LO Kantor Wilayah DJP"
        case .kabidTerkaitKanwil, .kabidTerkaitPpddp:
            "Kepala Bidang terkait"
        case .kasiTerkaitKanwil, .kasiTerkaitPpddp, .kasiTerkaitKpp, .kasiTerkaitKpddp, .kasiTerkaitKpde:
            "Kepala Seksi terkait"
        case .pelaksanaTerkaitKanwil, .pelaksanaTerkaitPpddp, .pelaksanaTerkaitKpp, .pelaksanaTerkaitKpddp,
            .pelaksanaTerkaitKpde:
            "Pelaksana Seksi terkait"
        case .kabidDuktekkon:
            "Kepala Bidang Dukungan Teknis dan Konsultasi"
        case .kasiDukteknisKomputer:
            "Kepala Seksi Dukungan Teknis Komputer"
        case .pelaksanaDukteknisKomputer:
            "Pelaksana Seksi Dukungan Teknis Komputer"
        case .kepalaPpddp:
            "Kepala Pusat Pengolahan Data dan Dokumen Perpajakan"
        case .loPpddp:
            "LO Pusat Pengolahan Data dan Dokumen Perpajakan"
        case .operatorPpddp:
            "Operator PPDDP"
        case .kepalaKpp:
            "Kepala Kantor Pelayanan Pajak"
        case .loKpp:
            "LO Kantor Pelayanan Pajak"
        case .kasiPdiKpp:
            "Kepala Seksi Pengolahan Data dan Informasi"
        case .ocKpp:
            "OC KPP"
        case .kepalaKpddp:
            "Kepala Kantor Pengolahan Data dan Dokumen Perpajakan"
        case .loKpddp:
            "LO Kantor Pengolahan Data dan Dokumen Perpajakan"
        case .kasiPenerimaanDokumenKpddp:
            "Kepala Seksi Penerimaan Dokumen dan Dukungan Operasional"
        case .operatorKpddp:
            "Operator KPDDP"
        case .kepalaKpde:
            "Kepala Kantor Pengolahan Data Eksternal"
        case .loKpde:
            "LO Kantor Pengolahan Data Eksternal"
        case .kasiPengelolaanDataKpde:
            "Kepala Seksi Pengelolaan Data dan Dukungan Operasional"
        case .operatorKpde:
            "Operator KPDE"
        default:
            supportTerm
        }
    }

    /// The names of the roles of P11 to P14.
    private var supportTerm: String {
        switch self {
        case .kepalaKlip:
            "Kepala Kantor Layanan Informasi dan Pengaduan"
        case .kasiOperasional:
            "Kepala Seksi Operasional"
        case .pelaksanaOperasional:
            "Pelaksana Seksi Operasional"
        case .agenKlip:
            "Agen KLIP"
        case .pelaksanaPkl:
            "Pelaksana Seksi Penjaminan Kualitas Layanan"
        case .agenInformasi:
            "Agen Informasi"
        case .agenAplikasi:
            "Agen Aplikasi"
        case .teamLeaderAplikasi:
            "Team Leader Aplikasi"
        case .agenEskalasiInformasi:
            "Agen Eskalasi Informasi"
        case .coSupervisorEskalasi:
            "Co Supervisor Eskalasi"
        case .qualityAssesor:
            "Quality Assesor"
        case .kasubditPsi:
            "Kepala Subdirektorat Pemantauan Sistem dan Infrastruktur"
        case .kasiPbd:
            "Kepala Seksi Pemantauan Basis Data"
        case .pelaksanaPbd:
            "Pelaksana Seksi Pemantauan Basis Data"
        case .petugasSistemMpn:
            "Petugas Sistem MPN"
        case .subbagTu:
            "Subbagian Tata Usaha"
        default:
            rawValue
        }
    }
}
