import ArgumentParser
import ControlRoom
import Disk
import Foundation
import Offices
import Procedures
import Terminal

/// `rljj procedures check`.
struct ProceduresCheck: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Proves that the procedures can be followed from beginning to end.",
        discussion: """
            Reads the definitions that this program carries and the policy of derived
            rules, checks them, and then plays every way through each procedure with the
            rules that play the real cases: one host, one invited office, two sections or
            banks, every outcome of every decision, every return and release.

            It prints a line for each procedure:

              P06  13 items  12 working steps  16 acts  668 states  sound

            items are those of the official text, "Proses selesai" among them; working
            steps are the others; acts are what people do, the returns and confirmations
            that no text prints among them; states are the different situations in which a
            case can be. With all procedures it ends with the totals, the printed parafs
            and signatures, and a line for each derived rule: its name, "bukan dari SOP" or
            "sebagian bukan dari SOP", how many acts carry it, the items that it concerns,
            and what it says:

              AC-015  bukan dari SOP  3 acts  P01.3, P01.9-12, P14.5-7  Perubahan surat ...

            What is wrong stands below its procedure, one line each, beginning with the
            file:

              P06.yaml: P06.9 can never be done

            With --policy the procedures are checked as an office has them that switches
            derived rules, by a file such as

              off: [AC-032]
              on: [AC-072]

            It ends with 1 when something is wrong with a definition.

            EXAMPLES

              rljj procedures check
              rljj procedures check P06 P09
              rljj procedures check --json | jq '.procedures[] | select(.findings != [])'
            """)

    @Argument(help: ArgumentHelp("Procedures to check, P01 to P14; all when none is named.", valueName: "code"))
    var codes: [String] = []

    @Option(help: ArgumentHelp("File that switches derived rules off or on.", valueName: "file"))
    var policy: String?

    @Flag(help: "Print one JSON object: procedures (code, file, version, counts, findings), total and rules.")
    var json = false

    func validate() throws { try expectNamed("--policy", policy) }

    func run() async throws {
        let (all, rules) = try load()
        let asked = try codes.map(Self.code)
        let chosen = all.all.filter { asked.isEmpty || asked.contains($0.code) }
        let found = try await Self.explore(chosen.map(\.code), of: all)
        let report = SoundnessReport(
            procedures: chosen.compactMap { procedure in
                found[procedure.code].map { SoundnessReport.Line(procedure, $0) }
            },
            all: all, policy: asked.isEmpty ? rules : nil)
        print(json ? try report.json() : report.text)
        if !report.isSound { throw ExitCode(ProgramStatus.failed.rawValue) }
    }

    /// The procedures and the policy that they follow; a definition that is wrong ends with 1, an input with 2.
    private func load() throws -> (Procedures, Policy) {
        let procedures: Procedures
        var rules: Policy
        do {
            procedures = try Procedures.load()
            rules = try Policy.load()
        } catch {
            throw fail("\(error)", status: .failed)
        }
        guard let policy else { return (procedures, rules) }
        do { rules = try rules.switched(byFile: policy) } catch { throw fail("\(error)") }
        return (procedures.applying(rules), rules)
    }

    private static func code(_ text: String) throws -> ProcedureCode {
        guard let code = ProcedureCode(rawValue: text.uppercased()) else {
            let allowed = ProcedureCode.allCases.map(\.rawValue).joined(separator: ", ")
            throw fail("found the procedure \"\(text.prefix(20))\"; allowed: \(allowed)")
        }
        return code
    }

    private static func explore(
        _ codes: [ProcedureCode], of procedures: Procedures
    ) async throws -> [ProcedureCode: Exploration] {
        try await withThrowingTaskGroup(of: Exploration.self) { group in
            for code in codes { group.addTask { try await OffPool.run { Exploration(code, of: procedures) } } }
            return try await group.reduce(into: [:]) { $0[$1.procedure] = $1 }
        }
    }
}
