import Crypto
import Digests
import Disk
import Foundation
import Journal
import Meetings
import Offices
import Procedures
import RoomLink
import Synchronization
import Testing

@testable import ControlRoom

/// A real service on a folder of its own, gone with it.
final class Service: Sendable {
    let folder: StateFolder
    private let time = Mutex<Int64>(1_795_000_000_000_000)

    static let host = Office(
        id: office("rko"), name: "Ruang Kendali Operasi", kind: .rko, zone: .wib, sections: [])
    static let far = Office(
        id: office("kpp-jayapura"), name: "KPP Pratama Jayapura", kind: .kpp, zone: .wit,
        sections: SectionID("pelayanan").map { [Section(id: $0, name: "Seksi Pelayanan")] } ?? [])
    static let proposer = office("direktorat-pkp")
    static let rooms = [host, far].map { office in
        Room(
            id: RoomID(slug: office.id.slug), name: office.name, office: office, camera: .test,
            microphone: .test(tone: 440), screen: .headless, loudspeaker: .headless)
    }
    static let hostRoom = RoomID(slug: host.id.slug)
    static let farRoom = RoomID(slug: far.id.slug)

    static func office(_ text: String) -> OfficeID { OfficeID(text) ?? .kantorPusat }

    init() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "service-\(UUID().uuidString)").path
        folder = try StateFolder(path: path)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder.path) }

    /// Every look at the clock is a millisecond later than the one before.
    func now() -> Moment {
        Moment(
            microseconds: time.withLock { time in
                time += 1000
                return time
            })
    }

    /// Lets so many seconds pass.
    func pass(_ seconds: Double) { time.withLock { $0 += Int64(seconds * 1_000_000) } }

    func open(
        policy: Policy? = nil, rooms: [Room] = Service.rooms,
        free: @escaping @Sendable (String) -> Int64 = { FileFacts.free(at: $0) }
    ) async throws -> ControlRoom {
        try await ControlRoom.open(
            folder: folder, rooms: rooms, policy: policy, passwordCost: .cheap, free: free, clock: { self.now() })
    }

    /// What a start says is lost; empty when it starts.
    func startLoss(beginAnew: Bool = false) async throws -> String {
        do {
            let control = try await ControlRoom.open(
                folder: folder, rooms: Service.rooms, passwordCost: .cheap, beginAnew: beginAnew,
                clock: { self.now() })
            try await control.close()
            return ""
        } catch let loss as StateLoss { return loss.description }
    }

    /// Runs a body with the service open, and closes it whatever happens.
    func run<Result: Sendable>(
        policy: Policy? = nil, rooms: [Room] = Service.rooms,
        free: @escaping @Sendable (String) -> Int64 = { FileFacts.free(at: $0) },
        _ body: (ControlRoom) async throws -> Result
    ) async throws -> Result {
        let control = try await open(policy: policy, rooms: rooms, free: free)
        do {
            let result = try await body(control)
            try await control.close()
            return result
        } catch {
            try await control.close()
            throw error
        }
    }

    /// One person in every post, so that a test needs no cast.
    static let everybody: Person = {
        let posts = Role.allCases.flatMap { role -> [Post] in
            switch role.officeKind {
            case .rko: [Post(role: role, office: host.id)]
            case .kpp: [Post(role: role, office: far.id)]
            case .direktorat: [Post(role: role, office: proposer)]
            default: [Post(role: role, office: .kantorPusat)]
            }
        }
        return Person(id: PersonID(at: Moment(microseconds: 0)), name: "Sari", nip: nil, posts: posts)
    }()

    /// Another person for each set of roles, with the posts of everybody, so that nobody acts on two levels of a chain.
    static func holder(of act: ActReference) -> Person {
        let roles = (try? Procedures.load())?[act]?.roles ?? []
        guard let role = roles.first, let id = ids[role] else { return everybody }
        return Person(id: id, name: everybody.name, nip: nil, posts: everybody.posts)
    }

    private static let ids = Dictionary(
        uniqueKeysWithValues: Role.allCases.map { ($0, PersonID(at: Moment(microseconds: 0))) })

    static func decision(_ agenda: String = "Penerimaan triwulan IV") throws -> Decision {
        let letter = Ground.Letter(
            number: try line("S-1/PJ.08/2026"), date: try line("20 November 2026"), proposer: proposer,
            report: try line("LAP-1/PJ.08/2026"))
        return Decision(needed: true, ground: .letter(letter), agenda: try line(agenda))
    }
}

