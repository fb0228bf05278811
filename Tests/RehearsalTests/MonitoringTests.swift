import Foundation
import Offices
import Procedures
import Rehearsal
import Testing

/// The scenes of P01 against the procedure and its forms, without a service.
struct MonitoringTests {
    private static let now = Moment(microseconds: 1_795_227_330_000_000)

    private func forms(_ bill: Playbill) throws -> [(scene: Scene, form: CaseForm)] {
        try bill.script.scenes.compactMap { scene in
            switch scene.deed {
            case .beginCase(let make), .caseAct(let make): (scene, try make(Self.now))
            default: nil
            }
        }
    }

    @Test(
        "P01 is played as far as it leads to the meeting",
        arguments: [
            (
                try Playbill.controlRoom(.monitoring),
                ["1", "1", "3", "4", "5", "6", "6", "7", "8", "9", "10", "11", "12", "13", "14", "14"], "P02.1"
            ),
            (try Playbill.directorateMeeting(), ["1", "1", "3", "4", "5", "6", "6", "6"], "P03.1"),
        ])
    func goesTheWholeWay(bill: Playbill, items: [String], next: String) throws {
        let forms = try forms(bill)
        #expect(forms.map(\.scene.reference) == items.map { "P01.\($0)" })
        #expect(forms.map { "P01.\($0.form.act.step)" } == items.map { "P01.\($0)" })
        let following = bill.script.scenes[forms.count]
        #expect(following.reference == next)
        #expect(following.awaits == .meetingOpened)
    }

    @Test(
        "AC-005, AC-014, AC-118: every act is allowed to the person who plays it",
        arguments: [try Playbill.controlRoom(.monitoring), try Playbill.directorateMeeting()])
    func keepsTheRules(bill: Playbill) throws {
        let forms = try forms(bill)
        #expect(try play(forms.map { ($0, $1, nil) }, of: bill).isFinished(.p01))
        let drafter = try #require(forms.first { $0.form.act.description == "P01.3" }).scene
        for (index, (scene, form)) in forms.enumerated() {
            var fewer = forms
            fewer.remove(at: index)
            let isRefused = (try? play(fewer.map { ($0, $1, nil) }, of: bill).isFinished(.p01)) != true
            #expect(isRefused, "the way is whole without \(form.act)")
            // The reviewers of the report are not its drafter.
            guard ["P01.4", "P01.5", "P01.6/sign"].contains(form.act.description) else { continue }
            let same = forms.map { ($0, $1, $0.reference == scene.reference && $1.act == form.act ? drafter : nil) }
            #expect(throws: Proceedings.Refusal.self, "\(form.act) by the drafter") { try play(same, of: bill) }
        }
    }

    /// Plays forms by the procedure; with a scene, its person does the act in place of the right one.
    private func play(_ forms: [(Scene, CaseForm, Scene?)], of bill: Playbill) throws -> Proceedings {
        let procedures = try Procedures.load().following(.monitoring)
        var proceedings = Proceedings(procedures: procedures, host: bill.proposer)
        for (scene, form, other) in forms {
            let member = try #require(
                bill.cast.member(other?.role ?? scene.role, at: other?.office ?? scene.office))
            let actor = Actor(id: member.person.id, name: member.person.name, role: scene.role, office: scene.office)
            let (key, outcome) = (ActKey(form.act), form.branch.map { Outcome.decided($0) })
            try proceedings.check(key, by: actor, outcome: outcome) { _, _ in .met }
            proceedings.perform(key, by: actor, at: Self.now, outcome: outcome)
        }
        return proceedings
    }

    @Test(
        "Every form has the fields that it asks for and no others", arguments: [try Playbill.controlRoom(.monitoring)])
    func fillsTheForms(bill: Playbill) throws {
        let procedures = try Procedures.load()
        let forms = try forms(bill)
        #expect(forms.count == 16 && forms.contains { !($0.form.fields ?? [:]).isEmpty })
        for (scene, form) in forms {
            let asked = try #require(procedures[form.act]?.form.fields, "\(form.act)")
            let given = Set((form.fields ?? [:]).keys)
            #expect(given.isSubset(of: asked.map(\.name)), "\(scene.reference): \(given)")
            #expect(given.isSuperset(of: asked.filter(\.isRequired).map(\.name)), "\(scene.reference): \(given)")
        }
    }

    @Test("AC-013: the letter carries the report; AC-020: each figure its feed and its time")
    func carriesWhatItMust() throws {
        let bill = try Playbill.controlRoom(.monitoring)
        let forms = try forms(bill).map(\.form)
        let json = try forms.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) }
            .map { $0.replacing("\\/", with: "/") }
        #expect(json[0].contains(#""procedure":"P01""#) && json[0].contains(#""office":"direktorat-pkp""#))
        #expect(json[0].contains(#""feed":"mpn""#) && json[0].contains(#""asOf":"2026-11-2"#))
        #expect(json[1].contains(#""branch":"serious""#) && !json[1].contains("procedure"))
        #expect(json[9].contains(#""attachments":["document:laporan-monitoring"]"#))
        #expect(json.count { $0.contains(#""branch":"dirjen""#) } == 1)
    }

    @Test func refusesWhatLeadsToNoMeeting() throws {
        let bill = try Playbill.controlRoom()
        let script = { (host: Office, invited: [Office], beginning: Script.Beginning) in
            _ = try Script(
                host: host, invited: invited, proposer: bill.proposer, cast: bill.cast, beginning: beginning)
        }
        #expect(throws: Script.Unplayable.noMeeting(bill.invited[0])) { try script(bill.invited[0], [], .monitoring) }
        #expect(throws: Script.Unplayable.noWay(bill.proposer)) {
            try script(bill.proposer, bill.invited, .ownInformation)
        }
        #expect(throws: Script.Unplayable.unprepared(bill.host)) { try script(bill.host, [bill.host], .monitoring) }
    }
}
