/// A paper, a set of data or a state of things that acts take up and bring forth.
package enum Artefact: String, Hashable, Sendable, Codable, CaseIterable {
    case dataPerpajakan = "data-perpajakan"
    case laporanMonitoringRutin = "laporan-monitoring-rutin"
    case laporanMonitoring = "laporan-monitoring"
    case suratUsulanRljj = "surat-usulan-rljj"
    case penugasan
    case pemberitahuanRljj = "pemberitahuan-rljj"
    case pemberitahuanTidakPerlu = "pemberitahuan-tidak-perlu"
    case bahanData = "bahan-data"
    case jaringan
    case ruanganPerangkat = "ruangan-perangkat"
    case rapat
    case kesepakatan
    case rekamanVideo = "rekaman-video"
    case laporanHasilRapat = "laporan-hasil-rapat"
    case laporanPenerimaanData = "laporan-penerimaan-data"
    case dataLayanan = "data-layanan"
    case rencanaKerja = "rencana-kerja"
    case catatanRespon = "catatan-respon"
    case laporanPenyampaian = "laporan-penyampaian"
    case pertanyaan
    case jawaban
    case tiketCrm = "tiket-crm"
    case entriSikp = "entri-sikp"
    case dokumentasiQa = "dokumentasi-qa"
    case tindakLanjutEskalasi = "tindak-lanjut-eskalasi"
    case rekamanSuara = "rekaman-suara"
    case riwayatAktifitas = "riwayat-aktifitas"
    case dataMpn = "data-mpn"
    case suratPernyataan = "surat-pernyataan"
    case rekapPernyataan = "rekap-pernyataan"
    case suratHimbauan = "surat-himbauan"
    case dataSiapDistribusi = "data-siap-distribusi"
    case laporanDistribusi = "laporan-distribusi"

    /// The papers that the system itself drafts, numbers and keeps in versions.
    package var isDocument: Bool {
        switch self {
        case .laporanMonitoringRutin, .laporanMonitoring, .suratUsulanRljj, .rencanaKerja, .laporanPenyampaian,
            .suratHimbauan, .laporanDistribusi:
            true
        default: false
        }
    }
}
