import Offices
import Testing

@testable import Procedures

struct ProceedingsIndependenceTests {
    static let makassar = MeetingFixture.preparation(MeetingFixture.makassar, ["pelayanan", "penagihan"])
    static let jayapura = MeetingFixture.preparation(MeetingFixture.jayapura, ["pelayanan"])

    @Test("AC-069: a late office never blocks another office's work")
    func aLateOfficeBlocksNobody() throws {
        var proceedings = try MeetingFixture.proceedings()
        for deed in MeetingFixture.control + Self.makassar { try proceedings.act(deed) }
        #expect(proceedings.isPrepared("kpp-makassar"))
        #expect(proceedings.isFinished(.p06, office: "kpp-makassar"))
        #expect(!proceedings.isPrepared("kpp-jayapura"))
        #expect(!proceedings.isFinished(.p06, office: "kpp-jayapura"))
        #expect(!proceedings.isFinished(.p06))
        try proceedings.act(MeetingFixture.deed("P09.1/display@kpp-makassar", .ocKpp, "kpp-makassar"))
    }

    @Test("AC-073, AC-074: the meeting waits for the display of every site, and says which is missing")
    func theMeetingWaitsForEverySite() throws {
        var proceedings = try MeetingFixture.proceedings()
        for deed in MeetingFixture.control + Self.makassar + MeetingFixture.meeting.prefix(2) {
            try proceedings.act(deed)
        }
        let start = MeetingFixture.deed("P09.3/record-video", .operatorRko, "rko")
        guard case .missing(let missing)? = proceedings.refusal(start)?.reason else {
            Issue.record("accepted")
            return
        }
        #expect(missing.map(\.key) == ["P09.1/display@kpp-jayapura"])
        #expect(missing.first?.role == .ocKpp)
        #expect(missing.first?.office == "kpp-jayapura")
    }

    @Test(
        "AC-069: the acts open in one office do not depend on how far the other has come", arguments: 0...makassar.count
    )
    func officesDoNotFeelEachOther(count: Int) throws {
        var alone = try MeetingFixture.proceedings()
        alone.replay(MeetingFixture.control + Self.makassar.prefix(count))
        func open(_ proceedings: Proceedings) -> [OpenAct] {
            proceedings.available().filter { $0.key.office == "kpp-makassar" }
        }
        var together = alone
        for deed in Self.jayapura {
            try together.act(deed)
            #expect(open(together) == open(alone))
        }
    }

    @Test("AC-050: the two tracks of an office run in any order")
    func theTracksAreParallel() throws {
        let (asked, rest) = (Self.makassar.prefix(3), Self.makassar.dropFirst(3))
        let isRoom: (MeetingFixture.Deed) -> Bool = { $0.key.act.step == 6 }
        var proceedings = try MeetingFixture.proceedings()
        for deed in MeetingFixture.control + asked { try proceedings.act(deed) }
        var roomFirst = proceedings
        for deed in rest.filter(isRoom) + rest.filter({ !isRoom($0) }) { try roomFirst.act(deed) }
        #expect(roomFirst.isFinished(.p06, office: "kpp-makassar"))
        for deed in rest.filter({ !isRoom($0) }).dropLast() { try proceedings.act(deed) }
        #expect(proceedings.missing(for: "P06.12@kpp-makassar").map(\.key) == ["P06.6/check-device@kpp-makassar"])
    }

    @Test(
        "AC-096: the end waits for every receipt and every follow-up owed",
        arguments: [
            "P09.5/receive@rko", "P09.5/receive@direktorat-pkp", "P09.5/follow-up@kpp-makassar",
            "P09.5/follow-up@direktorat-pkp",
        ] as [ActKey])
    func theEndWaitsForEveryParty(key: ActKey) throws {
        var proceedings = try MeetingFixture.proceedings()
        proceedings.replay(MeetingFixture.script.filter { $0.key != key })
        #expect(!proceedings.isFinished(.p09))
        #expect(proceedings.missing(for: "P09.6").map(\.key) == [key])
    }

    @Test("AC-087, AC-096: a meeting without agreements ends with the receipts")
    func noAgreementsNoFollowUp() throws {
        var proceedings = try MeetingFixture.proceedings()
        let dropped: [ActKey] = ["P09.3/note", "P09.3/show", "P09.3/correct"]
        for var deed in MeetingFixture.script where !dropped.contains(deed.key) && deed.key.act.name != "follow-up" {
            if deed.key == "P09.4/deliver" {
                deed.outcome = .delivered(
                    parties: [
                        MeetingFixture.rko, MeetingFixture.makassar, MeetingFixture.jayapura, MeetingFixture.pkp,
                    ], owing: [])
            }
            try proceedings.act(deed)
        }
        #expect(proceedings.isFinished(.p09))
    }

    @Test("An office that the notice did not reach has no finished case")
    func nothingIsFinishedBeforeItBegan() throws {
        let proceedings = try MeetingFixture.proceedings()
        #expect(!proceedings.isFinished(.p06))
        #expect(!proceedings.isFinished(.p06, office: "kpp-makassar"))
        #expect(!proceedings.isFinished(.p03))
        #expect(!proceedings.isPrepared("kpp-sorong"))
    }
}