func line(_ text: String) throws -> Line { try #require(Line(text)) }

func key(_ text: String = UUID().uuidString) throws -> IdempotencyKey { try #require(IdempotencyKey(text)) }

func act(_ text: String, _ form: ActForm = .plain) throws -> ActRequest {
    let key = try #require(ActKey(text))
    return ActRequest(act: key.act, office: key.office, section: key.section, form: form)
}

extension ControlRoom {
    /// Performs an act as the person in every post.
    @discardableResult
    func done(_ request: ActRequest, on id: MeetingID, key: IdempotencyKey? = nil) async throws -> Meeting {
        let bytes = Array(try JSONEncoder().encode(request))
        return try await perform(
            request, on: id, by: Service.holder(of: request.act),
            key: key ?? IdempotencyKey(UUID().uuidString).unwrapped(),
            bytes: bytes)
    }

    /// A meeting that has been decided and notified, to begin in so many seconds.
    func noticed(startsIn seconds: Double = 60) async throws -> MeetingID {
        let id = try await begin(Service.decision(), by: Service.everybody, key: key()).id
        try await done(act("P02.2"), on: id)
        let notice = NoticeForm(
            start: clock().advanced(bySeconds: seconds), minutes: 30, agenda: try line("Penerimaan triwulan IV"),
            chair: try line("Dirjen"), contact: try line("Operator"), offices: [Service.far.id],
            directorates: [Service.proposer])
        try await done(act("P02.3/notify", .notice(notice)), on: id)
        return id
    }

    /// A meeting in which every site shows its materials and the recording has begun.
    func live(boot: BootID? = nil) async throws -> MeetingID {
        let id = try await noticed()
        try await advance(id, to: ConductAct.recordVideo.reference(in: .p09))
        try await done(act("P09.3/record-video"), on: id)
        for track in [Track.programme, .room] {
            try await tell(.recordingStarted(RecordingStart(part: part(id, track, 1, boot), firstFrame: clock())))
        }
        try await done(act("P09.2/open"), on: id)
        return id
    }

    nonisolated func part(_ id: MeetingID, _ track: Track, _ number: Int = 1, _ boot: BootID? = nil) -> RecordingPart {
        RecordingPart(meeting: id, track: track, number: number, boot: boot)
    }

    /// Does whatever is open, in order, until the act is open itself.
    func advance(_ id: MeetingID, to target: ActReference, skipping: [ActReference] = []) async throws {
        for _ in 0..<60 {
            let open = try #require(await meeting(id)).proceedings.available()
                .filter { !$0.repeats && $0.timesDone == 0 && !skipping.contains($0.key.act) }
            if open.contains(where: { $0.key.act == target }) { return }
            let next = try #require(open.first)
            if next.guards.contains(.devicesPass) { try await probe(next.key.office ?? Service.host.id, of: id) }
            let request = ActRequest(
                act: next.key.act, office: next.key.office, section: next.key.section, form: try await form(next, id))
            try await done(request, on: id)
        }
        Issue.record("\(target) was never open")
    }

    private func form(_ open: OpenAct, _ id: MeetingID) async throws -> ActForm {
        switch open.form {
        case .sections: return .sections(Service.far.sections.map(\.id))
        case .material: return .material(MaterialForm(title: try line("Bahan"), file: try shelve("\(open.key)")))
        case .page:
            let file = try #require(await meeting(id)?.materials(of: open.office).first?.file)
            let present = Attendance(name: try line("Sari"), post: try line("Kepala"), mode: .inPerson)
            return .page(PageForm(file: file, page: 1, attendance: present))
        default: return .plain
        }
    }

    /// Two pages of materials, as the shelf keeps them.
    nonisolated func shelve(_ name: String) throws -> ContentHash {
        let file = try blobs.store(Data("PDF \(name)".utf8))
        let pages = try (1...2).map { try blobs.store(Data("page \($0) of \(name)".utf8)) }
        let entry = MaterialShelf.Entry(file: file, title: name, pages: pages)
        try DurableFile.write(JSONEncoder().encode(entry), to: "\(folder.blob(file)).pages.json")
        return file
    }

    func probe(_ office: OfficeID, of id: MeetingID) async throws {
        let number = try await orderProbe(of: office, on: id, by: Service.everybody, key: key())
        let measures: [ProbeReport.Measure] = [
            .init(kind: .frameRate, value: 25, least: 20), .init(kind: .brightness, value: 90, least: 20),
            .init(kind: .motion, value: 1, least: 0.02), .init(kind: .soundLevel, value: -20, least: -50),
            .init(kind: .freeDisk, value: 9e10, least: 1e9),
        ]
        try await tell(.probed(ProbeReport(number: number, measures: measures)), from: RoomID(slug: office.slug))
    }

    @discardableResult
    func tell(
        _ fact: RoomFact, of meeting: MeetingID? = nil, from room: RoomID = Service.hostRoom
    ) async throws -> FactReceipt {
        var told = envelope(fact)
        told.meeting = meeting
        return try await receive([told], from: room)
    }

    nonisolated func envelope(_ fact: RoomFact, boot: UUID = UUID(), sequence: Int64 = 1) -> FactEnvelope {
        FactEnvelope(boot: boot, sequence: sequence, occurredAt: clock(), clockOffset: 0, fact: fact)
    }

    /// Every room's plan, without the position at which it came to be.
    var plansNow: [RoomID: RoomPlan] {
        var plans: [RoomID: RoomPlan] = [:]
        for room in directory.rooms {
            plans[room.id] = planBoard.plan(for: room.id)
            plans[room.id]?.revision = 0
        }
        return plans
    }

    func audit() async throws -> [ProjectionDifference] { try await journal.auditProjections() }
}

extension Optional {
    /// The value, or an error that fails the test.
    func unwrapped() throws -> Wrapped { try #require(self) }
}
