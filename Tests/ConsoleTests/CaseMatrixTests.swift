import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Offices
import Procedures
import Testing

/// Every act of P01 and P11 to P14 over HTTP, from its right role and from every other one.
struct CaseMatrixTests {
    /// One way through a procedure: the outcome chosen at each decision, taken in turn.
    struct Way: Sendable, CustomTestStringConvertible {
        let code: ProcedureCode
        let choices: [String: [String]]
        var testDescription: String { "\(code.rawValue) \(choices.values.flatMap(\.self).sorted())" }
    }

    static let ways: [Way] = [
        Way(code: .p01, choices: ["P01.1/judge": ["serious"], "P01.6/decide": ["dirjen"]]),
        Way(code: .p01, choices: ["P01.1/judge": ["not-serious", "serious"], "P01.6/decide": ["internal"]]),
        Way(code: .p11, choices: [:]),
        Way(code: .p12, choices: ["P12.3/analyse": ["found-in-sikp"]]),
        Way(code: .p12, choices: ["P12.3/analyse": ["not-in-sikp"], "P12.3/discuss": ["answered-by-tl"]]),
        Way(code: .p12, choices: ["P12.3/analyse": ["not-in-sikp"], "P12.3/discuss": ["not-answered"]]),
        Way(code: .p13, choices: ["P13.1/register": ["escalation-answer"]]),
        Way(code: .p13, choices: ["P13.1/register": ["requested-opinion"]]),
        Way(code: .p13, choices: ["P13.1/register": ["unrequested-opinion"]]),
        Way(code: .p14, choices: ["P14.16/verify": ["complete"]]),
        Way(code: .p14, choices: ["P14.16/verify": ["incomplete", "complete"]]),
    ]

    @Test(
        "AC-127, AC-125: every act from its right role is accepted, from every other one refused, to the end of each way",
        arguments: ways)
    func walk(way: Way) async throws {
        try await Bureau.open { bureau, client in
            var walk = CaseWalk(way: way, bureau: bureau, client: client)
            try await walk.run()
            #expect(walk.refused > 20)
        }
    }
}

/// Plays one way through a procedure over HTTP.
struct CaseWalk {
    let way: CaseMatrixTests.Way
    let bureau: Bureau
    let client: any TestClientProtocol
    private(set) var refused = 0
    private var id = ""
    private var tried: Set<String> = []
    private var done: Set<String> = []
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
            "fields":\(SampleFields.json(act.form))\(branch(of: act.reference))}
            """
        for (role, token) in bureau.tokens where !act.roles.contains(role) {
            #expect(try await client.json(.post, "/api/cases", text, as: token).status == .forbidden, "\(role)")
            refused += 1
        }
        let answer = try await client.json(.post, "/api/cases", text, as: bureau.token(act.roles[0]))
        #expect(answer.status == .created, "\(answer.text)")
        id = try #require(answer.field("id"), "\(answer.text)")
        done.insert("\(act.reference)")
    }

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
        tasks.first { !$0.optional && !done.contains(key($0)) } ?? tasks.first { $0.act.description == "P11.5" }
    }

    private func key(_ task: TaskView) -> String { "\(ActKey(task.act, office: task.office, section: task.section))" }

    private mutating func refuseOthers(_ task: TaskView) async throws {
        guard tried.insert(key(task)).inserted else { return }
        let text = try body(task, choosing: false)
        for (role, token) in bureau.tokens where !task.roles.contains(role) {
            let answer = try await client.json(.post, "/api/cases/\(id)/acts", text, as: token)
            #expect(answer.status == .forbidden, "\(task.act) by \(role): \(answer.text)")
            refused += 1
        }
    }

    private mutating func perform(_ task: TaskView) async throws {
        let text = try body(task, choosing: true)
        let answer = try await client.json(.post, "/api/cases/\(id)/acts", text, as: bureau.token(task.roles[0]))
        #expect(answer.status == .ok, "\(task.act): \(answer.text)")
        done.insert(key(task))
        if let act = procedure?.acts.first(where: { $0.reference == task.act }), act.reopens != nil { done = [] }
    }

    private func branch(of act: ActReference) -> String {
        choices["\(act)"]?.first.map { ",\"branch\":\"\($0)\"" } ?? ""
    }

    private mutating func body(_ task: TaskView, choosing: Bool) throws -> String {
        var more: [String: String] = [:]
        if task.act.description == "P01.9" { more["attachments"] = #"["document:laporan-monitoring"]"# }
        if choices["\(task.act)"]?.first == "incomplete" {
            more["targets"] =
                #"[{"system":"sidjp","sent":10,"arrived":4},{"system":"sipmod","sent":10,"arrived":10}]"#
        }
        let place = [task.office.map { "\"office\":\"\($0)\"," }, task.section.map { "\"section\":\"\($0)\"," }]
            .compactMap(\.self).joined()
        let text =
            "{\"act\":\"\(task.act)\",\(place)\"fields\":\(SampleFields.json(task.form, more))\(branch(of: task.act))}"
        if choosing, choices["\(task.act)"] != nil { choices["\(task.act)"]?.removeFirst() }
        return text
    }
}
