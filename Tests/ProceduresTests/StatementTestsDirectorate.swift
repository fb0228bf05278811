import Offices
import Testing

@testable import Procedures

/// The acceptance statements of P03 that the procedure alone decides.
struct StatementTestsDirectorate {
    private func play(to act: ActReference) throws -> CoursePlay {
        var play = try CoursePlay(.directorateMeeting)
        try play.play(to: act)
        return play
    }

    @Test("AC-039: one act assigns the LO twice and the Operator, and all three tasks are open at once")
    func threeAssignments() throws {
        var play = try CoursePlay(.directorateMeeting)
        #expect(play.proceedings.procedures["P03.1"]?.kinds.count { $0 == .assign } == 3)
        try play.perform("P03.1")
        #expect(play.proceedings.available().map(\.key) == ["P03.2/inform", "P03.2/contact", "P03.3"])
        let roles = play.proceedings.available().map(\.roles)
        #expect(
            roles == [[.loSetdit, .operatorSetdit], [.loSetdit], [.operatorSetdit]], "AC-051: either gives the notice")
    }

    @Test("AC-040: as many materials tasks as divisions contacted, and each invited head has the notice")
    func tasksAndNotices() throws {
        var play = try play(to: "P03.2/contact")
        try play.perform("P03.2/contact")
        #expect(play.proceedings.copies(of: "P03.4") == ["P03.4@direktorat/satu", "P03.4@direktorat/dua"])
        try play.perform("P03.2/inform")
        for (code, office) in zip(["P04", "P05", "P06", "P07", "P08"], CoursePlay.region) {
            let key = try #require(ActKey("\(code).1@\(office.id)"))
            #expect(play.proceedings.opened(key)?.roles == [office.kind.head].compactMap(\.self))
        }
    }

    @Test("AC-071: the LO invites an office once, and never the host to its own meeting")
    func invitesOnce() throws {
        let play = try play(to: "P03.2/inform")
        let notice: ActKey = "P03.2/inform"
        func fault(_ invited: [Office], _ directorates: [Office] = []) -> Proceedings.Refusal.Reason? {
            do throws(Proceedings.Refusal) {
                try play.proceedings.check(
                    notice, by: play.actor(notice), outcome: .notified(invited: invited, directorates: directorates)
                ) { _, _ in .met }
                return nil
            } catch {
                return error.reason
            }
        }
        #expect(fault([CoursePlay.kpp, CoursePlay.kpp]) == .outcome(.officeTwice("kpp")))
        let twice = fault([CoursePlay.kpp], [CoursePlay.other, CoursePlay.other])
        #expect(twice == .outcome(.officeTwice("direktorat-lain")))
        #expect(fault([CoursePlay.host]) == .outcome(.hostInvited("direktorat")))
        #expect(fault([CoursePlay.kpp], [CoursePlay.other]) == nil)
    }

    @Test("AC-041: room and network are prepared without waiting for materials")
    func roomBesideMaterials() throws {
        var play = try play(to: "P03.3")
        try play.perform("P03.3")
        #expect(play.isOpen("P03.3/network"))
        try play.perform("P03.3/network")
        #expect(!play.isDone("P03.2/contact"))
    }

    @Test("AC-042: assigned twice, prepared, reviewed, approved, delivery assigned: each by its own level")
    func materialsChain() throws {
        let chain: [(String, Role)] = [
            ("P03.4", .kabagKasubdit), ("P03.5", .kasubbagKasi), ("P03.6", .pelaksanaPusat), ("P03.7", .kasubbagKasi),
            ("P03.8", .kabagKasubdit), ("P03.9", .kasubbagKasi), ("P03.9/deliver", .pelaksanaPusat),
        ]
        var play = try play(to: "P03.4")
        let keys = try chain.map { try #require(ActKey("\($0.0)@direktorat/satu")) }
        for (index, key) in keys.enumerated() {
            for other in Role.allCases where other != chain[index].1 {
                #expect(play.isWrong(other, for: key), "\(other)")
            }
            for later in keys.dropFirst(index + 1) { #expect(!play.waits(later).isEmpty, "\(later) before \(key)") }
            #expect(play.refusal(key) == nil)
            try play.perform(key)
        }
        #expect(play.isOpen("P03.4@direktorat/dua"), "the other division is where it was")
    }

    @Test("AC-043: the LO takes no materials that the Kabag/Kasubdit has not approved")
    func needsApproval() throws {
        let play = try play(to: "P03.8")
        #expect(play.waits("P03.9/deliver@direktorat/satu") == ["P03.9@direktorat/satu"])
        #expect(play.waits("P03.9@direktorat/satu") == ["P03.8@direktorat/satu"])
        #expect(play.waits("P03.10") == ["P03.9/deliver@direktorat/satu", "P03.9/deliver@direktorat/dua"])
    }

    @Test(
        "AC-044: materials pass with review and approval, without paraf or signature",
        arguments: [ProcedureCode.p03, .p04, .p05, .p06, .p07, .p08])
    func noParaf(code: ProcedureCode) throws {
        let acts = try CourseActs.all(of: code)
        #expect(acts.contains { $0.kinds.contains(.review) && $0.kinds.contains(.approve) })
        #expect(!acts.contains { $0.kinds.contains(.paraf) || $0.kinds.contains(.sign) })
    }

    @Test("AC-045: the delivery to the LO is an act of its own, marked as not printed")
    func deliveryIsRecorded() throws {
        var play = try play(to: "P03.9/deliver")
        let open = try #require(play.proceedings.opened("P03.9/deliver@direktorat/satu"))
        #expect(open.basis == .derived && open.roles == [.pelaksanaPusat])
        for other in Role.allCases where other != .pelaksanaPusat { #expect(play.isWrong(other, for: open.key)) }
        try play.perform(open.key)
        #expect(
            play.waits("P03.10") == ["P03.9/deliver@direktorat/dua"], "stored: only the other division is waited for")
    }

    @Test("AC-046: the LO waits for each division contacted, or releases it, and never the last one")
    func waitsOrReleases() throws {
        var play = try play(to: "P03.2/contact")
        try play.perform("P03.2/contact")
        while let next = play.proceedings.available().first(where: { $0.key.section == "dua" && !$0.isOptional }) {
            try play.perform(next.key)
        }
        #expect(play.waits("P03.10") == ["P03.9/deliver@direktorat/satu"])
        try play.perform("P03.10/release")
        #expect(play.refusal("P03.10") == nil)
        #expect(play.refusal("P03.10/release") == .outcome(.lastSection("dua")))
        try play.perform("P03.10")
        #expect(play.refusal("P03.10/release") == .closed(by: "P03.10"))
    }

    @Test("AC-047, AC-048: ready is the materials on the screen, then the devices checked, both by the Operator")
    func readyAfterMaterials() throws {
        var play = try play(to: "P03.11/receive")
        #expect(play.waits("P03.11/check-device").contains("P03.11/display"))
        try play.perform("P03.11/receive")
        #expect(play.waits("P03.11/check-device").contains("P03.11/display"))
        try play.perform("P03.11/display")
        #expect(!play.proceedings.isPrepared("direktorat"))
        try play.play(to: "P03.11/check-device")
        #expect(play.proceedings.opened("P03.11/check-device")?.roles == [.operatorSetdit])
        try play.perform("P03.11/check-device")
        #expect(play.proceedings.isPrepared("direktorat"))
        for key in ["P03.11/receive", "P03.11/display", "P03.11/check-device"] as [ActKey] {
            for role in Role.allCases where role != .operatorSetdit { #expect(play.isWrong(role, for: key), "\(role)") }
        }
    }
}
