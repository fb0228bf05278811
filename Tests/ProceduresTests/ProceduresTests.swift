import Offices
import Testing

@testable import Procedures

struct ProceduresTests {
    /// Items of the official text; acts with those that no file writes: returns and confirmations.
    @Test(arguments: [
        (ProcedureCode.p01, 15, 28), (.p02, 6, 15), (.p03, 12, 20), (.p04, 15, 19), (.p05, 13, 17), (.p06, 13, 17),
        (.p07, 13, 17), (.p08, 13, 17), (.p09, 6, 22), (.p10, 6, 22), (.p11, 10, 17), (.p12, 7, 11), (.p13, 4, 7),
        (.p14, 19, 26),
    ])
    func haveTheItemsOfTheOfficialText(code: ProcedureCode, items: Int, acts: Int) throws {
        let procedure = try #require(try Procedures.load()[code])
        #expect(procedure.items == items)
        #expect(Set(procedure.acts.map(\.reference.step)) == Set(1...items))
        #expect(procedure.acts.count == acts)
        #expect(procedure.acts.filter(\.isEnd).map(\.reference.step) == [items])
    }

    @Test func everyActSaysWhereItStandsInTheText() throws {
        for act in try Procedures.load().all.flatMap(\.acts) {
            #expect(
                !act.source.isEmpty && act.source.utf8.allSatisfy { (48...57).contains($0) || $0 == 45 },
                "\(act.reference)")
        }
    }

    @Test(
        "What the official text does not print is marked",
        arguments: [
            ("P02.3/network", Basis.derived), ("P09.1/turn", .derived), ("P09.3/none", .derived),
            ("P09.3/correct", .derived),
            ("P09.2/open", .both), ("P06.8", .seed), ("P06.12", .both),
        ])
    func marksWhatIsDerived(act: String, basis: Basis) throws {
        #expect(try Procedures.load()[MeetingFixture.reference(act)]?.basis == basis)
        #expect((basis.remark == nil) == (basis == .seed))
    }

    @Test(
        "AC-036, AC-067, AC-082, AC-084, AC-085, AC-086, AC-089: guards stand where the order of acts cannot tell",
        arguments: [
            ("P02.5/check-device", [Guard.devicesPass]), ("P06.6/check-device", [.devicesPass]),
            ("P09.2/open", [.meetingLive]), ("P09.3/note", [.meetingLive]), ("P09.3/display", [.meetingLive]),
            ("P09.2/close", [.agreementsDisplayed, .screensConfirmed]),
            ("P09.4/write", [.meetingClosed, .recordingsStored]), ("P06.8", []),
        ])
    func guardsOfActs(act: String, guards: [Guard]) throws {
        #expect(try Procedures.load()[MeetingFixture.reference(act)]?.guards == guards)
    }

    @Test("AC-120: a case keeps the versions it began with")
    func loadsTheVersionsOfACase() throws {
        let all = try Procedures.load()
        #expect(try Procedures.load(versions: all.versions) == all)
        let fewer = try Procedures.load(versions: [.p02: 1, .p09: 1])
        #expect(fewer.all.map(\.code) == [.p02, .p09])
        #expect(fewer.preparing(.kpp) == nil)
        #expect(fewer["P02.4/release"] == nil && all["P02.4/release"] != nil, "what came later stays away from it")
        #expect(try Set(Procedures.first().versions.values) == [1])
        #expect(throws: Procedures.Refusal.unknownVersion(.p06, 2, known: [1])) {
            try Procedures.load(versions: [.p06: 2])
        }
        #expect(throws: Procedures.Refusal.unknownVersion(.p03, 9, known: [1, 2])) {
            try Procedures.load(versions: [.p03: 9])
        }
    }
}
