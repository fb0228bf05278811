import Offices
import Testing

@testable import Procedures

/// The changes of the definitions that an official would mind most, each by its name.
struct NamedMutantTests {
    struct Named: Sendable, CustomTestStringConvertible {
        let act: ActReference
        let kind: Mutant.Kind
        let change: String
        /// Whether a case goes otherwise with it; papers and rules are seen by reading alone.
        var isPlayed = true

        var testDescription: String { "\(act) \(kind.rawValue): \(change)" }
    }

    static let named: [Named] = [
        Named(act: "P03.11/check-device", kind: .guardCondition, change: "without devicesPass"),
        Named(act: "P04.8/check-device", kind: .swapRole, change: "kasi-dukteknis-komputer for"),
        Named(act: "P13.2", kind: .swapRole, change: "co-supervisor-eskalasi for"),
        Named(act: "P10.1/display", kind: .swapRole, change: "sesditjen-direktur for operator-setdit"),
        Named(act: "P10.3/display", kind: .guardCondition, change: "without meetingLive"),
        Named(act: "P09.3/note", kind: .optional, change: "true"),
        Named(act: "P12.4/forward", kind: .only, change: "without"),
        Named(act: "P03.10/release", kind: .addRole, change: "kabag-kasubdit beside"),
        Named(act: "P10.5/follow-up", kind: .addRole, change: "oc-kpp beside"),
        Named(act: "P10.5/follow-up", kind: .form, change: "removed"),
        Named(act: "P13.2", kind: .due, change: "without"), Named(act: "P12.4/answer", kind: .due, change: "without"),
        Named(act: "P14.15", kind: .due, change: "without"), Named(act: "P11.5", kind: .until, change: "without"),
        Named(act: "P07.5", kind: .form, change: "material removed"),
        Named(act: "P07.5", kind: .papers, change: "without bahanData", isPlayed: false),
        Named(act: "P06.12", kind: .policy, change: "without AC-067", isPlayed: false),
        Named(act: "P06.12", kind: .policy, change: "without AC-070", isPlayed: false),
        Named(act: "P02.3/notify", kind: .policy, change: "without AC-071", isPlayed: false),
        Named(act: "P03.2/inform", kind: .policy, change: "without AC-071", isPlayed: false),
        Named(act: "P09.4/write", kind: .policy, change: "without AC-088", isPlayed: false),
        Named(act: "P10.4/write", kind: .policy, change: "without AC-088", isPlayed: false),
    ]

    @Test("What an official would mind most does not go unseen", arguments: named)
    func isSeen(named: Named) throws {
        let bed = try MutantBed.shared.get()
        let found = Mutation(of: try #require(bed[named.act.procedure])).mutants.filter {
            $0.act == named.act && $0.kind == named.kind && $0.change.contains(named.change)
        }
        #expect(!found.isEmpty)
        for mutant in found { expect(bed.fate(of: mutant), mutant, isPlayed: named.isPlayed) }
    }

    @Test("No assignment can be left out: nobody would be named for what it assigns", arguments: ProcedureCode.allCases)
    func assignmentsAreSeen(code: ProcedureCode) throws {
        let bed = try MutantBed.shared.get()
        for mutant in Mutation(of: try #require(bed[code])).mutants where mutant.kind == .assigns {
            expect(bed.fate(of: mutant), mutant, isPlayed: true)
        }
    }

    private func expect(_ fate: Mutant.Fate, _ mutant: Mutant, isPlayed: Bool) {
        switch fate {
        case .playedOtherwise: #expect(isPlayed, "\(mutant.testDescription)")
        case .readOtherwise: #expect(!isPlayed, "\(mutant.testDescription)")
        case .rejected, .survived: Issue.record("\(mutant.testDescription): \(fate)")
        }
    }
}
