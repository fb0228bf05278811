import ControlRoom
import Foundation
import Meetings
import Offices
import Procedures
import RoomLink

/// A live meeting with very many offices, for whom the service is measured: `meeting-load FOLDER OFFICES`.
///
/// It says `live` when the meeting is under way, and then does what each line of the input asks: `acts N` lets 32 people
/// perform N acts each at once, `facts` lets every room tell two. Every answer is one line of names and values.
@main
struct MeetingLoad {
    let control: ControlRoom
    let directorate: Directorate
    let meeting: MeetingID

    static func main() async throws {
        guard CommandLine.arguments.count == 3, let count = Int(CommandLine.arguments[2]), count >= Self.people else {
            FileHandle.standardError.write(Data("usage: meeting-load FOLDER OFFICES (at least \(people))\n".utf8))
            exit(64)
        }
        let directorate = try Directorate(offices: count)
        let control = try await ControlRoom.open(
            folder: try StateFolder(path: CommandLine.arguments[1]), rooms: directorate.rooms,
            clock: { Moment(Date()) })
        let listening = Self.listen(to: control, directorate)
        let cost = Cost.begin()
        let (meeting, acts) = try await Opening(control, directorate).play()
        say("live offices=\(count) acts=\(acts) \(cost.spent())")
        let load = MeetingLoad(control: control, directorate: directorate, meeting: meeting)
        while let line = readLine() {
            let words = line.split(separator: " ")
            switch (words.first, words.last.flatMap { Int($0) }) {
            case ("acts", let each?): say(try await load.acts(each))
            case ("facts", _): say(try await load.facts())
            default: say("unknown")
            }
        }
        for task in listening { task.cancel() }
        try await control.close()
    }

    static let people = 32

    /// As in a running service every room waits for its plan, and a page for news.
    private static func listen(to control: ControlRoom, _ directorate: Directorate) -> [Task<Void, Never>] {
        directorate.rooms.map { room in Task { for await _ in await control.plans(for: room.id) {} } }
            + [Task { for await _ in control.news.listen() {} }]
    }

    /// The heads of 32 offices confirm who attends, all at once, each so many times.
    private func acts(_ each: Int) async throws -> String {
        let first = await control.position + 1
        let cost = Cost.begin()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for office in directorate.offices.prefix(Self.people) {
                let head = directorate.person(.kepalaKpp, office.id)
                group.addTask { for number in 0..<each { try await attend(number, office.id, head) } }
            }
            try await group.waitForAll()
        }
        let spent = cost.spent()
        return "acts count=\(each * Self.people) \(spent) first=\(first) last=\(await control.position)"
    }

    private func attend(_ number: Int, _ office: OfficeID, _ head: Person) async throws {
        let line = AttendanceLine(
            name: try Line("Sari \(number)").named("Sari"), post: try Line("Kepala").named("Kepala"), mode: .inPerson)
        let act = try ActReference("P09.2/attend").named("P09.2/attend")
        let request = ActRequest(act: act, office: office, form: .attendance(line))
        try await control.perform(
            request, on: meeting, by: head, key: Opening.key(), bytes: Array(JSONEncoder().encode(request)))
    }

    /// Every room tells that it records and what its screen shows, one after the other.
    private func facts() async throws -> String {
        let cost = Cost.begin()
        var times: [Double] = []
        for room in directorate.rooms.dropFirst() {
            let (boot, number) = (UUID(), Int.random(in: 2...1000))
            let part = RecordingPart(meeting: meeting, track: .room, number: number)
            let told: [RoomFact] = [
                .recordingStarted(RecordingStart(part: part, firstFrame: Moment(Date()))),
                .shown(Showing(surface: .screen, page: nil, since: Moment(Date()))),
            ]
            for (sequence, fact) in told.enumerated() {
                let envelope = FactEnvelope(
                    boot: boot, sequence: Int64(sequence + 1), occurredAt: Moment(Date()), clockOffset: 0,
                    meeting: meeting, fact: fact)
                let one = Cost.begin()
                _ = try await control.receive([envelope], from: room.id)
                times.append(one.processor * 1000)
            }
        }
        times.sort()
        return "facts count=\(times.count) median_cpu_ms=\(times[times.count / 2]) \(cost.spent())"
    }

    private static func say(_ line: String) {
        FileHandle.standardOutput.write(Data("\(line)\n".utf8))
    }
}
