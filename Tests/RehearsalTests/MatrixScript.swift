import ControlRoom
import Digests
import Foundation
import Meetings
import Offices
import Procedures
import Rehearsal
import Testing

/// The scenes of a rehearsal, and between them the acts that no rehearsal needs: what is given back and done again, what
/// is released, what is recorded on an oral order and confirmed, the meeting that agrees on nothing.
struct MatrixScript {
    /// What else is done between the scenes.
    enum Manner: Sendable {
        /// Every official acts himself; papers are given back, sections and an office released.
        case inPerson
        /// What may be ordered orally is recorded and confirmed, and nothing is agreed.
        case onOrder
    }

    let bill: Playbill
    let manner: Manner
    private(set) var scenes: [Scene] = []
    private let procedures: Procedures
    /// Materials of every office, so that a request can be read before anything was handed in.
    private let imagined: Memory

    init(_ bill: Playbill, _ manner: Manner) throws {
        (self.bill, self.manner) = (bill, manner)
        procedures = try Procedures.load()
        var memory = Memory()
        for office in [bill.host, bill.proposer] + bill.invited {
            memory.materials[office.id] = ContentHash(of: Data("\(office.id)".utf8))
        }
        imagined = memory
        for scene in bill.script.scenes { try add(scene) }
    }

    private typealias Make = @Sendable (Memory, Moment) throws -> ActRequest

    private mutating func add(_ scene: Scene) throws {
        guard case .act(let make) = scene.deed else { return scenes.append(scene) }
        let key = try request(make).key
        let act = try #require(procedures[key.act], "\(key)")
        if manner == .onOrder {
            try addOnOrder(scene, make, key, act)
        } else {
            try addInPerson(scene, make, key, act)
        }
    }

    private func request(_ make: @escaping Make) throws -> ActRequest { try make(imagined, Moment(Date())) }

    // MARK: - In person

    private mutating func addInPerson(_ scene: Scene, _ make: @escaping Make, _ key: ActKey, _ act: Act) throws {
        switch act.form {
        case .sections: try addSections(scene, make, key)
        case .notice: try addNotice(scene, make)
        case .page:
            try releaseOffices(of: key.act.procedure, onOrder: false)
            scenes.append(scene)
        default:
            if key.act.description == "P02.5/receive" { try addCentralMaterials(scene, onOrder: false) }
            try giveBack(scene, key)
            scenes.append(scene)
        }
    }

    /// Every section is asked for materials, and the second one released again.
    private mutating func addSections(_ scene: Scene, _ make: @escaping Make, _ key: ActKey) throws {
        let office = key.office ?? bill.host.id
        let sections = ([bill.host] + bill.invited).first { $0.id == office }?.sections.map(\.id) ?? []
        scenes.append(
            scene.doing { memory, now in
                var request = try make(memory, now)
                request.form = .sections(sections)
                return request
            })
        guard sections.count > 1, let last = sections.last else { return }
        let release = try #require(act(of: key.act.procedure, with: .sectionRelease))
        let form = SectionReleaseForm(section: last, reason: try Self.line("Bahan sudah termuat pada bagian lain"))
        let place = release.copies == .once ? nil : key.office
        add(release, ActRequest(act: release.reference, office: place, form: .sectionRelease(form)), like: scene)
    }

    /// The notice goes to more offices than the meeting waits for, and to a Sekretariat/Direktorat that stays silent.
    private mutating func addNotice(_ scene: Scene, _ make: @escaping Make) throws {
        let (more, silent) = (bill.released.map(\.id), bill.silent)
        scenes.append(
            scene.doing { memory, now in
                var request = try make(memory, now)
                guard case .notice(var form) = request.form else { return request }
                form.offices += more
                form.directorates += silent
                request.form = .notice(form)
                return request
            })
    }

    /// Before the host's materials are received: its Operator hands in some of his own, and the chair releases who is
    /// silent.
    private mutating func addCentralMaterials(_ scene: Scene, onOrder: Bool) throws {
        let own = try #require(procedures[ActReference(procedure: .p02, step: 2, name: "materials")])
        let (proposer, title) = (bill.proposer.id, try Self.line("Bahan Operator RKO"))
        scenes.append(
            Scene(
                own.reference.description, own.label.id, by: scene.role, at: scene.office,
                .act { memory, _ in
                    let form = MaterialForm(title: title, file: try memory.material(proposer))
                    return ActRequest(act: own.reference, form: .material(form))
                }))
        let release = try #require(act(of: .p02, with: .directorateRelease))
        for office in bill.silent {
            let form = OfficeReleaseForm(office: office, reason: try Self.line("LO tidak menyampaikan bahan"))
            try add(release, ActRequest(act: release.reference, form: .directorateRelease(form)), onOrder: onOrder)
        }
    }

    /// Before the first display: who releases is the chair.
    private mutating func releaseOffices(of conduct: ProcedureCode, onOrder: Bool) throws {
        let release = try #require(act(of: conduct, with: .officeRelease))
        guard !scenes.contains(where: { $0.title == release.label.id }) else { return }
        for office in bill.released {
            let form = OfficeReleaseForm(office: office.id, reason: try Self.line("Jaringan kantor itu terputus"))
            try add(release, ActRequest(act: release.reference, form: .officeRelease(form)), onOrder: onOrder)
        }
    }

