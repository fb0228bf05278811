import ControlRoom
import Foundation
import Meetings
import Offices
import RoomLink

extension ScriptWriter {
    /// P09.1: every site shows its own materials on its own screen.
    var displays: [Scene] {
        ([host] + invited).map { office in
            let owner = office.id == host.id ? proposer.id : office.id
            let role: Role = office.id == host.id ? .operatorRko : .ocKpp
            let (name, post) = present(at: office)
            return Scene(
                "P09.1", "menampilkan bahan \(office.name) pada layarnya", by: role, at: office.id,
                form("P09.1/display", office: office.id) { memory, _ in
                    .page(
                        PageForm(
                            file: try memory.material(owner), page: 1,
                            attendance: Attendance(
                                name: try Self.line(name), post: try Self.line(post), mode: .inPerson)))
                })
        }
    }

    /// Who sits at a site: its head, in the host's room the Dirjen.
    private func present(at office: Office) -> (String, String) {
        let role: Role = office.id == host.id ? .dirjen : .kepalaKpp
        let head = cast.member(role, at: office.id == host.id ? .kantorPusat : office.id)
        return (head?.person.name ?? "–", office.id == host.id ? role.term : "Kepala \(office.name)")
    }

    /// P09.2 and P09.3: the meeting with page changes from two sites and three agreements, one of them corrected.
    var meeting: [Scene] {
        guard let first = invited.first, let last = invited.last else { return [] }
        return begin
            + [
                air(OnAirForm(materialsOf: host.id, seen: 0), "menayangkan bahan RKO"),
                turn(host, by: .operatorRko, from: 1, to: 2),
                air(OnAirForm(materialsOf: first.id, seen: 2), "menayangkan bahan \(first.name)"),
                turn(first, by: .ocKpp, from: 1, to: 2),
                note(
                    1, first, 14,
                    "\(first.name) menyelesaikan 40 berkas restitusi yang tertunda dan melaporkan kemajuannya setiap Jumat."
                ),
                air(OnAirForm(agreement: 1, version: 1, seen: 4), "menayangkan kesepakatan 1"),
                air(OnAirForm(materialsOf: last.id, seen: 5), "menayangkan bahan \(last.name)"),
                turn(last, by: .ocKpp, from: 1, to: 2),
                note(2, last, 21, "\(last.name) membuka loket khusus pelaporan sampai akhir triwulan IV."),
                correct(
                    2, last, 21, "\(last.name) membuka dua loket khusus pelaporan SPT Masa sampai akhir triwulan IV."),
                air(OnAirForm(agreement: 2, version: 2, seen: 7), "menayangkan kesepakatan 2 (versi 2)"),
                note(3, proposer, 7, "\(proposer.name) menyampaikan daftar wajib pajak prioritas kepada kedua kantor."),
                air(OnAirForm(agreement: 3, version: 1, seen: 8), "menayangkan kesepakatan 3"),
            ]
    }

    private var begin: [Scene] {
        [
            Scene("P09.3", "mulai merekam video", by: .operatorRko, at: host.id, plain("P09.3/record-video")),
            Scene("P09.2", "membuka rapat", by: .dirjen, at: .kantorPusat, awaits: .live, plain("P09.2/open")),
        ]
    }

    private func air(_ form: OnAirForm, _ title: String) -> Scene {
        Scene(
            "P09.3", title, by: .operatorRko, at: host.id, takesTime: true,
            self.form("P09.3/\(form.agreement == nil ? "air" : "show")") { _, _ in .onAir(form) })
    }

    private func turn(_ office: Office, by role: Role, from: Int, to: Int) -> Scene {
        Scene(
            "P09.1", "membuka halaman \(to) bahan \(office.name)", by: role, at: office.id, takesTime: true,
            form("P09.1/turn", office: office.id) { _, _ in .turn(TurnForm(from: from, to: to)) })
    }

    private func note(_ number: Int, _ office: Office, _ days: Int, _ text: String) -> Scene {
        Scene(
            "P09.3", "mencatat kesepakatan \(number)", by: .operatorRko, at: host.id, takesTime: true,
            form("P09.3/note") { _, now in
                .agreement(
                    AgreementForm(
                        number: number, text: try Self.passage(text), responsible: office.id,
                        due: try Self.day(days, after: now, in: office.zone)))
            })
    }

    private func correct(_ number: Int, _ office: Office, _ days: Int, _ text: String) -> Scene {
        Scene(
            "P09.3", "memperbaiki kesepakatan \(number)", by: .operatorRko, at: host.id, takesTime: true,
            form("P09.3/correct") { _, now in
                .correction(
                    CorrectionForm(
                        number: number, version: 1, text: try Self.passage(text), responsible: office.id,
                        due: try Self.day(days, after: now, in: office.zone)))
            })
    }

    /// P09.3 to P09.5: the display at the end, the close, the report, receipts, the first follow-up.
    var ending: [Scene] {
        [
            Scene(
                "P09.3", "menampilkan hasil kesepakatan kepada semua pihak", by: .operatorRko, at: host.id,
                takesTime: true,
                form("P09.3/display") { _, _ in .seen(9) }),
            Scene(
                "P09.3", "menayangkan halaman hasil kesepakatan selanjutnya", by: .operatorRko, at: host.id,
                awaits: .pagesProven(1), .turnAgreements),
            Scene(
                "P09.2", "menutup rapat", by: .dirjen, at: .kantorPusat, awaits: .displayConfirmed, takesTime: true,
                plain("P09.2/close")),
            Scene(
                "P09.4", "membuat Laporan Hasil Rapat", by: .operatorRko, at: host.id, awaits: .recordingsStored,
                plain("P09.4/write")),
            Scene(
                "P09.4", "menyampaikan laporan kepada para pihak", by: .operatorRko, at: host.id, plain("P09.4/deliver")
            ),
        ] + receipts + followUp
    }

    private var receipts: [Scene] {
        let heads = invited.map { ($0.id, Role.kepalaKpp, $0.id) }
        let parties =
            [(host.id, Role.dirjen, OfficeID.kantorPusat)] + heads + [(proposer.id, .sesditjenDirektur, proposer.id)]
        return parties.map { party, role, office in
            Scene("P09.5", "menerima Laporan Hasil Rapat", by: role, at: office, plain("P09.5/receive", office: party))
        }
    }

    private var followUp: [Scene] {
        guard let first = invited.first, let last = invited.last else { return [] }
        return [
            begin(1, first, .kepalaKpp, "Tim restitusi dibentuk; 6 berkas mulai diteliti hari ini."),
            begin(2, last, .kepalaKpp, "Dua loket disiapkan; jadwal petugas ditetapkan."),
            begin(3, proposer, .sesditjenDirektur, "Daftar wajib pajak prioritas mulai disusun."),
            Scene("P09.6", "menutup berkas dan menyegel bukti rapat", by: .operatorRko, at: host.id, .evidence),
        ]
    }

    private func begin(_ agreement: Int, _ office: Office, _ role: Role, _ note: String) -> Scene {
        Scene(
            "P09.5", "memulai tindak lanjut kesepakatan \(agreement)", by: role, at: office.id,
            form("P09.5/follow-up", office: office.id) { _, _ in
                .followUp(FollowUpForm(agreement: agreement, note: try Self.passage(note), state: .begun))
            })
    }
}
