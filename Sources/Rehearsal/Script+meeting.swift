import ControlRoom
import Foundation
import Meetings
import Offices
import Procedures
import RoomLink

/// The meeting itself, by P09 or P10.
extension ScriptWriter {
    /// One scene of the meeting's conduct.
    func scene(
        _ act: ConductAct, _ title: String, for office: Office? = nil, awaits: Scene.Condition? = nil,
        takesTime: Bool = false, _ make: @escaping @Sendable (Memory, Moment) throws -> ActForm = { _, _ in .plain }
    ) -> Scene {
        scene(act.reference(in: conduct), title, for: office, awaits: awaits, takesTime: takesTime, make)
    }

    /// The act tells item and role.
    func scene(
        _ reference: ActReference, _ title: String, for office: Office? = nil, awaits: Scene.Condition? = nil,
        takesTime: Bool = false, _ make: @escaping @Sendable (Memory, Moment) throws -> ActForm
    ) -> Scene {
        let (role, place) = procedures[reference].map { who($0, for: office ?? host) } ?? (.dirjen, .kantorPusat)
        return Scene(
            reference.item, title, by: role, at: place, awaits: awaits, takesTime: takesTime,
            act: reference, basis: basis(of: reference), form(ActKey(reference, office: office?.id), make))
    }

    /// Every site shows its own materials on its own screen.
    var displays: [Scene] {
        ([host] + invited).map { office in
            let owner = office.id == host.id ? proposer.id : office.id
            let (name, post) = present(at: office)
            let guest = office.id == host.id && proposer.id != host.id ? present(at: proposer) : nil
            return scene(.display, "menampilkan bahan \(office.name) pada layarnya", for: office) { memory, _ in
                var present = Attendance(name: try Self.line(name), post: try Self.line(post), mode: .inPerson)
                if let guest {
                    let (name, post) = (try Self.line(guest.0), try Self.line(guest.1))
                    present.guests = [.init(office: proposer.id, name: name, post: post, mode: .inPerson)]
                }
                return .page(PageForm(file: try memory.material(owner), page: 1, attendance: present))
            }
        }
    }

    /// Who sits at a site: its head, by the title of the office.
    private func present(at office: Office) -> (String, String) {
        let head = office.headship.flatMap { cast.member($0.role, at: $0.place) }
        return (head?.person.name ?? "–", office.headTitle)
    }

    /// Each office's head confirms its own line of the attendance.
    private var confirmations: [Scene] {
        let offices = [host] + invited + (proposer.id == host.id ? [] : [proposer])
        return offices.map { office in
            let (name, post) = present(at: office)
            return scene(.attend, "mengonfirmasi kehadiran \(office.name)", for: office) { _, _ in
                .attendance(AttendanceLine(name: try Self.line(name), post: try Self.line(post), mode: .inPerson))
            }
        }
    }

    /// The meeting with page changes from every site and three agreements, one of them corrected.
    var meeting: [Scene] {
        guard let first = invited.first, let last = invited.last else { return [] }
        var show = Programme(writer: self)
        show.scenes = [
            scene(.recordVideo, "mulai merekam video"), scene(.open, "membuka rapat", awaits: .live),
        ]
        show.scenes += confirmations
        show.materials(of: host)
        show.materials(of: first)
        show.note(1, first, days: 14)
        show.agreement(1, version: 1)
        for office in invited.dropFirst() { show.materials(of: office) }
        show.note(2, last, days: 21)
        show.correct(2, last, days: 21)
        show.agreement(2, version: 2)
        show.note(3, proposer, days: 7)
        show.agreement(3, version: 1)
        show.list()
        return show.scenes
    }

    /// The close, the report, receipts, the first follow-up.
    var ending: [Scene] {
        [
            scene(.close, "menutup rapat", awaits: .displayConfirmed, takesTime: true),
            scene(.write, "membuat Laporan Hasil Rapat", awaits: .recordingsStored) { _, _ in
                .report(ReportForm(discussion: try Self.discussion()))
            },
            scene(.deliver, "menyampaikan laporan kepada para pihak"),
        ] + receipts + followUps + [seal]
    }

