import Foundation
import Offices
import Testing

@testable import Procedures

struct ProceedingsOutcomeTests {
    private static let f = MeetingFixture.self
    private static let kanwil = f.office("kanwil-a", .kanwil, .wib)
    private static let klip = f.office("klip", .klip, .wib)
    private static let another = f.office("rko-b", .rko, .wib)

    @Test(
        "AC-071: no office twice in a notice, and what else P02.3, P06.2 and P09.4 may not carry",
        arguments: [
            ("P02.1", nil, OutcomeFault.needed(.decision)),
            (
                "P02.1", .decided("perhaps"),
                .unknownBranch("perhaps", allowed: ["needed", "not-needed", "not-needed-without-proposer"])
            ),
            ("P02.1", .contacted(["pelayanan"]), .needed(.decision)), ("P02.2", .decided("needed"), .unasked(.none)),
            ("P02.3/notify", nil, .needed(.notice)),
            ("P02.3/notify", .notified(invited: [], directorates: [f.pkp]), .noOffice),
            (
                "P02.3/notify", .notified(invited: [f.makassar, f.makassar], directorates: []),
                .officeTwice("kpp-makassar")
            ),
            (
                "P02.3/notify", .notified(invited: [f.makassar], directorates: [f.pkp, f.pkp]),
                .officeTwice("direktorat-pkp")
            ),
            ("P02.3/notify", .notified(invited: [f.makassar, f.rko], directorates: []), .hostInvited("rko")),
            ("P02.3/notify", .notified(invited: [another], directorates: []), .unprepared("rko-b", .rko)),
            ("P02.3/notify", .notified(invited: [klip], directorates: []), .unprepared("klip", .klip)),
            (
                "P02.3/notify", .notified(invited: [f.makassar], directorates: [f.jayapura]),
                .notADirectorate("kpp-jayapura", .kpp)
            ),
            ("P06.2@kpp-makassar", nil, .needed(.sections)), ("P06.2@kpp-makassar", .contacted([]), .noSection),
            ("P06.2@kpp-makassar", .contacted(["pdi", "pdi"]), .sectionTwice("pdi")),
            (
                "P06.2@kpp-jayapura", .contacted(["penagihan"]),
                .unknownSection("penagihan", allowed: ["pelayanan", "pdi"])
            ),
            ("P09.4/deliver", .delivered(parties: [], owing: []), .noParty),
            ("P09.4/deliver", .delivered(parties: [f.rko, f.rko], owing: []), .partyTwice("rko")),
            ("P09.4/deliver", .delivered(parties: [f.rko, kanwil], owing: []), .notAParty("kanwil-a")),
            (
                "P09.4/deliver", .delivered(parties: [f.rko], owing: ["kpp-makassar"]),
                .owingWithoutReport("kpp-makassar")
            ),
            ("P09.4/deliver", .delivered(parties: [f.rko], owing: ["rko", "rko"]), .partyTwice("rko")),
            ("P09.3/note", .delivered(parties: [f.rko], owing: []), .unasked(.agreement)),
        ] as [(ActKey, Outcome?, OutcomeFault)])
    func refusesWhatTheFormDoesNotAllow(key: ActKey, outcome: Outcome?, fault: OutcomeFault) throws {
        let index = try #require(MeetingFixture.script.firstIndex { $0.key == key })
        var proceedings = try MeetingFixture.proceedings()
        proceedings.replay(MeetingFixture.script[..<index])
        var deed = MeetingFixture.script[index]
        deed.outcome = outcome
        let refusal = try #require(proceedings.refusal(deed))
        #expect(refusal.reason == .outcome(fault))
        for text in [refusal.message, refusal.english] {
            #expect(text.hasPrefix("\(key.act) ") && !text.contains("\n") && !text.contains("Optional"))
        }
    }