    /// A reviewer gives back first; then the drafting and all that was built on it is done again.
    private mutating func giveBack(_ scene: Scene, _ key: ActKey) throws {
        let twin = procedures.all.flatMap(\.acts).first { $0.twin == .giveBack(insteadOf: key.act) }
        guard let twin, let drafting = twin.reopens else { return }
        let chain = try scenes.filter { earlier in
            guard case .act(let make) = earlier.deed else { return false }
            let other = try request(make).key
            return other.section == key.section && other.office == key.office && other.act.step >= drafting.step
                && other.act.procedure == drafting.procedure && procedures[other.act]?.twin == nil
        }
        let remarks = try #require(Passage("Angka pada halaman 2 belum sesuai"))
        let back = ActRequest(act: twin.reference, office: key.office, section: key.section, form: .remarks(remarks))
        add(twin, back, like: scene)
        var again: Set<ActKey> = []
        for scene in chain {
            guard case .act(let make) = scene.deed, again.insert(try request(make).key).inserted else { continue }
            scenes.append(scene)
        }
    }

    // MARK: - On order

    private mutating func addOnOrder(_ scene: Scene, _ make: @escaping Make, _ key: ActKey, _ act: Act) throws {
        switch act.form {
        case .agreement:
            let none = ConductAct.nothingAgreed.reference(in: key.act.procedure)
            let act = try #require(procedures[none])
            if !scenes.contains(where: { $0.title == act.label.id }) { add(act, ActRequest(act: none), like: scene) }
        case .correction, .show, .followUp: break
        case .notice: try addNotice(scene, make)
        default:
            if key.act.description == "P02.5/receive" { try addCentralMaterials(scene, onOrder: true) }
            if act.form == .page { try releaseOffices(of: key.act.procedure, onOrder: true) }
            try addOrdered(scene, make, key, act)
        }
    }

    /// The act as the official's subordinate records it, and the confirmation; one that is not ordered orally as it is.
    private mutating func addOrdered(_ scene: Scene, _ make: @escaping Make, _ key: ActKey, _ act: Act) throws {
        let place = key.office ?? bill.host.id
        let kind = try #require(([bill.host, bill.proposer] + bill.invited).first { $0.id == place }).kind
        guard let recorder = act.recorders(at: kind).first else { return scenes.append(scene) }
        let order = try order(of: scene)
        scenes.append(
            Scene(
                scene.reference, scene.title, by: recorder, at: place, awaits: scene.awaits,
                .act { memory, now in
                    var request = try make(memory, now)
                    request.order = order
                    return request
                }))
        let confirmation = procedures.all.flatMap(\.acts).first { $0.twin == .confirmation(of: key.act) }
        let confirm = try #require(confirmation)
        add(confirm, ActRequest(act: confirm.reference, office: key.office), like: scene)
    }

    private func order(of scene: Scene) throws -> OralOrder {
        let name = try #require(bill.cast.member(scene.role, at: scene.office)).person.name
        let official = OralOrder.Official(name: try Self.line(name), role: scene.role, office: scene.office)
        return try #require(OralOrder(official: official))
    }

    // MARK: - Parts

    private mutating func add(_ act: Act, _ request: ActRequest, like scene: Scene) {
        scenes.append(
            Scene(act.reference.description, act.label.id, by: scene.role, at: scene.office, .act { _, _ in request }))
    }

    /// An act of the host's chair, in person or ordered orally.
    private mutating func add(_ act: Act, _ request: ActRequest, onOrder: Bool) throws {
        let role = act.roles(at: bill.host.kind).first ?? .dirjen
        let place = role.officeKind == .kantorPusat ? OfficeID.kantorPusat : bill.host.id
        let scene = Scene(act.reference.description, act.label.id, by: role, at: place, .act { _, _ in request })
        if onOrder {
            try addOrdered(scene, { _, _ in request }, request.key, act)
        } else {
            scenes.append(scene)
        }
    }

    private func act(of code: ProcedureCode, with form: Form) -> Act? {
        procedures[code]?.acts.first { $0.form == form }
    }

    static func line(_ text: String) throws -> Line { try #require(Line(text)) }
}

extension MatrixScript {
    /// The two ways of P02 that lead to no meeting: with somebody to tell, and with nobody.
    static func noMeeting(tells proposer: Office?) throws -> [Scene] {
        let agenda = try line("Penerimaan yang dapat ditangani tanpa rapat")
        let ground = try proposer.map { Ground.letter(try letter(of: $0)) } ?? .ownInformation(agenda)
        let decision = Scene(
            "P02.1", "memutuskan tidak perlu rapat", by: .dirjen, at: .kantorPusat,
            .decide { _ in Decision(needed: false, ground: ground, agenda: agenda) })
        return try [decision] + (proposer.map(telling) ?? [])
    }

    private static func letter(of proposer: Office) throws -> Ground.Letter {
        Ground.Letter(
            number: try line("S-7/PJ.08/2026"), date: try line("20 November 2026"), proposer: proposer.id,
            report: try line("Laporan Hasil Monitoring"))
    }

    /// P02.2 to P02.4 when the proposer is told that no meeting is needed.
    private static func telling(_ proposer: Office) throws -> [Scene] {
        let host = Playbill.ownControlRoom.id
        let acts: [(String, Role, OfficeID, OfficeID?)] = [
            ("P02.2", .kasubbagProtokol, host, nil), ("P02.3/tell", .operatorRko, host, nil),
            ("P02.4/receive", .loSetdit, proposer.id, proposer.id),
        ]
        return try acts.map { act, role, place, copy in
            let request = ActRequest(act: try #require(ActReference(act)), office: copy)
            return Scene(act, act, by: role, at: place, .act { _, _ in request })
        }
    }
}

extension Scene {
    /// The same scene with another request.
    func doing(_ make: @escaping @Sendable (Memory, Moment) throws -> ActRequest) -> Scene {
        Scene(reference, title, by: role, at: office, awaits: awaits, .act(make))
    }
}
