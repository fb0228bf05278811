import Documents
import Foundation
import Offices
import Procedures
import SampleFilings
import Testing

@testable import Cases

/// A case as a value: built by its events and nothing else.
struct CaseTests {
    static let codes: [ProcedureCode] = [.p01, .p11, .p12, .p13, .p14]

    private func finished(_ code: ProcedureCode) throws -> Docket {
        var docket = try Docket(code)
        try docket.finish()
        return docket
    }

    @Test("A case read from its stored form is the case that was stored", arguments: codes)
    func roundTrip(code: ProcedureCode) throws {
        let docket = try finished(code)
        let stored = try JSONEncoder().encode(docket.subject)
        let again = try JSONDecoder().decode(Case.self, from: stored)
        #expect(again == docket.subject)
        #expect(again.isFinished && again.filed.count == docket.journal.count)
    }

    @Test("The same events make the same case, also when each went through its stored form", arguments: codes)
    func replay(code: ProcedureCode) throws {
        let docket = try finished(code)
        let edition = try Procedures.load(versions: docket.subject.opening.versions)
        var again = Case(id: docket.subject.id, opening: docket.subject.opening, procedures: edition)
        for (act, moment) in docket.journal {
            let stored = try JSONEncoder().encode(CaseEvent.acted(act))
            guard case .acted(let read) = try JSONDecoder().decode(CaseEvent.self, from: stored) else { continue }
            again.evolve(read, correspondence: docket.correspondence, at: moment)
        }
        #expect(again == docket.subject)
    }

    @Test("AC-120: the versions of the procedures are frozen into the case; an unknown one is refused in one line")
    func versions() throws {
        var docket = try Docket(.p01)
        try docket.advance(to: "P01.4")
        #expect(docket.subject.opening.versions == [.p01: 2])
        #expect(docket.subject.proceedings.versions == docket.subject.opening.versions)
        let text = String(decoding: try JSONEncoder().encode(docket.subject), as: UTF8.self)
        let changed = text.replacing("\"P01\":2", with: "\"P01\":7")
        #expect(changed != text)
        #expect {
            try JSONDecoder().decode(Case.self, from: Data(changed.utf8))
        } throws: { error in
            guard case Procedures.Refusal.unknownVersion(.p01, 7, known: [1, 2]) = error else { return false }
            return !"\(error)".contains("\n")
        }
    }

    @Test(
        "What the journal holds is never refused: acts that would not be allowed change the case and break nothing",
        arguments: codes)
    func total(code: ProcedureCode) throws {
        var docket = try Docket(code)
        let all = try Procedures.load().all.flatMap(\.acts).map(\.reference)
        let junk: [Filing] = [
            Filing(), Filing(branch: BranchID("nowhere"), fields: ["body": 1, "subject": true, "banks": "x"]),
            Filing(fields: ["targets": [1, [], ["system": "sidjp"]], "banks": [["id": "A B", "statement": false]]]),
            Filing(fields: ["remarks": "", "to": 5, "channel": [], "figures": [["name": ""]]]),
        ]
        let stranger = try docket.actor(.dirjen)
        let number = LetterNumber("S-900/PJ.08/2026")
        for (index, reference) in all.enumerated() {
            for key in [ActKey(reference), ActKey(reference, office: Docket.other, section: SectionID("x"))] {
                let id = index % 2 == 0 ? DocumentID(at: docket.now) : nil
                let filing = junk[index % junk.count]
                docket.take(CaseAct(key: key, by: stranger, filing: filing, document: id, number: number))
            }
        }
        for paper in docket.subject.papers.map(\.document) {
            #expect(paper.newest == nil && paper.marks.isEmpty && paper.registration == nil && paper.dispatches.isEmpty)
        }
        let known = docket.journal.count { docket.subject.proceedings.procedures[$0.act.key.act] != nil }
        #expect(docket.subject.filed.count == known && known > 0)
        _ = (docket.subject.held, docket.subject.handling, docket.subject.isFinished)
        let again = try JSONDecoder().decode(Case.self, from: JSONEncoder().encode(docket.subject))
        #expect(again == docket.subject)
    }

    @Test("An act of another procedure, an end, and a copy that there is not are refused", arguments: codes)
    func strangers(code: ProcedureCode) throws {
        let docket = try Docket(code)
        let keys = ["P02.1", "P09.3/air", "P01.15", "P14.17", "P99.1", "P01.4@direktorat-pkp", "P14.5", "P14.5@rko/x"]
        for text in keys {
            guard ActKey(text) != nil else { continue }
            #expect(try docket.refusal(text, by: docket.actor(.dirjen)) != nil, "\(text)")
        }
    }

    @Test("Deciding changes nothing, and asks for order and role before it reads the form")
    func pure() throws {
        var docket = try Docket(.p01)
        try docket.advance(to: "P01.5")
        let before = docket.subject
        let junk: [String: FieldValue?] = ["junk": "a"]
        #expect(try docket.refusal("P01.6/sign", junk)?.missing == ["P01.5"])
        #expect(try docket.refusal("P01.5", junk, by: docket.actor(.loSetdit))?.isForm == false)
        #expect(try docket.refusal("P01.5", junk)?.isForm == true)
        #expect(docket.subject == before)
    }
}
