import Offices
import Testing

@testable import ControlRoom
@testable import Engine
@testable import Procedures

/// Who can do what now, in all cases.
struct TaskBoardTests {
    private static let subject = CaseReference.other(CaseID(at: Moment(microseconds: 0)))
    private static let start = Moment(microseconds: 0)

    @Test("What is kept up with each act is what asking for everything finds", arguments: Course.allCases, 1...3)
    func incremental(course: Course, seed: Int) throws {
        var walk = try CourseWalk(course, seed: UInt64(seed) &* 7919)
        var board = TaskBoard()
        board.replace(Self.subject, with: walk.state, at: Self.start)
        var steps = 0
        for number in 1...(course.isMeeting ? 120 : 60) {
            guard let key = walk.step() else { break }
            steps += 1
            let now = Moment(microseconds: Int64(number))
            board.update(Self.subject, after: key, in: walk.state, at: now)
            var fresh = TaskBoard()
            fresh.replace(Self.subject, with: walk.state, at: now)
            let (kept, found) = (board.tasks(of: Self.subject).map(\.act), fresh.tasks(of: Self.subject).map(\.act))
            #expect(kept == found, "\(course) \(seed), step \(number) \(key): \(Self.difference(kept, found))")
            guard kept == found else { return }
            for role in Set(found.flatMap(\.roles)) {
                let posts = Set(found.map(\.office)).map { Post(role: role, office: $0) }
                #expect(Set(board.inbox(of: posts).map(\.act.key)) == Set(fresh.inbox(of: posts).map(\.act.key)))
            }
        }
        #expect(steps >= 3)
    }

    private static func difference(_ kept: [OpenAct], _ found: [OpenAct]) -> String {
        let extra = kept.filter { !found.contains($0) }.map { "+\($0.key)×\($0.timesDone)" }
        return (extra + found.filter { !kept.contains($0) }.map { "-\($0.key)×\($0.timesDone)" }).joined(separator: " ")
    }

    @Test("A task keeps the time since when it is open, whatever else is done, and leaves no trace when it is gone")
    func since() throws {
        var walk = try CourseWalk(.question, seed: 1)
        var board = TaskBoard()
        board.replace(Self.subject, with: walk.state, at: Self.start)
        #expect(board.count == 1 && board.tasks(of: Self.subject).first?.since == Self.start)
        board.replace(Self.subject, with: walk.state, at: Moment(microseconds: 9))
        #expect(board.tasks(of: Self.subject).first?.since == Self.start)
        let next = walk.step()
        let key = try #require(next)
        board.update(Self.subject, after: key, in: walk.state, at: Moment(microseconds: 5))
        #expect(board.tasks(of: Self.subject).map { "\($0.act.key)" } == ["P12.2"])
        #expect(board.tasks(of: Self.subject).first?.since == Moment(microseconds: 5))
    }

    @Test("Among a hundred thousand tasks a person's inbox comes at once, and holds the person's own only")
    func large() throws {
        let edition = try Procedures.load().following(.question)
        let role = try #require(edition.all.first?.acts.first?.roles.first)
        var board = TaskBoard()
        for number in 0..<1000 {
            let office = CourseWalk.office("klip-\(number)", .klip)
            let state = Proceedings(procedures: edition, host: office)
            let first = try #require(state.available().first)
            for _ in 0..<100 {
                let subject = CaseReference.other(CaseID(at: Moment(microseconds: Int64(number))))
                board.put(first, of: subject, at: Moment(microseconds: Int64(number)))
            }
        }
        #expect(board.count == 100_000)
        let post = Post(role: role, office: try #require(OfficeID("klip-500")))
        var inbox: [OpenTask] = []
        let time = ContinuousClock().measure { inbox = board.inbox(of: [post]) }
        #expect(inbox.count == 100 && inbox.allSatisfy { $0.act.office == post.office })
        #expect(time < .milliseconds(250), "\(time)")
    }

    @Test("A section's officer sees the tasks of that section, an officer of the whole office all of them")
    func sections() throws {
        let edition = try Procedures.load().following(.controlRoomMeeting)
        let (host, kpp) = (CourseWalk.office("rko", .rko), CourseWalk.office("kpp", .kpp))
        var state = Proceedings(procedures: edition, host: host)
        let ids = kpp.sections.map(\.id)
        var board = TaskBoard()
        func done(_ text: String, _ outcome: Outcome? = nil) throws {
            let key = try #require(ActKey(text))
            let actor = Actor(id: PersonID(at: Self.start), name: "Sari", role: .dirjen, office: .kantorPusat)
            state.perform(key, by: actor, at: Self.start, outcome: outcome)
            board.update(Self.subject, after: key, in: state, at: Self.start)
        }
        board.replace(Self.subject, with: state, at: Self.start)
        try done("P02.1", BranchID("needed").map { .decided($0) })
        try done("P02.2")
        try done("P02.3/notify", .notified(invited: [kpp], directorates: []))
        try done("P06.1@kpp")
        try done("P06.2@kpp", .contacted(ids))
        let all = board.inbox(of: [Post(role: .kasiTerkaitKpp, office: kpp.id)])
        #expect(Set(all.compactMap(\.act.key.section)) == Set(ids))
        for section in ids {
            let own = board.inbox(of: [Post(role: .kasiTerkaitKpp, office: kpp.id, section: section)])
            #expect(!own.isEmpty && own.allSatisfy { $0.act.key.section == section })
        }
        #expect(board.inbox(of: [Post(role: .kasiTerkaitKpp, office: host.id)]).isEmpty)
        #expect(board.inbox(of: []).isEmpty)
    }
}
