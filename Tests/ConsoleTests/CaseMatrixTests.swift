import Cases
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Offices
import Procedures
import SampleFilings
import Testing

/// Every act of P01 and P11 to P14 over HTTP, from its right role and from every other one.
struct CaseMatrixTests {
    /// One way through a procedure: the outcome chosen at each decision, taken in turn.
    struct Way: Sendable, CustomStringConvertible {
        let code: ProcedureCode
        let choices: [String: [String]]
        /// Where several roles may do an act: the first of them, or the last.
        var byLast = false
        var description: String { "\(code.rawValue) \(choices.values.flatMap(\.self).sorted())" }
    }

    /// An act and a role that may do it.
    struct Deed: Hashable, CustomStringConvertible {
        let act: ActReference
        let role: Role
        var description: String { "\(act) \(role.rawValue)" }
    }

    static let ways: [Way] = [
        Way(code: .p01, choices: ["P01.1/judge": ["serious"], "P01.6/decide": ["dirjen"]]),
        Way(code: .p01, choices: ["P01.1/judge": ["not-serious", "serious"], "P01.6/decide": ["internal"]]),
        Way(code: .p01, choices: ["P01.1/judge": ["serious"], "P01.6/decide": ["heads"]]),
        Way(code: .p11, choices: [:]), Way(code: .p11, choices: [:], byLast: true),
        Way(code: .p12, choices: ["P12.3/analyse": ["found-in-sikp"]]),
        Way(code: .p12, choices: ["P12.3/analyse": ["not-in-sikp"], "P12.3/discuss": ["answered-by-tl"]]),
        Way(code: .p12, choices: ["P12.3/analyse": ["not-in-sikp"], "P12.3/discuss": ["not-answered"]]),
        Way(
            code: .p12, choices: ["P12.3/analyse": ["not-in-sikp"], "P12.3/discuss": ["answered-by-tl"]], byLast: true),
        Way(code: .p12, choices: ["P12.3/analyse": ["not-in-sikp"], "P12.3/discuss": ["not-answered"]], byLast: true),
        Way(code: .p13, choices: ["P13.1/register": ["escalation-answer"]]),
        Way(code: .p13, choices: ["P13.1/register": ["requested-opinion"]]),
        Way(code: .p13, choices: ["P13.1/register": ["unrequested-opinion"]]),
        Way(code: .p13, choices: ["P13.1/register": ["requested-opinion"]], byLast: true),
        Way(code: .p14, choices: ["P14.16/verify": ["complete"]]),
        Way(code: .p14, choices: ["P14.16/verify": ["incomplete", "complete"]]),
    ]

    @Test(
        """
        AC-127, AC-125: every act is accepted from each role that may do it and refused from every other one, to the end \
        of each way
        """, arguments: [ProcedureCode.p01, .p11, .p12, .p13, .p14])
    func walk(code: ProcedureCode) async throws {
        let procedure = try #require(try Procedures.load()[code])
        try await Bureau.open { bureau, client in
            var (accepted, refused): (Set<Deed>, Set<ActReference>) = ([], [])
            for way in Self.ways where way.code == code {
                var walk = CaseWalk(way: way, bureau: bureau, client: client)
                try await walk.run()
                accepted.formUnion(walk.accepted)
                refused.formUnion(walk.refused)
            }
            // No act is exempt but those that nobody does: the ends and P14.17, which are reached by themselves.
            let acts = procedure.acts.filter { !$0.isMilestone }
            let deeds = Set(acts.flatMap { act in act.roles.map { Deed(act: act.reference, role: $0) } })
            #expect(deeds.subtracting(accepted).map(\.description).sorted() == [], "never accepted")
            #expect(Set(acts.map(\.reference)).subtracting(refused).map(\.description).sorted() == [], "never refused")
        }
    }
}

/// Plays one way through a procedure over HTTP.
struct CaseWalk {
    let way: CaseMatrixTests.Way
    let bureau: Bureau
    let client: any TestClientProtocol
    private(set) var accepted: Set<CaseMatrixTests.Deed> = []
    private(set) var refused: Set<ActReference> = []
    private var id = ""
    private var tried: Set<String> = []
    private var done: Set<String> = []
    /// What may be left out is done once on the whole way, also what gives back.
    private var extras: Set<String> = []
    private var choices: [String: [String]]
    private let procedure: Procedure?

    init(way: CaseMatrixTests.Way, bureau: Bureau, client: any TestClientProtocol) {
        (self.way, self.bureau, self.client) = (way, bureau, client)
        choices = way.choices
        procedure = try? Procedures.load()[way.code]
    }

    struct TaskView: Decodable {
        let act: ActReference
        let office: OfficeID?
        let section: SectionID?
        let roles: [Role]
        let form: Form
        let optional: Bool
    }

