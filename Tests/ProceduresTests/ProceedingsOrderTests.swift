import Offices
import Testing

@testable import Procedures

struct ProceedingsOrderTests {
    static let script = MeetingFixture.script

    @Test("Every act of a whole meeting is accepted in order, and nothing is finished before its end")
    func acceptsAWholeMeeting() throws {
        var proceedings = try MeetingFixture.proceedings()
        for deed in Self.script {
            #expect(!proceedings.isFinished(.p09))
            try proceedings.act(deed)
        }
        #expect(proceedings.isFinished(.p02))
        #expect(proceedings.isFinished(.p06))
        #expect(proceedings.isFinished(.p09))
    }

    @Test(
        "AC-116, AC-027, AC-032, AC-067, AC-074, AC-085: without one predecessor an act is refused, and names it",
        arguments: script.indices)
    func namesTheMissingPredecessor(index: Int) throws {
        let deed = Self.script[index]
        for choice in try ExpectedOrder.before(deed.key, sections: ExpectedOrder.sections) {
            var proceedings = try MeetingFixture.proceedings()
            proceedings.replay(Self.script[..<index].filter { !choice.contains($0.key) })
            let refusal = try #require(proceedings.refusal(deed), "without \(choice)")
            guard case .missing(let missing) = refusal.reason else {
                Issue.record("without \(choice): \(refusal)")
                continue
            }
            #expect(Set(missing.map(\.key)).isSuperset(of: choice), "\(refusal)")
            #expect(choice.allSatisfy { refusal.message.contains("\($0)") && refusal.english.contains("\($0)") })
        }
    }

    @Test("An act waits for nothing but what the text puts before it", arguments: script.indices)
    func waitsForNothingElse(index: Int) throws {
        let deed = Self.script[index]
        let needed = try ExpectedOrder.closure(deed.key)
        var proceedings = try MeetingFixture.proceedings()
        proceedings.replay(Self.script.filter { needed.contains($0.key) })
        #expect(proceedings.refusal(deed) == nil)
    }

    @Test("An act that does not repeat is refused the second time", arguments: script.indices)
    func refusesASecondTime(index: Int) throws {
        let deed = Self.script[index]
        var proceedings = try MeetingFixture.proceedings()
        proceedings.replay(Self.script[...index])
        let repeats = try #require(proceedings.procedures[deed.key.act]).repeats
        let refusal = proceedings.refusal(deed)
        if repeats {
            #expect(refusal == nil)
        } else if case .alreadyDone(let mark)? = refusal?.reason {
            #expect(mark.actor.role == deed.role)
        } else {
            Issue.record("\(String(describing: refusal))")
        }
    }

    @Test("All open predecessors are listed, with who must do them")
    func listsAllOpenPredecessors() throws {
        var proceedings = try MeetingFixture.proceedings()
        proceedings.replay(Self.script.prefix(3))
        let refusal = try #require(proceedings.refusal(MeetingFixture.deed("P02.5/check-device", .operatorRko, "rko")))
        #expect(
            refusal.message
                == "P02.5/check-device “Memastikan perangkat RKO dapat beroperasi dengan baik” ditolak: belum "
                + "dilakukan: P02.5/prepare “Mempersiapkan ruangan serta perangkat RKO” oleh Operator Ruang Kendali Operasi di "
                + "rko; P02.5/receive “Menerima bahan/data yang akan dibahas pada pelaksanaan RLJJ” oleh Operator Ruang "
                + "Kendali Operasi di rko; P02.3/network “Mengatur jaringan yang akan digunakan untuk RLJJ” oleh Direktorat "
                + "Teknologi Informasi Perpajakan di kantor-pusat "
                + "[sebagian bukan dari SOP: AC-032, AC-036, check-after-materials, AC-031]")
    }

    @Test("AC-122: the LO waits for every section contacted, and for none that was not")
    func joinsOverTheSectionsContacted() throws {
        var proceedings = try MeetingFixture.proceedings()
        proceedings.replay(
            MeetingFixture.control
                + MeetingFixture.preparation(MeetingFixture.makassar, ["pelayanan", "penagihan"]).prefix(3))
        let hand = MeetingFixture.deed("P06.11@kpp-makassar", .loKpp, "kpp-makassar")
        #expect(
            proceedings.missing(for: hand.key).map(\.key) == [
                "P06.10@kpp-makassar/pelayanan", "P06.10@kpp-makassar/penagihan",
            ])
        proceedings.replay([MeetingFixture.deed("P06.10@kpp-makassar/pelayanan", .pelaksanaTerkaitKpp, "kpp-makassar")])
        #expect(proceedings.missing(for: hand.key).map(\.key) == ["P06.10@kpp-makassar/penagihan"])
        proceedings.replay([MeetingFixture.deed("P06.10@kpp-makassar/penagihan", .pelaksanaTerkaitKpp, "kpp-makassar")])
        #expect(proceedings.refusal(hand) == nil)
    }

    @Test("AC-122: before any section is contacted the LO has nothing to hand over")
    func anUnknownJoinIsOpen() throws {
        var proceedings = try MeetingFixture.proceedings()
        proceedings.replay(MeetingFixture.control + MeetingFixture.preparation(MeetingFixture.makassar, []).prefix(1))
        #expect(proceedings.missing(for: "P06.11@kpp-makassar").map(\.key) == ["P06.10@kpp-makassar"])
    }

    @Test(
        "AC-086: nothing is noted, turned or shown after the close",
        arguments: [
            "P09.1/turn@rko", "P09.3/air", "P09.3/note", "P09.3/correct", "P09.3/show", "P09.3/display",
        ] as [ActKey])
    func endsWithTheClose(key: ActKey) throws {
        var proceedings = try MeetingFixture.proceedings()
        let close = try #require(Self.script.firstIndex { $0.key == "P09.2/close" })
        proceedings.replay(Self.script[...close])
        let deed = MeetingFixture.deed(key, .operatorRko, "rko")
        #expect(proceedings.refusal(deed)?.reason == .closed(by: MeetingFixture.reference("P09.2/close")))
    }

    @Test("AC-087: no agreements is said before the first agreement, not after")
    func noneComesBeforeTheFirstNote() throws {
        var proceedings = try MeetingFixture.proceedings()
        let note = try #require(Self.script.firstIndex { $0.key == "P09.3/note" })
        proceedings.replay(Self.script[..<note].filter { $0.key != "P09.3/none" })
        let none = MeetingFixture.deed("P09.3/none", .operatorRko, "rko")
        let display = MeetingFixture.deed("P09.3/display", .operatorRko, "rko")
        #expect(proceedings.refusal(display) != nil)
        #expect(proceedings.refusal(none) == nil)
        var without = proceedings
        without.replay([none])
        #expect(without.refusal(display) == nil)
        proceedings.replay([Self.script[note]])
        #expect(proceedings.refusal(none)?.reason == .closed(by: MeetingFixture.reference("P09.3/note")))
    }
}
