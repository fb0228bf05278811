import BoundedProcess
import Engine
import Foundation
import Journal
import Meetings
import Offices
import Procedures
import Rehearsal
import Testing

@testable import ControlRoom

/// Every act of P02 to P10 over HTTP: taken from its right role, and refused from every other role, and from the same role in
/// another office.
struct RoleMatrixTests {
    /// What was taken and what was refused in all the meetings of one host.
    struct Tally {
        var accepted: Set<ActReference> = []
        var refused: Set<ActReference> = []
        var branches: Set<BranchID> = []
    }

    @Test(
        """
        AC-022, AC-059, AC-061, AC-065, AC-068, AC-075, AC-076, AC-077, AC-081, AC-121, AC-126, AC-127: every act of P02 \
        and P04 to P09 is accepted from its right role and refused from each other one
        """)
    func controlRoom() async throws {
        var tally = Tally()
        let props = try await Props.make()
        let proposer = Playbill.directorate
        for scenes in [try MatrixScript.noMeeting(tells: proposer), try MatrixScript.noMeeting(tells: nil)] {
            try await play(scenes, of: .small(.rko), props, into: &tally)
        }
        try await play(.onOrder, of: .small(.rko), props, into: &tally)
        try await play(.inPerson, of: .matrix(.rko), props, into: &tally)
        try expectAll([.p02, .p04, .p05, .p06, .p07, .p08, .p09], tally)
        let branches = try Procedures.load()[ActReference(procedure: .p02, step: 1)]?.branches.map(\.id)
        #expect(tally.branches == Set(branches ?? []))
    }

    @Test(
        """
        AC-068, AC-075, AC-076, AC-077, AC-081, AC-126, AC-128: every act of P03 and P10 is accepted from its right role \
        and refused from each other one
        """)
    func directorate() async throws {
        var tally = Tally()
        let props = try await Props.make()
        try await play(.onOrder, of: .small(.direktorat), props, into: &tally)
        try await play(.inPerson, of: .matrix(.direktorat), props, into: &tally)
        try expectAll([.p03, .p10], tally)
    }

    /// No act is exempt but those that nobody does: the ends, which are reached by themselves.
    private func expectAll(_ codes: [ProcedureCode], _ tally: Tally) throws {
        let all = try Procedures.load().all.filter { codes.contains($0.code) }
        let acts = Set(all.flatMap(\.acts).filter { !$0.isMilestone }.map(\.reference))
        #expect(acts.subtracting(tally.accepted).map(\.description).sorted() == [], "never accepted")
        #expect(acts.subtracting(tally.refused).map(\.description).sorted() == [], "never refused")
        // Every working step of the official texts has an act among them.
        let items = Set(acts.map { "\($0.procedure).\($0.step)" })
        #expect(items.count == all.map(\.workingSteps).reduce(0, +))
    }

    private func play(
        _ manner: MatrixScript.Manner, of bill: Playbill, _ props: Props, into tally: inout Tally
    ) async throws {
        let script = try MatrixScript(bill, manner)
        try await play(script.scenes, of: bill, onlyMissing: manner == .onOrder, props, into: &tally)
    }

    private func play(
        _ scenes: [Scene], of bill: Playbill, onlyMissing: Bool = false, _ props: Props, into tally: inout Tally
    ) async throws {
        let sofar = tally
        tally = try await Scratch.folder { scratch in
            let folder = scratch.appending(path: "state").path
            let house = try MatrixHouse(bill, folder: folder)
            let theatre = try await Theatre(bill, folder: folder, tokens: house.players, props: props, patience: 60)
            do {
                let tries = onlyMissing ? try Self.onOrder : nil
                var matrix = try RoleMatrix(theatre, house, tries: tries)
                try await matrix.play(scenes)
                let entries = try await theatre.control.journal.events(of: EventCodec.refusals)
                #expect(entries.count == matrix.refusals, "each refusal leaves one entry")
                try await theatre.close()
                return Tally(
                    accepted: sofar.accepted.union(matrix.accepted),
                    refused: sofar.refused.union(matrix.refused.keys), branches: sofar.branches.union(matrix.branches))
            } catch {
                try await theatre.close()
                throw error
            }
        }
    }

    /// What the meeting on oral orders adds to the one in person.
    private static var onOrder: Set<ActReference> {
        get throws {
            let acts = try Procedures.load().all.flatMap(\.acts)
            let none = [ProcedureCode.p09, .p10].map { ConductAct.nothingAgreed.reference(in: $0) }
            return Set(acts.filter { !$0.oral.isEmpty || $0.kinds == [.confirm] }.map(\.reference) + none)
        }
    }
}