    @Test(
        "AC-025: a notice that no meeting is needed invites nobody",
        arguments: [
            (
                Outcome.notified(invited: [f.makassar], directorates: [f.pkp]),
                OutcomeFault.invitedWithoutMeeting("kpp-makassar")
            ),
            (.notified(invited: [], directorates: []), .noDirectorate),
        ])
    func refusesAnInvitationToNoMeeting(outcome: Outcome, fault: OutcomeFault) throws {
        var proceedings = try MeetingFixture.proceedings()
        proceedings.replay([
            MeetingFixture.deed("P02.1", .dirjen, .kantorPusat, .decided("not-needed")),
            MeetingFixture.deed("P02.2", .kasubbagProtokol, "rko"),
        ])
        let tell = MeetingFixture.deed("P02.3/tell", .operatorRko, "rko", outcome)
        #expect(proceedings.refusal(tell)?.reason == .outcome(fault))
    }

    @Test(
        "AC-036, AC-085, AC-089: a guard that does not hold refuses the act and says why",
        arguments: [
            "P02.5/check-device", "P06.6/check-device@kpp-makassar", "P09.2/open", "P09.3/note", "P09.3/none",
            "P09.3/display",
            "P09.2/close", "P09.4/write",
        ] as [ActKey])
    func refusesWhenAGuardDoesNotHold(key: ActKey) throws {
        let index = try #require(MeetingFixture.script.firstIndex { $0.key == key })
        var proceedings = try MeetingFixture.proceedings()
        proceedings.replay(MeetingFixture.script[..<index])
        let deed = MeetingFixture.script[index]
        let guards = try #require(proceedings.procedures[key.act]).guards
        for demand in guards {
            do throws(Proceedings.Refusal) {
                try proceedings.check(key, by: deed.actor, outcome: deed.outcome) { asked, about in
                    #expect(about == key)
                    return asked == demand ? .unmet("suara tidak terdengar") : .met
                }
                Issue.record("accepted without \(demand)")
            } catch {
                #expect(error.reason == .guards([UnmetGuard(demand: demand, found: "suara tidak terdengar")]))
                let remark = error.remark.map { " [\($0)]" } ?? ""
                #expect(error.message.hasSuffix("ditolak: \(demand.label.id): suara tidak terdengar\(remark)"))
            }
        }
        #expect(!guards.isEmpty)
    }

    @Test("Guards are asked last: not for a person who may not act anyway")
    func asksGuardsLast() throws {
        let proceedings = try MeetingFixture.proceedings()
        #expect(throws: Proceedings.Refusal.self) {
            try proceedings.check("P02.5/check-device", by: MeetingFixture.actor(.operatorRko, "rko")) { demand, _ in
                Issue.record("asked for \(demand)")
                return .met
            }
        }
    }

    @Test("AC-120: a case is read back as it was", arguments: [0, 1, 3, 14, 30, MeetingFixture.script.count])
    func isReadBackAsWritten(count: Int) throws {
        var proceedings = try MeetingFixture.proceedings()
        proceedings.replay(MeetingFixture.script.prefix(count))
        let data = try JSONEncoder().encode(proceedings)
        var again = try JSONDecoder().decode(Proceedings.self, from: data)
        #expect(again == proceedings)
        again.replay(MeetingFixture.script.dropFirst(count))
        #expect(again.isFinished(.p09))
    }

    @Test("AC-120: a case of a version that the program does not know is not read")
    func refusesAnUnknownVersion() throws {
        let data = try JSONEncoder().encode(MeetingFixture.proceedings())
        let text = String(decoding: data, as: UTF8.self).replacing("\"P06\":1", with: "\"P06\":2")
        #expect(throws: Procedures.Refusal.unknownVersion(.p06, 2, known: [1])) {
            try JSONDecoder().decode(Proceedings.self, from: Data(text.utf8))
        }
    }

    @Test func countsWhatRepeatsAndKeepsFirstAndLast() throws {
        var proceedings = try MeetingFixture.proceedings()
        let (first, later) = (MeetingFixture.start, MeetingFixture.start.advanced(bySeconds: 60))
        proceedings.perform("P09.3/note", by: MeetingFixture.actor(.operatorRko, "rko"), at: first)
        proceedings.perform("P09.3/note", by: MeetingFixture.actor(.operatorRko, "rko"), at: later)
        let done = try #require(proceedings.done("P09.3/note"))
        #expect(done.count == 2)
        #expect(done.first.at == first)
        #expect(done.last.at == later)
    }
}
