import Foundation
import Offices
import Testing

@testable import Procedures

/// Definitions that no single rule refuses, and that the exploration must find broken.
struct BrokenProcedureTests {
    /// One text of a definition, and what stands there instead.
    struct Change: Sendable {
        let old: String
        let new: String

        init(_ old: String, _ new: String) { (self.old, self.new) = (old, new) }
    }

    /// The project's definitions with some texts of one of them replaced.
    static func explore(
        _ code: ProcedureCode, upTo most: Int = 60_000, _ changes: [Change]
    ) throws -> [Exploration.Finding] {
        let definitions = try ProjectDefinitions.all.map { file, bytes in
            guard file == "\(code.rawValue).yaml" else { return (file: file, bytes: bytes) }
            var text = String(decoding: bytes, as: UTF8.self)
            for change in changes {
                let range = try #require(text.firstRange(of: change.old), "\(change.old) does not stand in \(file)")
                text.replaceSubrange(range, with: change.new)
            }
            return (file: file, bytes: Array(text.utf8))
        }
        return Exploration(code, of: try Library.parse(definitions).get().newest, upTo: most).findings
    }

    @Test("The project's own definitions have no finding", arguments: [ProcedureCode.p03, .p12, .p13])
    func unchanged(code: ProcedureCode) throws { #expect(try Self.explore(code, []) == []) }

    @Test("A branch that leads nowhere")
    func branchWithoutEnd() throws {
        let found = try Self.explore(
            .p12,
            [
                Change("after: [P12.6, P12.4/forward, P12.3/escalate]", "after: [P12.6, P12.4/forward]"),
                Change("    kinds: [escalate]\n", "    kinds: [escalate]\n    optional: true\n"),
            ])
        #expect(found == [.stuck(after: ["P12.1", "P12.2", "P12.3/analyse", "P12.3/discuss"])])
    }

    @Test("An end that nothing reaches")
    func endNeverReached() throws {
        let found = try Self.explore(.p13, [Change("after: [P13.2]\n", "after: [P13.2]\n    until: [P13.2]\n")])
        #expect(found == [.unreachable("P13.3"), .stuck(after: [])])
    }

    @Test("Two tracks that wait for each other through a decision")
    func deadlock() throws {
        let found = try Self.explore(
            .p12,
            [
                Change(
                    "    form: reference\n    after: [P12.1]\n",
                    "    form: reference\n    after: [P12.1]\n    only: {act: P12.3/analyse, branches: [not-in-sikp]}\n"
                )
            ])
        #expect(found.contains(.unreachable("P12.2")) && found.contains(.unreachable("P12.3/analyse")))
        #expect(found.contains(.branchNotTaken("P12.3/analyse", "found-in-sikp")))
        #expect(found.contains(.stuck(after: [])))
    }

    @Test("A section's materials and the room that wait for each other")
    func tracksInACircle() throws {
        let circle = Change(
            "after: [P03.1]\n    object: ruangan-perangkat", "after: [P03.10]\n    object: ruangan-perangkat")
        let other = Change("after: [{all: P03.9/deliver}]", "after: [{all: P03.9/deliver}, P03.3/network]")
        let refusal = try #require(throws: FileRefusal.self) { try Self.explore(.p03, [circle, other]) }
        let said = refusal.problems.map(\.text)
        #expect(
            said.contains {
                $0.hasPrefix("P03.3 can never begin: it waits in a circle with P03.3, P03.3/network, P03.10")
            })
    }

    @Test("A paper taken before it was made")
    func takenTooEarly() throws {
        let found = try Self.explore(.p13, [Change("takes: [jawaban]", "takes: [jawaban, rekaman-suara]")])
        #expect(found == [.takenBeforeMade("P13.3", .rekamanSuara)])
    }

    @Test("An act that no way ever does, and its branches")
    func neverDone() throws {
        let found = try Self.explore(
            .p12,
            [
                Change(
                    "branches: [not-in-sikp]}\n    after: [P12.3/analyse]",
                    "branches: [not-in-sikp]}\n    until: [P12.2]\n    after: [P12.3/analyse]")
            ])
        #expect(found.contains(.unreachable("P12.3/discuss")) && found.contains(.unreachable("P12.3/escalate")))
        #expect(found.contains(.branchNotTaken("P12.3/discuss", "answered-by-tl")))
        #expect(found.contains(.stuck(after: ["P12.1", "P12.2", "P12.3/analyse"])))
    }

    @Test("A kind of office in which nobody can act")
    func nobodyInAnOffice() throws {
        let found = try Self.explore(
            .p09, [Change("pelaksana-dukteknis-komputer, oc-kpp]", "pelaksana-dukteknis-komputer]")])
        #expect(found.contains(.nobody("P09.1/display", .kpp)))
        #expect(!found.contains(.nobody("P09.1/display", .kanwil)))
    }

    @Test("A return after which the way is lost: a choice made on the way back shuts the act given back to")
    func returnThatLosesTheWay() throws {
        let lock = """
              - act: P12.3/lock
                label: {id: Mengunci, en: Lock}
                roles: [agen-aplikasi]
                kinds: [record]
                optional: true
                only: {act: P12.3/analyse, branches: [not-in-sikp]}
                after: [P12.2]
                source: "53"

              - act: P12.3/discuss
            """
        let shut = Change(
            "kinds: [review, decide]\n    form: decision\n",
            "kinds: [review, decide]\n    form: decision\n    until: [P12.3/lock]\n")
        let add = Change("  - act: P12.3/discuss\n", lock + "\n")
        #expect(try Self.explore(.p12, [shut, add]) == [])
        let back = Change(
            "kinds: [review, decide]\n    form: account\n",
            "kinds: [review, decide]\n    form: account\n    returns: P12.3/analyse\n")
        let found = try Self.explore(.p12, [shut, add, back])
        #expect(found == [.stuck(after: ["P12.1", "P12.2", "P12.3/lock"])])
    }

    @Test("A definition that offers what its own check refuses")
    func offeredButRefused() throws {
        let found = try Self.explore(.p13, [Change("form: call-record", "form: not-needed")])
        let texts = found.map(\.description)
        #expect(found.count == 2, "\(texts)")
        #expect(
            texts.first?.hasPrefix("P13.3 is offered but refused: P13.3") == true
                && texts.first?.contains("no directorate") == true)
        #expect(found.last == .stuck(after: []))
    }

    @Test("A procedure with more states than are looked at says so, and nothing else")
    func tooManyStates() throws {
        #expect(try Self.explore(.p03, upTo: 50, []) == [.tooLarge(50)])
    }

    @Test("Every finding is told in one line that names the act")
    func descriptions() {
        let findings: [(Exploration.Finding, String)] = [
            (.unreachable("P06.9"), "P06.9 can never be done"),
            (.branchNotTaken("P02.1", "needed"), "P02.1 never decides needed"),
            (.stuck(after: []), "no way to the end after nothing"),
            (.stuck(after: ["P06.1@kpp"]), "no way to the end after P06.1@kpp"),
            (.takenBeforeMade("P06.9", .bahanData), "P06.9 can be done before bahan-data, which it takes, was made"),
            (.nobody("P06.9", .kpp), "P06.9 can be done by nobody in an office of kind kpp"),
            (.offeredButRefused("P06.9", "so"), "P06.9 is offered but refused: so"),
            (.tooLarge(9), "more than 9 states"),
        ]
        for (finding, text) in findings { #expect(finding.description == text) }
    }
}