    mutating func run() async throws {
        try await begin()
        for _ in 0..<80 {
            let (tasks, finished) = try await look()
            for task in tasks { try await refuseOthers(task) }
            if finished { return }
            let following = try #require(next(tasks), "\(way) is stuck: \(tasks.map(\.act))")
            try await perform(following)
        }
        Issue.record("\(way) does not end")
    }

    private func reader() throws -> String {
        try bureau.token(try #require(procedure?.acts.first?.roles.first))
    }

    private mutating func begin() async throws {
        let act = try #require(procedure?.acts.first)
        let office =
            procedure?.unit == .klip ? Bureau.klip : procedure?.unit == .direktorat ? Bureau.directorate : .kantorPusat
        let text = """
            {"procedure":"\(way.code.rawValue)","office":"\(office)","subject":"Perkara uji","act":"\(act.reference)",
            "fields":\(try SampleFiling.json(act.form))\(branch(of: act.reference))}
            """
        for (role, token) in bureau.tokens where !act.roles.contains(role) {
            #expect(try await client.json(.post, "/api/cases", text, as: token).status == .forbidden, "\(role)")
            refused.insert(act.reference)
        }
        let role = role(of: act.roles)
        let answer = try await client.json(.post, "/api/cases", text, as: bureau.token(role))
        #expect(answer.status == .created, "\(answer.text)")
        id = try #require(answer.field("id"), "\(answer.text)")
        accepted.insert(CaseMatrixTests.Deed(act: act.reference, role: role))
        done.insert("\(act.reference)")
    }

    private func role(of roles: [Role]) -> Role { (way.byLast ? roles.last : roles.first) ?? .dirjen }

    private func look() async throws -> ([TaskView], Bool) {
        let state = try await client.json(.get, "/api/cases/\(id)", as: reader())
        let tasks = try await client.json(.get, "/api/cases/\(id)/tasks", as: reader())
        #expect(state.status == .ok, "\(state.text)")
        return (
            try JSONDecoder().decode([TaskView].self, from: Data(tasks.text.utf8)),
            state.text.contains("\"finished\":true")
        )
    }

    private func next(_ tasks: [TaskView]) -> TaskView? {
        tasks.first { $0.optional && !extras.contains(key($0)) }
            ?? tasks.first { !$0.optional && !done.contains(key($0)) } ?? tasks.first { $0.act.description == "P11.5" }
    }

    private func key(_ task: TaskView) -> String { "\(ActKey(task.act, office: task.office, section: task.section))" }

    private mutating func refuseOthers(_ task: TaskView) async throws {
        guard tried.insert(key(task)).inserted else { return }
        let text = try body(task, choosing: false)
        for (role, token) in bureau.tokens where !task.roles.contains(role) {
            let answer = try await client.json(.post, "/api/cases/\(id)/acts", text, as: token)
            #expect(answer.status == .forbidden, "\(task.act) by \(role): \(answer.text)")
            refused.insert(task.act)
        }
    }

    private mutating func perform(_ task: TaskView) async throws {
        let (text, role) = (try body(task, choosing: true), role(of: task.roles))
        let answer = try await client.json(.post, "/api/cases/\(id)/acts", text, as: bureau.token(role))
        #expect(answer.status == .ok, "\(task.act): \(answer.text)")
        if answer.status == .ok { accepted.insert(CaseMatrixTests.Deed(act: task.act, role: role)) }
        done.insert(key(task))
        if task.optional { extras.insert(key(task)) }
        if let act = procedure?.acts.first(where: { $0.reference == task.act }), act.reopens != nil { done = [] }
    }

    private func branch(of act: ActReference) -> String {
        choices["\(act)"]?.first.map { ",\"branch\":\"\($0)\"" } ?? ""
    }

    private mutating func body(_ task: TaskView, choosing: Bool) throws -> String {
        let isIncomplete = choices["\(task.act)"]?.first == "incomplete"
        var more: [String: FieldValue?] = isIncomplete ? ["targets": SampleFiling.arrivals(sidjp: 4, sipmod: 10)] : [:]
        if task.optional, task.form == .document { more["body"] = ["Alinea yang diubah"] }
        if task.form == .lateStatement { more["bank"] = "bank-dua" }
        let place = [task.office.map { "\"office\":\"\($0)\"," }, task.section.map { "\"section\":\"\($0)\"," }]
            .compactMap(\.self).joined()
        let fields = try SampleFiling.json(task.form, task.act, more)
        let text = "{\"act\":\"\(task.act)\",\(place)\"fields\":\(fields)\(branch(of: task.act))}"
        if choosing, choices["\(task.act)"] != nil { choices["\(task.act)"]?.removeFirst() }
        return text
    }
}
