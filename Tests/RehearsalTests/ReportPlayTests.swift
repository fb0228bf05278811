import BoundedProcess
import Console
import ControlRoom
import Foundation
import Meetings
import Offices
import Procedures
import Rehearsal
import Testing

/// A whole meeting over HTTP, and its report as its readers get it.
struct ReportPlayTests {
    @Test(
        """
        P03, P10: a Direktorat's meeting under a Plh. is played by its people over HTTP; its report tells its own \
        procedure and the Plh., the later Lampiran V who received it
        """)
    func underPlh() async throws {
        let (order, holder) = (Line("ND-12/PJ.08/2026"), Line("Wening Puspa"))
        let acting = Acting(kind: .plh, order: try #require(order), holder: holder)
        let bill = try Playbill.directorateMeeting(acting: [.sesditjenDirektur: acting])
        let chair = try #require(bill.cast.member(.sesditjenDirektur, at: bill.host.id)?.person.name)
        let (report, later) = try await play(bill)
        for part in [
            "P01.6 b.1 dan P03.1", "P10.2", "P10.3", "P10.4, P10.5", "LHR-1/PJ.08/",
            "Segera; tingkat keamanan Terbatas",
            "\(chair), Plh. Direktur Potensi, Kepatuhan dan Penerimaan (menggantikan Wening Puspa, ND-12/PJ.08/2026)",
            "Laporan Hasil Monitoring dan Analisis nomor LAP-1/PJ.08/",
            "Operator Direktorat Potensi, Kepatuhan dan Penerimaan",
            "2 kantor dalam 2 ruang", "1.482 permohonan belum selesai", "Tempat tanda tangan bukan dari SOP",
            "Jakarta,",
            "Tampil pada layar uji", "*) Bukan dari SOP", "Laporan ini dicetak sebelum disampaikan",
        ] {
            #expect(report.says(part), "missing: \(part)\n\(report)")
        }
        for part in ["P09", "P02", "Ruang Kendali Operasi", "Kepala Direktorat", "konsol Ruang Kendali"] {
            #expect(!report.says(part), "\(part) is another meeting's, or not so")
        }
        let head = try #require(bill.cast.member(.kepalaKpp, at: bill.invited[0].id)?.person.name)
        for part in ["LAMPIRAN V", "konsol Ruang Kendali", "Kepala KPP A: \(head)", "Plh. Direktur", "dimulai"] {
            #expect(later.says(part), "missing: \(part)\n\(later)")
        }
        #expect(!later.says("belum dikonfirmasi") && !later.says("belum disampaikan"))
    }

    @Test("The log of a play marks what no official text prints, wholly or in part, and nothing else")
    func remarks() throws {
        for bill in [try Playbill.controlRoom(), try Playbill.directorateMeeting()] {
            let acts = try Procedures.load().all.flatMap(\.acts).filter { $0.twin == nil }
            let items = Dictionary(grouping: acts) { "\($0.reference.procedure.rawValue).\($0.reference.step)" }
            for scene in bill.script.scenes {
                let bases = Set((items[scene.reference] ?? []).map(\.basis))
                if bases == [.seed] { #expect(scene.remark == nil && scene.words == scene.title, "\(scene.words)") }
                if !bases.contains(.seed) { #expect(scene.remark != nil, "\(scene.words)") }
                if let remark = scene.remark { #expect(scene.words.hasSuffix("(\(remark))"), "\(scene.words)") }
            }
            let words = Set(bill.script.scenes.compactMap(\.remark))
            #expect(words == ["bukan dari SOP", "sebagian bukan dari SOP"])
        }
    }

    /// What a paper says, wherever its lines are broken.
    private struct Printed: CustomStringConvertible {
        let description: String

        func says(_ words: String) -> Bool { Self.bare(description).contains(Self.bare(words)) }

        private static func bare(_ text: String) -> String { text.filter { !$0.isWhitespace } }
    }

    /// AC-096: what was agreed and is not done is in the register, for who may read the meeting and for nobody else.
    private func checkRegister(
        _ meeting: MeetingID, _ theatre: Theatre, _ tokens: [(member: Cast.Member, token: String)]
    ) async throws {
        let agreed = try #require(try await theatre.control.meeting(meeting)).followUpItems
        for (member, token) in tokens {
            let register = try await theatre.client.make(MeetingCalls.followUps, token: token)
            let items = register.filter { $0.meeting == meeting }
            let mayRead = try await theatre.control.meeting(meeting)?.mayRead(member.person) == true
            #expect(items.count == (mayRead ? agreed.count { $0.state != .done } : 0), "\(member.post)")
        }
        #expect(agreed.contains { $0.state == .begun })
    }

    /// Plays the whole bill, and gives the report and the later edition of its annex.
    private func play(_ bill: Playbill) async throws -> (report: Printed, later: Printed) {
        let props = try await Props.make()
        return try await Scratch.folder { scratch in
            let folder = scratch.appending(path: "state").path
            let tokens = try bill.enrol(folder)
            let theatre = try await Theatre(bill, folder: folder, tokens: tokens, props: props, patience: 60)
            do {
                let memory = try await theatre.player.play(bill.script.scenes)
                let meeting = try #require(memory.meeting)
                let token = try #require(tokens.first { $0.member.post.role == .operatorSetdit }?.token)
                var printed: [Printed] = []
                let place = ["meeting": "\(meeting)"]
                for call in [MeetingCalls.report, MeetingCalls.deliveries] {
                    let file = scratch.appending(path: "\(printed.count).pdf")
                    try await theatre.client.download(call, at: place, to: file, token: token)
                    let words = try await Program.pdftotext.run(["-enc", "UTF-8", file.path, "-"]).text
                    printed.append(Printed(description: words))
                }
                try await checkRegister(meeting, theatre, tokens)
                try await theatre.close()
                return (printed[0], printed[1])
            } catch {
                try await theatre.close()
                throw error
            }
        }
    }
}
