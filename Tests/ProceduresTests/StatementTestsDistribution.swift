import Offices
import Testing

@testable import Procedures

/// The acceptance statements of P14 that the procedure alone decides.
struct StatementTestsDistribution {
    private func play(to act: ActReference) throws -> CoursePlay {
        var play = try CoursePlay(.distribution)
        try play.play(to: act)
        return play
    }

    @Test("AC-111: each bank without a statement gets one reminder: drafted, initialled, signed, sent")
    func reminders() throws {
        var play = try play(to: "P14.5")
        #expect(play.proceedings.copies(of: "P14.5") == ["P14.5@kantor-pusat/satu", "P14.5@kantor-pusat/dua"])
        let chain: [(ActKey, Role)] = [
            ("P14.5@kantor-pusat/satu", .pelaksanaPbd), ("P14.6@kantor-pusat/satu", .kasiPbd),
            ("P14.7@kantor-pusat/satu", .kasubditPsi), ("P14.8@kantor-pusat/satu", .pelaksanaPbd),
        ]
        for (index, (key, role)) in chain.enumerated() {
            for (later, _) in chain.dropFirst(index + 1) {
                #expect(!play.waits(later).isEmpty, "\(later) before \(key)")
            }
            #expect(play.proceedings.opened(key)?.roles == [role])
            try play.perform(key)
        }
        #expect(play.waits("P14.7@kantor-pusat/dua") == ["P14.6@kantor-pusat/dua"])
    }

    @Test("AC-111: no reminder when every bank has its statement, and the distribution goes on")
    func noReminders() throws {
        var play = try play(to: "P14.4")
        try play.attempt("P14.4", by: play.actor("P14.4"), carrying: .contacted([]))
        #expect(play.proceedings.copies(of: "P14.5").isEmpty)
        try play.playOn()
        #expect(play.proceedings.isFinished)
    }

    @Test("AC-112: nothing is sorted for distribution without a statement")
    func asksForStatements() throws {
        var play = try play(to: "P14.9")
        #expect(play.refusal("P14.9") == nil)
        play.guards = { demand, _ in demand == .statementAttached ? .unmet("tidak ada") : .met }
        #expect(play.refusal("P14.9") == .guards([UnmetGuard(demand: .statementAttached, found: "tidak ada")]))
    }

    @Test("AC-113: the Kasi approves before the Kasubdit, and both before the distribution")
    func bothApprovals() throws {
        var play = try play(to: "P14.13")
        #expect(play.waits("P14.14") == ["P14.13"] && play.waits("P14.15") == ["P14.14"])
        try play.perform("P14.13")
        #expect(play.waits("P14.15") == ["P14.14"])
        #expect(play.isWrong(.kasiPbd, for: "P14.14"))
        try play.perform("P14.14")
        #expect(play.refusal("P14.15") == nil)
    }

    @Test("AC-114: distributed again until all has arrived, and only then open to the KPP")
    func untilAllHasArrived() throws {
        var play = try play(to: "P14.16/redistribute")
        #expect(play.isClosed("P14.18"))
        for _ in 1...2 {
            try play.perform("P14.16/redistribute")
            #expect(!play.isDone("P14.16/verify") && !play.waits("P14.18").isEmpty)
            try play.perform("P14.16/verify")
        }
        try play.perform("P14.16/redistribute")
        play.choices["P14.16/verify"] = "complete"
        play.guards = { demand, _ in demand == .countsMatch ? .unmet("SIPMOD: 9 dari 10") : .met }
        #expect(
            play.refusal("P14.16/verify") == .guards([UnmetGuard(demand: .countsMatch, found: "SIPMOD: 9 dari 10")]))
        play.guards = { _, _ in .met }
        try play.perform("P14.16/verify")
        #expect(play.isClosed("P14.16/redistribute") && play.refusal("P14.18") == nil)
    }

    @Test("AC-115: a run does not end without its report, which nobody reviews or signs")
    func endsWithTheReport() throws {
        var play = try play(to: "P14.18")
        #expect(!play.proceedings.isFinished)
        try play.perform("P14.18")
        #expect(play.proceedings.isFinished)
        let about = try CourseActs.all(of: .p14).filter { $0.object == .laporanDistribusi }
        #expect(about.map(\.reference) == ["P14.18"])
    }

    @Test("AC-127: held data leaves the hold when its statement comes, even after the sorting")
    func lateStatement() throws {
        var play = try play(to: "P14.10")
        try play.perform("P14.9/late")
        #expect(play.isOpen("P14.9/late") && play.isOpen("P14.10"))
        try play.playOn()
        #expect(play.proceedings.isFinished)
        #expect(play.refusal("P14.9/late") == .closed(by: "P14.18"))
    }
}
