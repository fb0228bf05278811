import Cases
import Documents
import Engine
import Foundation
import Journal
import Offices
import Procedures

/// What a turn costs when very many cases are open: each begins with a copy of the docket, and writes to the copy.
struct Turns {
    let path: String
    let klip: Office

    /// The median of a turn that opens one more case, in milliseconds, and of its processor time, with so many open.
    func measure(open counts: [Int]) async throws -> [(open: Int, wall: Double, processor: Double)] {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        let journal = try await Journal.open(at: "\(path)/journal.sqlite", clock: { Moment(Date()) })
        let engine = Engine(journal, correspondence: try Correspondence.load(), clock: { Moment(Date()) })
        try await engine.start(from: nil)
        var figures: [(Int, Double, Double)] = []
        for count in counts {
            try await open(until: count, in: engine)
            figures.append(try await turns(of: engine, at: count))
        }
        try await journal.close()
        return figures
    }

    private func turns(of engine: Engine, at count: Int) async throws -> (Int, Double, Double) {
        var (walls, processors) = ([Double](), [Double]())
        for _ in 0..<51 {
            let command = try opening()
            let (begin, used) = (ContinuousClock.now, clock())
            try await engine.submit(command)
            walls.append((ContinuousClock.now - begin) / .milliseconds(1))
            processors.append(Double(clock() - used) * 1_000 / Double(CLOCKS_PER_SEC))
        }
        return (count, walls.sorted()[25], processors.sorted()[25])
    }

    private func open(until count: Int, in engine: Engine) async throws {
        while engine.docket.cases.count < count {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<min(1_024, count - engine.docket.cases.count) {
                    let command = try opening()
                    group.addTask { try await engine.submit(command) }
                }
                try await group.waitForAll()
            }
        }
    }

    private func opening() throws -> Command {
        let procedures = try Self.procedures.get()
        guard let course = Course(opening: .p12), let subject = Line("Pertanyaan"),
            let key = IdempotencyKey(UUID().uuidString)
        else { throw CaseLoad.Misspelt(text: "P12") }
        let (versions, id, klip) = (procedures.following(course).versions, CaseID(at: Moment(Date())), klip)
        return Command(key: key, request: Array(key.text.utf8)) { docket, now in
            let number = (docket.counts.cases[course] ?? 0) + 1
            let opening = CaseOpening(number: number, course: course, subject: subject, host: klip, versions: versions)
            return try Proposal([.opened(opening)], to: Case.self, id, at: now)
        }
    }

    private static let procedures = Result { try Procedures.load() }
}
