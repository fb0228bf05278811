import Cases
import ControlRoom
import Engine
import Foundation
import Journal
import Meetings
import Offices
import Procedures

/// Measures what a directorate with 386 regional offices asks of the cases, and prints a figure per line: name, value.
@main
struct CaseLoad {
    static func main() async throws {
        let offices = try (1...386).map { try office("kpp-\($0)", .kpp) }
        print("decide_us", try decide(offices))
        print("inbox_ms", try inbox(offices))
        let (open, count) = try await fanOut(offices)
        print("fan_out_ms", open)
        print("fan_out_offices", count)
        for figure in try await turns() {
            print("turn_wall_ms_of_\(figure.open)", figure.wall)
            print("turn_cpu_ms_of_\(figure.open)", figure.processor)
        }
        try await longJournal(CommandLine.arguments.dropFirst().first.flatMap { Int64($0) } ?? 1_000_000)
    }

    /// What a turn costs, by how many cases are open.
    private static func turns() async throws -> [(open: Int, wall: Double, processor: Double)] {
        let path = FileManager.default.temporaryDirectory.appending(path: "case-load-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try await Turns(path: path, klip: office("klip", .klip)).measure(open: [1, 1_000, 5_000, 20_000])
    }

    /// How long a service takes to begin with so many events behind it.
    private static func longJournal(_ count: Int64) async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "case-load-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        guard let klip = OfficeID("klip") else { throw Misspelt(text: "klip") }
        let starts = try await LongJournal(folder: StateFolder(path: path), klip: klip).measure(events: count)
        guard starts.isSame else { throw Misspelt(text: "replay and snapshot lead to two states") }
        print("journal_events", starts.events)
        for (name, cost) in [
            ("registers", starts.registers), ("replay", starts.replay), ("snapshot_start", starts.snapshot),
        ] {
            print("\(name)_wall_s", cost.wall)
            print("\(name)_cpu_s", cost.processor)
        }
    }

    /// Median of one check of an act in the middle of a meeting with all offices, in microseconds.
    private static func decide(_ offices: [Office]) throws -> Double {
        var state = try noticed(offices)
        for office in offices { state.perform(try key("P06.1", office), by: actor(.kepalaKpp, office), at: moment) }
        let times = try offices.flatMap { office in
            let key = try key("P06.4", office)
            let actor = actor(.kasiPdiKpp, office)
            return try (0..<5).map { _ in
                let start = ContinuousClock.now
                try state.check(key, by: actor) { _, _ in .met }
                return (ContinuousClock.now - start) / .microseconds(1)
            }
        }
        return times.sorted()[times.count / 2]
    }

    /// One person's inbox among 100,000 open tasks, in milliseconds.
    private static func inbox(_ offices: [Office]) throws -> Double {
        var board = TaskBoard()
        let state = try noticed(offices)
        while board.count < 100_000 { board.replace(.meeting(MeetingID(at: moment)), with: state, at: moment) }
        let post = Post(role: .kepalaKpp, office: offices[200].id)
        let times = (0..<21).map { _ in
            let start = ContinuousClock.now
            let found = board.inbox(of: [post])
            precondition(found.count > 100)
            return (ContinuousClock.now - start) / .milliseconds(1)
        }
        return times.sorted()[times.count / 2]
    }

    /// One notice that opens a case in each office, on disk when it returns, in milliseconds.
    private static func fanOut(_ offices: [Office]) async throws -> (Double, Int) {
        let path = FileManager.default.temporaryDirectory.appending(path: "case-load-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let host = try office("rko", .rko)
        let rooms = ([host] + offices).map { office in
            Room(
                id: RoomID(slug: office.id.slug), name: office.name, office: office, camera: .test,
                microphone: .test(tone: 440), screen: .headless, loudspeaker: .headless)
        }
        let control = try await ControlRoom.open(
            folder: try StateFolder(path: path), rooms: rooms, clock: { Moment(Date()) })
        let agenda = try line("Penerimaan")
        let decision = Decision(needed: true, ground: .ownInformation(agenda), agenda: agenda)
        let id = try await control.begin(decision, by: person(.dirjen, .kantorPusat), key: "decide").id
        let assign = ActRequest(act: try reference("P02.2"))
        try await control.perform(assign, on: id, by: person(.kasubbagProtokol, host.id), key: "assign", bytes: [1])
        let form = NoticeForm(
            start: Moment(Date()), minutes: 60, agenda: agenda, chair: agenda, contact: agenda,
            offices: offices.map(\.id), directorates: [])
        let notice = ActRequest(act: try reference("P02.3/notify"), form: .notice(form))
        let start = ContinuousClock.now
        try await control.perform(notice, on: id, by: person(.operatorRko, host.id), key: "notice", bytes: [2])
        let took = (ContinuousClock.now - start) / .milliseconds(1)
        let opened = await control.tasks(of: .meeting(id)).filter { $0.task.act.key.act.procedure == .p06 }.count
        try await control.close()
        return (took, opened)
    }

    static let moment = Moment(microseconds: 1_795_227_330_000_000)

    private static func noticed(_ offices: [Office]) throws -> Proceedings {
        let host = try office("rko", .rko)
        var state = Proceedings(procedures: try Procedures.load().following(.controlRoomMeeting), host: host)
        let needed = BranchID("needed").map { Outcome.decided($0) }
        state.perform(ActKey(try reference("P02.1")), by: actor(.dirjen, host), at: moment, outcome: needed)
        state.perform(ActKey(try reference("P02.2")), by: actor(.kasubbagProtokol, host), at: moment)
        state.perform(
            ActKey(try reference("P02.3/notify")), by: actor(.operatorRko, host), at: moment,
            outcome: .notified(invited: offices, directorates: []))
        return state
    }

    private static func key(_ act: String, _ office: Office) throws -> ActKey {
        ActKey(try reference(act), office: office.id)
    }

    private static func reference(_ text: String) throws -> ActReference {
        guard let reference = ActReference(text) else { throw Misspelt(text: text) }
        return reference
    }

    private static func line(_ text: String) throws -> Line {
        guard let line = Line(text) else { throw Misspelt(text: text) }
        return line
    }

    private static func office(_ id: String, _ kind: OfficeKind) throws -> Office {
        guard let id = OfficeID(id), let section = SectionID("pelayanan") else { throw Misspelt(text: id) }
        return Office(
            id: id, name: "Kantor \(id)", kind: kind, zone: .wit,
            sections: kind == .rko ? [] : [Section(id: section, name: "Seksi Pelayanan")])
    }

    private static func actor(_ role: Role, _ office: Office) -> Actor {
        Actor(id: PersonID(at: moment), name: role.rawValue, role: role, office: office.id)
    }

    private static func person(_ role: Role, _ office: OfficeID) -> Person {
        Person(id: PersonID(at: moment), name: role.rawValue, nip: nil, posts: [Post(role: role, office: office)])
    }

    /// A name that this program itself holds does not parse.
    struct Misspelt: Error { let text: String }
}
