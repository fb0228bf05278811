import Cases
import Documents
import Engine
import Foundation
import Journal
import Meetings
import Offices
import Procedures
import SampleFilings
import Testing

@testable import ControlRoom

extension Service {
    static let klip = office("klip")

    /// Writes the same request to the same bytes.
    static var sorted: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return encoder
    }

    /// The holder of one role and of no other; another person for each role.
    static func official(_ role: Role, section: SectionID? = nil, _ name: String? = nil, until: Moment? = nil) -> Person
    {
        let number = Role.allCases.firstIndex(of: role) ?? 0
        let digits = String(number + (name == nil ? 1000 : 2000))
        let id = PersonID("019a0000-0000-7000-8000-00000000\(digits)") ?? PersonID(at: Moment(microseconds: 0))
        let post = Post(role: role, office: office(of: role), section: section, until: until)
        return Person(id: id, name: name ?? "Pejabat \(role.rawValue)", nip: nil, posts: [post])
    }

    static func office(of role: Role) -> OfficeID {
        switch role.officeKind {
        case .rko: host.id
        case .kpp: far.id
        case .direktorat: proposer
        case .klip: klip
        default: .kantorPusat
        }
    }

    /// Puts people into the register before the service starts.
    func enrol(_ persons: [Person]) throws {
        var people = try People(path: folder.people)
        for person in persons { _ = try people.add(person) }
    }

    /// A service in which the directorate has a room of its own, and can host meetings.
    func runWithRoom<Result: Sendable>(_ body: (ControlRoom) async throws -> Result) async throws -> Result {
        let office = try #require(try HeadOffice.load().first { $0.id == Self.proposer })
        let room = Room(
            id: RoomID(slug: office.id.slug), name: office.name, office: office, camera: .test,
            microphone: .test(tone: 440), screen: .headless, loudspeaker: .headless)
        let control = try await ControlRoom.open(folder: folder, rooms: Self.rooms + [room], clock: { self.now() })
        do {
            let result = try await body(control)
            try await control.close()
            return result
        } catch {
            try await control.close()
            throw error
        }
    }
}

extension ControlRoom {
    @discardableResult
    func start(
        _ code: ProcedureCode, subject: String = "Perkara uji", by person: Person? = nil, key: IdempotencyKey? = nil
    ) async throws -> Case {
        let act = try #require(procedures[code]?.acts.first)
        let beginning = CaseBeginning(
            procedure: code, office: Service.office(of: act.roles[0]), subject: try line(subject), act: act.reference,
            branch: act.branches.first?.id, fields: SampleFiling.fields(act.form, act.reference))
        return try await begin(
            beginning, by: person ?? Service.official(act.roles[0]),
            key: key ?? IdempotencyKey(UUID().uuidString).unwrapped(),
            bytes: Array(try Service.sorted.encode(beginning))
        )
    }

    @discardableResult
    func carry(
        _ text: String, on id: CaseID, branch: String? = nil, fields: [String: FieldValue]? = nil,
        by person: Person? = nil, key: IdempotencyKey? = nil
    ) async throws -> Case {
        let place = try #require(ActKey(text))
        let act = procedures[place.act]
        let request = CaseRequest(
            act: place.act, office: place.office, section: place.section, branch: branch.flatMap { BranchID($0) },
            fields: fields ?? SampleFiling.fields(act?.form ?? .none, place.act))
        let holder = person ?? Service.official(act?.roles.first ?? .dirjen)
        let key = try key ?? IdempotencyKey(UUID().uuidString).unwrapped()
        let bytes = Array(try Service.sorted.encode(request))
        return try await audited(.other(id), act: place.act, by: holder, key: key) {
            try await perform(request, on: id, by: holder, key: key, bytes: bytes)
        }
    }

    /// Does whatever has to be done until an act is open; decisions go the first way unless another is chosen.
    func advance(_ id: CaseID, to target: String?, choosing: [String: String] = [:]) async throws {
        for _ in 0..<60 {
            let known = try #require(await caseOf(id))
            if target == nil, known.isFinished { return }
            let open = known.proceedings.available()
            if open.contains(where: { "\($0.key)" == target }) { return }
            let next = try #require(open.first { !$0.isOptional && $0.timesDone == 0 })
            let branches = procedures[next.key.act]?.branches ?? []
            try await carry(
                "\(next.key)", on: id, branch: choosing["\(next.key.act)"] ?? branches.first?.id.description)
        }
        Issue.record("\(target ?? "the end") was never reached")
    }

    /// The refusals that the audit holds.
    func refusals() async throws -> [RefusedAct] {
        try await journal.events(of: EventCodec.refusals).map {
            try JSONDecoder().decode(RefusedAct.self, from: Data($0.payload))
        }
    }

    var boardNow: [CaseReference: [OpenTask]] {
        let all = docket.cases.keys.map(CaseReference.other) + docket.meetings.keys.map(CaseReference.meeting)
        return Dictionary(uniqueKeysWithValues: all.map { ($0, docket.board.tasks(of: $0)) })
    }

    var numbersNow: [String] { docket.counts.numbers.last.map { "\($0.key) \($0.value)" }.sorted() }
}
