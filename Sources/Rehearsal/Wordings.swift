import Offices

/// What is agreed for an office of a kind, and how it begins to carry it out.
struct Wordings {
    /// As it is noted first.
    let first: String
    /// As it stands after a correction.
    let final: String
    let begun: String

    init(_ office: Office) {
        let name = office.name
        switch office.kind {
        case .kpp:
            first = "\(name) membuka loket khusus pelaporan sampai akhir triwulan IV."
            final = "\(name) membuka dua loket khusus pelaporan SPT Masa sampai akhir triwulan IV."
            begun = "Dua loket disiapkan; jadwal petugas ditetapkan."
        case .kanwil:
            first = "\(name) membimbing penyelesaian 40 berkas restitusi yang tertunda."
            final = "\(name) membimbing penyelesaian 40 berkas restitusi yang tertunda dan melaporkannya setiap Jumat."
            begun = "Tim restitusi dibentuk; enam berkas mulai diteliti hari ini."
        case .ppddp, .kpddp:
            first = "\(name) menyelesaikan perekaman SPT Masa yang masuk."
            final = "\(name) menyelesaikan perekaman SPT Masa yang masuk sampai akhir bulan."
            begun = "Petugas perekaman ditambah satu regu."
        case .kpde:
            first = "\(name) menyampaikan hasil pengolahan data pihak ketiga kepada kantor peserta."
            final = "\(name) menyampaikan hasil pengolahan data pihak ketiga triwulan III kepada kantor peserta."
            begun = "Data pihak ketiga triwulan III mulai dipilah menurut kantor."
        case .direktorat, .rko, .kantorPusat, .klip:
            first = "\(name) menyampaikan daftar wajib pajak prioritas kepada semua kantor peserta."
            final = "\(name) menyampaikan daftar wajib pajak prioritas kepada semua kantor peserta setiap Senin."
            begun = "Daftar wajib pajak prioritas mulai disusun."
        }
    }
}
