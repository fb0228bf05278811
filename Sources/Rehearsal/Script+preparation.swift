import ControlRoom
import Foundation
import Meetings
import Offices
import RoomLink

extension ScriptWriter {
    static let agenda = "Penerimaan pajak triwulan IV dan penanganan restitusi"

    /// P02.1 to P02.3: decision, assignment, notices, network.
    var upstream: [Scene] {
        let (proposer, invited) = (proposer, invited)
        return [
            Scene(
                "P02.1", "memutuskan perlu Rapat Langsung Jarak Jauh atas Surat Usulan", by: .dirjen, at: .kantorPusat,
                .decide { now in
                    let letter = Ground.Letter(
                        number: try Self.line("S-214/PJ.08/2026"), date: try Self.line(Zone.wib.date(now)),
                        proposer: proposer.id,
                        report: try Self.line("Laporan Hasil Monitoring dan Analisis LAP-88/PJ.08/2026"))
                    return Decision(needed: true, ground: .letter(letter), agenda: try Self.line(Self.agenda))
                }),
            Scene(
                "P02.2", "menugaskan Operator RKO: ruangan, pemberitahuan, bahan", by: .kasubbagProtokol, at: host.id,
                plain("P02.2")),
            Scene(
                "P02.3a", "memberi tahu \(invited.count) kantor dan \(proposer.name)", by: .operatorRko, at: host.id,
                form("P02.3/notify") { _, now in
                    .notice(
                        NoticeForm(
                            start: now.advanced(bySeconds: 120), minutes: 30, agenda: try Self.line(Self.agenda),
                            chair: try Self.line("Direktur Jenderal Pajak"),
                            contact: try Self.line("Operator RKO, pesawat 7301"), offices: invited.map(\.id),
                            directorates: [proposer.id]))
                }),
            Scene(
                "P02.3a", "menyiapkan jaringan untuk semua ruang", by: .ditTip, at: .kantorPusat, plain("P02.3/network")
            ),
        ]
    }

    /// P02.4 and P02.5: central materials, the control room and its devices.
    var hostPreparation: [Scene] {
        let proposer = proposer
        return [
            Scene("P02.4", "mengunggah bahan yang akan dibahas", by: .loSetdit, at: proposer.id, .upload),
            Scene(
                "P02.4", "menyampaikan bahan kepada Operator RKO", by: .loSetdit, at: proposer.id,
                form("P02.4", office: proposer.id) { memory, _ in
                    .material(
                        MaterialForm(
                            title: try Self.line("Penerimaan nasional triwulan IV"),
                            file: try memory.material(proposer.id)))
                }),
            Scene("P02.5", "menyiapkan Ruang Kendali Operasi", by: .operatorRko, at: host.id, plain("P02.5/prepare")),
            Scene("P02.5", "menerima bahan", by: .operatorRko, at: host.id, plain("P02.5/receive")),
            Scene("P02.5", "menguji perangkat RKO", by: .operatorRko, at: host.id, .probe(host.id)),
            Scene(
                "P02.5", "memastikan perangkat RKO beroperasi dengan baik", by: .operatorRko, at: host.id,
                awaits: .devicesPass(host.id), plain("P02.5/check-device")),
        ]
    }

    /// P06: one KPP's own preparation, the room's track and the materials' chain.
    func preparation(_ office: Office) -> [Scene] {
        guard let section = office.sections.first else { return [] }
        return opening(office, section) + room(office) + materials(office, section)
    }

    private func opening(_ office: Office, _ section: Section) -> [Scene] {
        [
            Scene(
                "P06.1", "menerima pemberitahuan, menugaskan LO dan Kasi PDI", by: .kepalaKpp, at: office.id,
                plain("P06.1", office: office.id)),
            Scene(
                "P06.2", "meminta bahan kepada \(section.name)", by: .loKpp, at: office.id,
                form("P06.2", office: office.id) { _, _ in .sections([section.id]) }),
            Scene(
                "P06.3", "menugaskan Pelaksana menyiapkan bahan", by: .kasiTerkaitKpp, at: office.id,
                plain("P06.3", office: office.id, section: section.id)),
        ]
    }

    private func room(_ office: Office) -> [Scene] {
        [
            Scene(
                "P06.4", "menugaskan OC menyiapkan ruangan dan perangkat", by: .kasiPdiKpp, at: office.id,
                plain("P06.4", office: office.id)),
            Scene(
                "P06.6", "menyiapkan ruangan dan menyalakan perangkat", by: .ocKpp, at: office.id,
                plain("P06.6/prepare", office: office.id)),
            Scene("P06.6", "menguji perangkat", by: .ocKpp, at: office.id, .probe(office.id)),
            Scene(
                "P06.6", "memastikan perangkat beroperasi dengan baik", by: .ocKpp, at: office.id,
                awaits: .devicesPass(office.id), plain("P06.6/check-device", office: office.id)),
        ]
    }

    private func materials(_ office: Office, _ section: Section) -> [Scene] {
        let at = { (act: String) in plain(act, office: office.id, section: section.id) }
        return [
            Scene("P06.5", "mengunggah bahan \(section.name)", by: .pelaksanaTerkaitKpp, at: office.id, .upload),
            Scene(
                "P06.5", "menyampaikan bahan kepada Kepala Seksi", by: .pelaksanaTerkaitKpp, at: office.id,
                form("P06.5", office: office.id, section: section.id) { memory, _ in
                    .material(
                        MaterialForm(
                            title: try Self.line("Bahan \(section.name), \(office.name)"),
                            file: try memory.material(office.id)))
                }),
            Scene("P06.7", "meneliti bahan", by: .kasiTerkaitKpp, at: office.id, at("P06.7")),
            Scene("P06.8", "meneliti dan menyetujui bahan", by: .kepalaKpp, at: office.id, at("P06.8")),
            Scene("P06.9", "menugaskan penyampaian bahan", by: .kasiTerkaitKpp, at: office.id, at("P06.9")),
            Scene("P06.10", "menyerahkan bahan kepada LO", by: .pelaksanaTerkaitKpp, at: office.id, at("P06.10")),
            Scene(
                "P06.11", "menerima bahan dan meneruskannya kepada OC", by: .loKpp, at: office.id,
                plain("P06.11", office: office.id)),
            Scene(
                "P06.12", "menginput bahan pada perangkat", by: .ocKpp, at: office.id,
                plain("P06.12", office: office.id)),
        ]
    }
}
