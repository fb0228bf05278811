import Testing

@testable import Terminal

/// The one table of exit codes.
struct ProgramStatusTests {
    @Test("The table has a line for each code, with its number and meaning, no number twice")
    func table() {
        let lines = ProgramStatus.table.split(separator: "\n").dropFirst()
        #expect(lines.map(String.init) == ProgramStatus.allCases.map { "  \($0.rawValue) \($0.meaning)" })
        #expect(Set(ProgramStatus.allCases.map(\.rawValue)).count == ProgramStatus.allCases.count)
    }

    @Test("The codes that scripts know stay as they are")
    func codes() {
        let known: [ProgramStatus: Int32] = [
            .success: 0, .failed: 1, .badInput: 2, .missing: 3, .stateFolder: 4, .restart: 75, .interrupted: 130,
        ]
        for status in ProgramStatus.allCases { #expect(known[status] == status.rawValue) }
    }
}
