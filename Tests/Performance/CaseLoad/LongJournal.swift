import Cases
import ControlRoom
import Engine
import Foundation
import Journal
import Meetings
import Offices
import Procedures
import SampleFilings

/// A service with years behind it: a journal of very many events of cases that have ended, and some that have not.
///
/// A few cases are played through the service itself; what they wrote is then written again under new ids, so that the
/// journal is as the service would have written it, only faster.
struct LongJournal {
    let folder: StateFolder
    let klip: OfficeID

    /// What the beginnings of the service cost, and whether both led to the same state.
    struct Starts {
        var events: Int64 = 0
        /// The first start, which builds the registers' tables too.
        var registers = Cost()
        /// From the first event.
        var replay = Cost()
        /// From the snapshot.
        var snapshot = Cost()
        var isSame = false
    }

    /// What a start took, in seconds of the clock on the wall and of processors.
    struct Cost {
        var wall = 0.0
        var processor = 0.0
    }

    func measure(events count: Int64) async throws -> Starts {
        let played = try await play()
        try await write(copiesOf: played, until: count)
        var starts = Starts()
        (starts.registers, _) = try await start()
        try FileManager.default.removeItem(atPath: "\(folder.path)/docket.json")
        let whole, resumed: Picture
        (starts.replay, whole) = try await start()
        (starts.snapshot, resumed) = try await start()
        starts.isSame = whole == resumed && !whole.open.isEmpty
        starts.events = whole.position
        return starts
    }

    /// What a service knows after its start, as far as it can be asked.
    private struct Picture: Equatable {
        let open: [Case]
        let newest: [Case]
        let tasks: Int
        let position: Int64
    }

    private func start() async throws -> (Cost, Picture) {
        let (begin, used) = (ContinuousClock.now, clock())
        let control = try await open()
        let cost = Cost(
            wall: (ContinuousClock.now - begin) / .seconds(1),
            processor: Double(clock() - used) / Double(CLOCKS_PER_SEC))
        let picture = Picture(
            open: await control.openCases(), newest: try await control.cases(limit: 400),
            tasks: await control.openTaskCount(), position: await control.position)
        try await control.close()
        return (cost, picture)
    }

    private func open() async throws -> ControlRoom {
        try await ControlRoom.open(folder: folder, rooms: [], clock: { Moment(Date()) })
    }

    /// Questions of P12 answered at once, and one in ten that waits for its answer.
    private func play() async throws -> (ended: [StoredEvent], open: [StoredEvent]) {
        let control = try await open()
        let ended = try await ask(control, until: 20)
        let open = try await ask(control, until: 1)
        try await control.close()
        let journal = try await Journal.open(at: folder.journal, clock: { Moment(Date()) })
        let events = try await journal.events(limit: 100)
        try await journal.close()
        let (first, second) = ("case/\(ended)", "case/\(open)")
        return (events.filter { $0.stream.text == first }, events.filter { $0.stream.text == second })
    }

    private func ask(_ control: ControlRoom, until most: Int) async throws -> CaseID {
        let agent = person(.agenAplikasi)
        let fields: [String: FieldValue] = [
            "application": .text("e-filing"), "caller": .text("PT Maju"), "question": .text("Bagaimana melapor?"),
        ]
        guard let subject = Line("Pertanyaan"), let act = ActReference("P12.1"),
            let key = IdempotencyKey(UUID().uuidString)
        else { throw CaseLoad.Misspelt(text: "P12.1") }
        let beginning = CaseBeginning(procedure: .p12, office: klip, subject: subject, act: act, fields: fields)
        let id = try await control.begin(beginning, by: agent, key: key, bytes: []).id
        for _ in 1..<most {
            guard let open = await control.tasks(of: .other(id)).first?.task.act,
                let key = IdempotencyKey(UUID().uuidString)
            else { return id }
            let request = CaseRequest(
                act: open.key.act,
                branch: open.key.act.description == "P12.3/analyse" ? BranchID("found-in-sikp") : nil,
                fields: SampleFiling.fields(open.form, open.key.act))
            try await control.perform(request, on: id, by: person(open.roles[0]), key: key, bytes: [])
        }
        return id
    }

    private func person(_ role: Role) -> Person {
        Person(
            id: PersonID(at: CaseLoad.moment), name: role.rawValue, nip: nil, posts: [Post(role: role, office: klip)])
    }

    private func write(copiesOf played: (ended: [StoredEvent], open: [StoredEvent]), until count: Int64) async throws {
        let journal = try await Journal.open(at: folder.journal, clock: { Moment(Date()) })
        var (position, number) = (try await journal.head().position, 2)
        while position < count {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<256 where position < count {
                    number += 1
                    // One case in two hundred waits for its answer.
                    let events = number % 200 == 0 ? played.open : played.ended
                    position += Int64(events.count)
                    let copy = number
                    group.addTask { try await Self.write(events, as: copy, to: journal) }
                }
                try await group.waitForAll()
            }
        }
        try await journal.close()
    }

    private static func write(_ events: [StoredEvent], as number: Int, to journal: Journal) async throws {
        let moment = CaseLoad.moment.advanced(bySeconds: Double(number))
        let drafts = events.map { event in
            let text = String(decoding: event.payload, as: UTF8.self)
                .replacing(/"number":\d+/, with: "\"number\":\(number)")
            return EventDraft(
                type: event.type, payload: Array(text.utf8), actor: event.actor, office: event.office,
                occurredAt: moment)
        }
        let stream = StreamID(kind: "case", CaseID(at: moment))
        guard let key = IdempotencyKey("copy-\(number)") else { return }
        _ = try await journal.append(drafts, to: stream, expecting: .none, key: key)
    }
}
