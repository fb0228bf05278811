import Cases
import ControlRoom
import Foundation
import Meetings
import Offices
import Procedures

/// What leads to the meeting: the proposer's monitoring (P01), and the decision.
extension ScriptWriter {
    /// P01, from the observation to the letter's dispatch or to the choice of a meeting with other heads.
    var monitoring: [Scene] {
        guard beginning == .monitoring else { return [] }
        let taken: [ActReference: String] = [
            Self.judging: "serious", Self.handling: host.kind == .rko ? "dirjen" : "heads",
        ]
        return acts(of: .p01, taking: taken).enumerated().map { index, act in
            let (role, place) = who(act, for: proposer)
            let branch = taken[act.reference].flatMap { BranchID($0) }
            let make: @Sendable (Moment) throws -> CaseForm = {
                CaseForm(act.reference, branch: branch, fields: Self.fields(of: act, at: $0))
            }
            return Scene(
                act.reference.item, act.title, by: role, at: place, act: act.reference, basis: act.basis,
                index == 0 ? .beginCase(beginning(make)) : .caseAct(make))
        }
    }

    private static let judging = ActReference(procedure: .p01, step: 1, name: "judge")
    private static let handling = ActReference(procedure: .p01, step: 6, name: "decide")

    private func beginning(
        _ make: @escaping @Sendable (Moment) throws -> CaseForm
    ) -> @Sendable (Moment) throws -> CaseForm {
        let office = proposer.id
        return { now in
            var form = try make(now)
            (form.procedure, form.office, form.subject) = (.p01, office, try Self.line(Self.agenda))
            return form
        }
    }

    /// P02.1 or P03.1.
    var deciding: [Scene] {
        guard let act = procedures[deciding(in: course.opening)] else { return [] }
        let (role, place) = who(act, for: host)
        let key = ActKey(act.reference)
        let scene = { (awaits: Scene.Condition?, deed: Scene.Deed) in
            [
                Scene(
                    act.reference.item, act.title, by: role, at: place, awaits: awaits, act: act.reference,
                    basis: act.basis, deed)
            ]
        }
        switch (beginning, act.form) {
        case (.monitoring, .decision):
            return scene(.meetingOpened, form(key) { _, _ in .verdict(VerdictForm(needed: true)) })
        case (.monitoring, _): return scene(.meetingOpened, plain(key))
        case (.ownInformation, _):
            return scene(
                nil,
                .decide { _ in
                    let text = "Penerimaan triwulan IV tertinggal 6 persen dari rencana menurut pantauan sendiri"
                    let ground = Ground.ownInformation(try Self.line(text))
                    return Decision(needed: true, ground: ground, agenda: try Self.line(Self.agenda))
                })
        }
    }
}

/// What the proposer writes.
extension ScriptWriter {
    /// The fields of an act of P01; `nil` for one that only marks.
    private static func fields(of act: Act, at now: Moment) -> [String: FieldValue]? {
        switch act.form {
        case .observation: observation(at: now)
        case .document: act.object == .laporanMonitoring ? report(at: now) : letter
        case .account: ["account": "Penugasan diteruskan kepada LO dan Operator yang ditugaskan pada P03.1"]
        case .registration: ["note": "Surat keluar, satu lampiran"]
        case .dispatch: ["to": "Direktur Jenderal Pajak", "channel": "Subbagian Umum"]
        default: nil
        }
    }

    /// Each figure with its feed and the time up to which it counts (AC-001, AC-020).
    private static func observation(at now: Moment) -> [String: FieldValue] {
        let figure = { (name: String, value: String, hours: Double, held: Bool) -> FieldValue in
            .row([
                "name": .text(name), "value": .text(value), "feed": "mpn",
                "asOf": .text("\(now.advanced(bySeconds: -hours * 3600))"), "heldMissing": .flag(held),
            ])
        }
        return [
            "feed": "mpn",
            "summary":
                "Penerimaan sejak awal triwulan IV tertinggal dari rencana, sedangkan permohonan restitusi naik.",
            "figures": .list([
                figure("Penerimaan triwulan IV", "Rp 214,6 triliun", 1, false),
                figure("Rencana sampai hari ini", "Rp 228,3 triliun", 1, false),
                figure("Permohonan restitusi yang belum selesai", "1.482 berkas", 14, true),
            ]),
        ]
    }

    private static func report(at now: Moment) -> [String: FieldValue] {
        let time = "\(Zone.wib.date(now)) pukul \(Zone.wib.time(now.advanced(bySeconds: -3600)))"
        return paper(
            subject: "Laporan Hasil Monitoring dan Analisis: \(agenda)",
            body: [
                "Menurut MPN per \(time), penerimaan triwulan IV Rp 214,6 triliun, 6 persen di bawah rencana.",
                "Permohonan restitusi yang belum selesai 1.482 berkas; angka ini belum termasuk data MPN yang ditahan.",
                "Kondisi tersebut serius dan mendesak sehingga perlu dibahas langsung dengan kantor yang bersangkutan.",
            ])
    }

    private static var letter: [String: FieldValue] {
        var fields = paper(
            subject: "Usulan Pelaksanaan Rapat Langsung Jarak Jauh",
            body: [
                "Berdasarkan Laporan Hasil Monitoring dan Analisis terlampir, kami mengusulkan pelaksanaan Rapat Langsung Jarak Jauh dengan agenda \(agenda).",
                "Demikian usulan ini kami sampaikan. Atas perhatian Bapak, kami ucapkan terima kasih.",
            ])
        fields["addressees"] = .list(["Direktur Jenderal Pajak"])
        fields["attachments"] = .list([.text("document:\(Artefact.laporanMonitoring.rawValue)")])
        return fields
    }

    private static func paper(subject: String, body: [String]) -> [String: FieldValue] {
        [
            "subject": .text(subject), "body": .list(body.map { .text($0) }), "urgency": "sangat-segera",
            "security": "biasa",
        ]
    }
}
