import Offices
import Testing

@testable import Procedures

/// Every way through every procedure.
struct ExplorationTests {
    @Test(
        "AC-127: every act can be done, every branch is taken, and from everywhere a way leads to the end",
        arguments: ProcedureCode.allCases)
    func isSound(code: ProcedureCode) throws {
        let exploration = Exploration(code, of: try Procedures.load())
        #expect(exploration.findings.isEmpty, "\(exploration.findings.map(\.description))")
        #expect(exploration.states > 3)
    }
}
