import ControlRoom
import Foundation
import Meetings
import Offices
import Procedures
import RoomLink

/// What the definitions write: every act of a preparation, in their order, by the roles that they name.
extension ScriptWriter {
    static let agenda = "Penerimaan pajak triwulan IV dan penanganan restitusi"
    /// The items of that agenda, each with what is said of it in the end.
    static let topics = [
        (
            "Perkembangan penerimaan triwulan IV",
            "Penerimaan 6 persen di bawah rencana. Kantor peserta menyampaikan sebabnya menurut wilayah masing-masing."
        ), ("Penanganan restitusi", "1.482 permohonan belum selesai; penyelesaiannya dibagi menurut kantor."),
    ]

    /// P02 or P03 after the decision.
    var hostPreparation: [Scene] {
        acts(of: course.opening, taking: [deciding(in: course.opening): "needed"])
            .filter { $0.reference != deciding(in: course.opening) }.flatMap { scenes($0, at: host) }
    }

    /// P04 to P08: one invited office's own preparation.
    func preparation(_ office: Office) -> [Scene] {
        guard let procedure = procedures.preparing(office.kind) else { return [] }
        return acts(of: procedure.code, taking: [:]).flatMap { scenes($0, at: office) }
    }

    /// The acts that are done when decisions take these branches.
    ///
    /// None that may be left out, and none that is reached by itself.
    func acts(of code: ProcedureCode, taking branches: [ActReference: String]) -> [Act] {
        var closed: Set<ActReference> = []
        return (procedures[code]?.acts ?? []).filter { act in
            let isOff = act.conditions.allSatisfy { condition in
                !condition.branches.contains { "\($0)" == branches[condition.decision] }
            }
            if (isOff && !act.conditions.isEmpty) || act.after.contains(where: { $0.isClosed(by: closed) }) {
                closed.insert(act.reference)
                return false
            }
            return !act.isOptional && !act.isMilestone
        }
    }

    func deciding(in code: ProcedureCode) -> ActReference { ActReference(procedure: code, step: 1) }

    private func scenes(_ act: Act, at office: Office) -> [Scene] {
        switch act.copies {
        case .section: office.sections.prefix(1).flatMap { scenes(act, for: office, section: $0) }
        case .directorate: scenes(act, for: proposer, section: nil)
        default: scenes(act, for: office, section: nil)
        }
    }

    private func scenes(_ act: Act, for office: Office, section: Section?) -> [Scene] {
        let key = ActKey(act.reference, office: act.copies == .once ? nil : office.id, section: section?.id)
        let (role, place) = who(act, for: office)
        let scene = { (title: String, awaits: Scene.Condition?, deed: Scene.Deed) in
            Scene(
                act.reference.item, title, by: role, at: place, awaits: awaits, act: act.reference, basis: act.basis,
                deed)
        }
        if act.kinds.contains(.checkDevice) {
            return [
                scene("menguji perangkat", nil, .probe(office.id)),
                scene(act.title, .devicesPass(office.id), plain(key)),
            ]
        }
        switch act.form {
        case .notice: return [scene(act.title, nil, notice(key, by: role))]
        case .sections:
            return [scene(act.title, nil, form(key) { _, _ in .sections(office.sections.prefix(1).map(\.id)) })]
        case .material:
            let title = section.map { "Bahan \($0.name), \(office.name)" } ?? "Penerimaan nasional triwulan IV"
            return [scene("mengunggah bahan", nil, .upload), scene(act.title, nil, material(key, of: office, title))]
        default: return [scene(act.title, nil, plain(key))]
        }
    }

    /// P02.3 or P03.2.
    private func notice(_ key: ActKey, by role: Role) -> Scene.Deed {
        let (offices, chair) = (invited.map(\.id), host.kind.head ?? .dirjen)
        let directorates = proposer.id == host.id ? [] : [proposer.id]
        return form(key) { _, now in
            .notice(
                NoticeForm(
                    start: now.advanced(bySeconds: 120), minutes: 30, agenda: try Self.line(Self.agenda),
                    chair: try Self.line(chair.term), contact: try Self.line("\(role.term), pesawat 7301"),
                    offices: offices, directorates: directorates, topics: try Self.topics.map { try Self.line($0.0) }))
        }
    }

    private func material(_ key: ActKey, of office: Office, _ title: String) -> Scene.Deed {
        form(key) { memory, _ in
            .material(MaterialForm(title: try Self.line(title), file: try memory.material(office.id)))
        }
    }
}

extension Predecessor {
    fileprivate func isClosed(by closed: Set<ActReference>) -> Bool {
        switch self {
        case .own, .all: references.contains(where: closed.contains)
        case .any: references.allSatisfy(closed.contains)
        case .ifOpen, .preparation, .notice: false
        }
    }
}

extension Act {
    /// The act in a few words, as it stands in a line: `meneliti bahan/data dan menyampaikannya kepada Kepala Bidang`.
    var title: String {
        let text = label.id.prefix(1).lowercased() + label.id.dropFirst()
        guard text.count > 80 else { return text }
        let cut = text.prefix(79)
        return (cut.lastIndex(of: " ").map { String(cut[..<$0]) } ?? String(cut)) + " …"
    }
}
