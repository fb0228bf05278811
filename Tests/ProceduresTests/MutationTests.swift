import Foundation
import Offices
import Testing

@testable import Procedures

/// Changes the definitions one at a time: a change that the checker lets through must be seen by what the cases do, or at
/// least by the comparison with the official texts.
///
/// `MUTANTS=all` takes every mutant of every act and prints what became of each kind; without it a sample is taken, each
/// kind in each procedure at least once.
struct MutationTests {
    private static let takesAll = ProcessInfo.processInfo.environment["MUTANTS"] == "all"

    @Test("The definitions as they are would survive: whatever is found of a mutant comes from its change")
    func unchangedSurvives() throws {
        let bed = try MutantBed.shared.get()
        #expect(Checker(files: bed.files, policy: bed.policy).problems.isEmpty)
        for code in ProcedureCode.allCases {
            let same = Mutant(kind: .after, code: code, act: nil, change: "none", procedure: try #require(bed[code]))
            #expect(bed.fate(of: same) == .survived, "\(code)")
        }
    }

    @Test("No change of a definition goes unseen", arguments: ProcedureCode.allCases)
    func noMutantSurvives(code: ProcedureCode) throws {
        let bed = try MutantBed.shared.get()
        let all = Mutation(of: try #require(bed[code])).mutants
        let chosen = Self.takesAll ? all : Self.sample(all)
        #expect(Set(chosen.map(\.kind)) == Set(all.map(\.kind)) && all.count > 50)
        var tally = Tally()
        for mutant in chosen {
            let fate = bed.fate(of: mutant)
            tally.count(fate, mutant.kind)
            if fate == .survived { Issue.record("survived: \(mutant.testDescription)") }
            if fate != .rejected { #expect(bed.difference(of: mutant) != nil, "\(mutant.testDescription)") }
        }
        if Self.takesAll { print(tally.table(code)) }
    }

    /// One mutant of each kind, another one in each procedure.
    private static func sample(_ all: [Mutant]) -> [Mutant] {
        Mutant.Kind.allCases.compactMap { kind in
            let same = all.filter { $0.kind == kind }
            let shift = (same.first?.code).map { ProcedureCode.allCases.firstIndex(of: $0) ?? 0 } ?? 0
            return same.isEmpty ? nil : same[(shift * 7 + 3) % same.count]
        }
    }

    /// How many mutants of each kind had which fate.
    private struct Tally {
        private var counts: [Mutant.Kind: [Int]] = [:]

        mutating func count(_ fate: Mutant.Fate, _ kind: Mutant.Kind) {
            let column =
                switch fate {
                case .rejected: 0
                case .playedOtherwise: 1
                case .readOtherwise: 2
                case .survived: 3
                }
            counts[kind, default: [0, 0, 0, 0]][column] += 1
        }

        /// One line for each kind: `mutants P06 after: 17 made, 3 rejected, 12 played, 2 read, 0 survived`.
        func table(_ code: ProcedureCode) -> String {
            Mutant.Kind.allCases.compactMap { kind in
                counts[kind].map { row in
                    "mutants \(code.rawValue) \(kind.rawValue): \(row.reduce(0, +)) made, \(row[0]) rejected, "
                        + "\(row[1]) played, \(row[2]) read, \(row[3]) survived"
                }
            }
            .joined(separator: "\n")
        }
    }
}
