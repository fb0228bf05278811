import Offices
import Testing

@testable import Procedures

struct ProceedingsBranchTests {
    static let tell = MeetingFixture.deed(
        "P02.3/tell", .operatorRko, "rko",
        .notified(invited: [], directorates: [MeetingFixture.pkp, MeetingFixture.tip]))

    private func decided(_ branch: BranchID) throws -> Proceedings {
        var proceedings = try MeetingFixture.proceedings()
        try proceedings.act(MeetingFixture.deed("P02.1", .dirjen, .kantorPusat, .decided(branch)))
        return proceedings
    }

    @Test("AC-023, AC-127: a Yes ends P02 with the device check of the RKO")
    func aYesEnds() throws {
        var proceedings = try MeetingFixture.proceedings()
        for deed in MeetingFixture.control {
            #expect(!proceedings.isFinished(.p02))
            try proceedings.act(deed)
        }
        #expect(proceedings.isFinished(.p02))
        #expect(proceedings.branch(of: MeetingFixture.reference("P02.1")) == "needed")
    }

    @Test("AC-024, AC-127: a No ends P02 when every LO told has received it")
    func aNoEnds() throws {
        var proceedings = try decided("not-needed")
        for deed in [
            MeetingFixture.deed("P02.2", .kasubbagProtokol, "rko"), Self.tell,
            MeetingFixture.deed("P02.4/receive@direktorat-pkp", .loSetdit, "direktorat-pkp"),
            MeetingFixture.deed("P02.4/receive@direktorat-tip", .loSetdit, "direktorat-tip"),
        ] {
            #expect(!proceedings.isFinished(.p02))
            try proceedings.act(deed)
        }
        #expect(proceedings.isFinished(.p02))
        #expect(proceedings.available().isEmpty)
    }

    @Test("AC-026, AC-127: a No without a proposer ends at once")
    func aNoWithoutProposerEnds() throws {
        let proceedings = try decided("not-needed-without-proposer")
        #expect(proceedings.isFinished(.p02))
        #expect(proceedings.available().isEmpty)
    }

    @Test(
        "AC-025: after a No there is no invitation, no room, no office's case and no meeting",
        arguments: ["not-needed", "not-needed-without-proposer"] as [BranchID])
    func aNoClosesTheRest(branch: BranchID) throws {
        let proceedings = try decided(branch)
        for deed in MeetingFixture.script where deed.key != "P02.1" && !(deed.key == "P02.2" && branch == "not-needed")
        {
            guard case .otherBranch(let decision, let taken, _)? = proceedings.refusal(deed)?.reason else {
                Issue.record("\(deed.key): \(String(describing: proceedings.refusal(deed)))")
                continue
            }
            #expect(decision == MeetingFixture.reference("P02.1"))
            #expect(taken == branch)
        }
    }

    @Test("AC-025: after a Yes nobody is told that there is no meeting")
    func aYesClosesTheOtherBranch() throws {
        var proceedings = try decided("needed")
        try proceedings.act(MeetingFixture.deed("P02.2", .kasubbagProtokol, "rko"))
        let refusal = try #require(proceedings.refusal(Self.tell))
        #expect(
            refusal.english
                == "P02.3/tell \"Tell the directorate concerned that no RLJJ is needed\" refused: P02.1 decided "
                + "needed (an RLJJ in the RKO is needed), on which this act does not lie")
    }

    @Test(
        "AC-049: an office's case does not exist without a notice",
        arguments: MeetingFixture.preparation(MeetingFixture.makassar, ["pelayanan"]))
    func nothingInAnOfficeBeforeTheNotice(deed: MeetingFixture.Deed) throws {
        var proceedings = try decided("needed")
        try proceedings.act(MeetingFixture.deed("P02.2", .kasubbagProtokol, "rko"))
        guard case .missing(let missing)? = proceedings.refusal(deed)?.reason else {
            Issue.record("\(String(describing: proceedings.refusal(deed)))")
            return
        }
        #expect(!missing.isEmpty)
        #expect(proceedings.copies(of: deed.key.act).isEmpty)
    }

    @Test(
        "Who was not invited has no case",
        arguments: [
            ("P06.1@kpp-sorong", Role.kepalaKpp), ("P09.1/display@kpp-sorong", .ocKpp), ("P02.4@setditjen", .loSetdit),
        ] as [(ActKey, Role)])
    func refusesAnOfficeThatTakesNoPart(key: ActKey, role: Role) throws {
        var proceedings = try MeetingFixture.proceedings()
        proceedings.replay(MeetingFixture.control)
        let office = try #require(key.office)
        guard case .noSuchCopy(let offices)? = proceedings.refusal(MeetingFixture.deed(key, role, office))?.reason
        else {
            Issue.record("accepted")
            return
        }
        #expect(!offices.contains(office) && !offices.isEmpty)
    }

    @Test(
        "AC-091, AC-095: only parties receive the report, only those with an agreement follow up",
        arguments: [
            ("P09.5/receive@direktorat-tip", Role.sesditjenDirektur), ("P09.5/follow-up@kpp-jayapura", .kepalaKpp),
        ] as [(ActKey, Role)])
    func refusesWhoIsNoParty(key: ActKey, role: Role) throws {
        var proceedings = try MeetingFixture.proceedings()
        proceedings.replay(MeetingFixture.script)
        let refusal = proceedings.refusal(MeetingFixture.deed(key, role, try #require(key.office)))
        guard case .noSuchCopy? = refusal?.reason else {
            Issue.record("\(String(describing: refusal))")
            return
        }
    }

    @Test(
        "Keys of the wrong shape, ends and unknown acts are refused",
        arguments: [
            ("P02.1@rko", Proceedings.Refusal.Reason.wrongShape(.once)), ("P06.1", .wrongShape(.office)),
            ("P06.1@kpp-makassar/pelayanan", .wrongShape(.office)), ("P06.3@kpp-makassar", .wrongShape(.section)),
            ("P02.6", .byNobody), ("P06.13@kpp-makassar", .byNobody), ("P03.1", .unknownAct), ("P02.3", .unknownAct),
        ] as [(ActKey, Proceedings.Refusal.Reason)])
    func refusesWhatIsNoAct(key: ActKey, reason: Proceedings.Refusal.Reason) throws {
        var proceedings = try MeetingFixture.proceedings()
        proceedings.replay(MeetingFixture.control)
        #expect(proceedings.refusal(MeetingFixture.deed(key, .dirjen, .kantorPusat))?.reason == reason)
    }

    @Test func refusesASectionThatWasNotContacted() throws {
        var proceedings = try MeetingFixture.proceedings()
        proceedings.replay(MeetingFixture.script)
        let deed = MeetingFixture.deed("P06.3@kpp-makassar/pdi", .kasiTerkaitKpp, "kpp-makassar")
        #expect(proceedings.refusal(deed)?.reason == .noSuchSection(["pelayanan", "penagihan"]))
    }
}