    private static func discussion() throws -> [TopicSummary] {
        try topics.enumerated().map { TopicSummary(topic: $0 + 1, summary: try passage($1.1)) }
    }

    private var receipts: [Scene] {
        let parties = [host] + invited + (proposer.id == host.id ? [] : [proposer])
        return parties.map { scene(.receive, "menerima Laporan Hasil Rapat", for: $0) }
    }

    /// Each office begins with the first agreement that is its own.
    private var followUps: [Scene] {
        var owing: Set<OfficeID> = []
        return [invited.first, invited.last, proposer].enumerated().compactMap { index, office in
            guard let office, owing.insert(office.id).inserted else { return nil }
            return scene(.followUp, "memulai tindak lanjut kesepakatan \(index + 1)", for: office) { _, _ in
                let note = try Self.passage(Wordings(office).begun)
                return .followUp(FollowUpForm(agreement: index + 1, note: note, state: .begun))
            }
        }
    }

    private var seal: Scene {
        // "Proses selesai" is nobody's act: the operator seals what the meeting left, and no text says so.
        Scene(
            "bukti", "menyegel bukti rapat", by: host.kind.displayOperator ?? .operatorRko, at: host.id,
            basis: .derived, .evidence)
    }
}

/// The part of the meeting that is seen by all; it counts the changes of the programme, as the operator does.
private struct Programme {
    let writer: ScriptWriter
    var scenes: [Scene] = []
    private var changes = 0

    init(writer: ScriptWriter) { self.writer = writer }

    /// An office's materials on air, and their second page.
    mutating func materials(of office: Office) {
        let form = OnAirForm(materialsOf: office.id, seen: changes)
        add(writer.scene(.air, "menayangkan bahan \(office.name)", takesTime: true) { _, _ in .onAir(form) })
        let turn = ActReference(procedure: writer.conduct, step: 1, name: "turn")
        add(
            writer.scene(turn, "membuka halaman 2 bahan \(office.name)", for: office, takesTime: true) { _, _ in
                .turn(TurnForm(from: 1, to: 2))
            })
    }

    mutating func agreement(_ number: Int, version: Int) {
        let form = OnAirForm(agreement: number, version: version, seen: changes)
        let words = version > 1 ? " (versi \(version))" : ""
        add(writer.scene(.show, "menayangkan kesepakatan \(number)\(words)", takesTime: true) { _, _ in .onAir(form) })
    }

    mutating func note(_ number: Int, _ office: Office, days: Int) {
        scenes.append(
            writer.scene(.note, "mencatat kesepakatan \(number)", takesTime: true) { _, now in
                .agreement(
                    AgreementForm(
                        number: number, text: try ScriptWriter.passage(Wordings(office).first), responsible: office.id,
                        due: try ScriptWriter.day(days, after: now, in: office.zone)))
            })
    }

    mutating func correct(_ number: Int, _ office: Office, days: Int) {
        scenes.append(
            writer.scene(.correct, "memperbaiki kesepakatan \(number)", takesTime: true) { _, now in
                .correction(
                    CorrectionForm(
                        number: number, version: 1, text: try ScriptWriter.passage(Wordings(office).final),
                        responsible: office.id, due: try ScriptWriter.day(days, after: now, in: office.zone)))
            })
    }

    /// The display at the end, page by page.
    mutating func list() {
        let seen = changes
        add(
            writer.scene(.displayAgreements, "menampilkan hasil kesepakatan kepada semua pihak", takesTime: true) {
                _, _ in
                .seen(seen)
            })
        let shown = ConductAct.air.reference(in: writer.conduct)
        scenes.append(
            Scene(
                shown.item, "menayangkan halaman hasil kesepakatan selanjutnya",
                by: writer.host.kind.displayOperator ?? .operatorRko, at: writer.host.id, awaits: .pagesProven(1),
                act: shown, basis: writer.basis(of: shown), .turnAgreements(shown)))
    }

    private mutating func add(_ scene: Scene) {
        scenes.append(scene)
        changes += 1
    }
}
