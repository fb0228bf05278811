import Testing

@testable import Procedures

/// Broken papers, chains, deadlines and courses, each made by one change to the fourteen definitions.
struct CheckerPaperTests {
    @Test func theProjectsDefinitionsAreSound() throws {
        #expect(try ProjectDefinitions.problems("P01.yaml", "P01", "P01") == [])
    }

    @Test(arguments: [
        (
            "P01.yaml", "object: laporan-monitoring\n    takes: [laporan-monitoring]\n    source: 39-43",
            "source: 39-43",
            "P01.4 gives a paraf or a signature; needed: object, the paper that gets it"
        ),
        (
            "P14.yaml", "object: surat-himbauan\n    takes: [surat-himbauan]\n    source: \"22\"",
            "object: data-mpn\n    source: \"22\"", "P14.7 gives a paraf or a signature; needed: object"
        ),
        (
            "P01.yaml", "makes: [laporan-monitoring-rutin]", "makes: []",
            "P01.2 drafts a paper; needed: the paper as object and in makes"
        ),
        (
            "P01.yaml", "[P01.9, P01.9/revise, P01.10, P01.11, P01.12]", "[P01.9, P01.99]",
            "chains name P01.99, which is no act of this procedure"
        ),
        (
            "P01.yaml", "[P01.9, P01.9/revise, P01.10, P01.11, P01.12]", "[P01.9]",
            "chains has one of 1 acts; needed: two or more"
        ),
        (
            "P01.yaml", "kinds: [review, paraf, deliver]", "kinds: [review, deliver]",
            "paraf stands in P01.5, P01.10, P01.11, P14.6; the official texts have 5 such steps"
        ),
        (
            "P14.yaml", "kinds: [review, sign]", "kinds: [review]",
            "sign stands in P01.6/sign, P01.12, P11.8; the official texts have 4 such steps"
        ),
    ])
    func findsABrokenPaper(file: String, old: String, new: String, said: String) throws {
        let found = try ProjectDefinitions.problems(file, old, new)
        #expect(found.contains { $0.contains(said) }, "\(found)")
    }

    static let due = "due: {from: P13.1/register, working-hours: 1}"

    @Test(arguments: [
        (
            "P13.yaml", due, "due: {from: P12.1, working-hours: 1}",
            "P13.2 names P12.1, which is no act of this procedure"
        ),
        (
            "P13.yaml", due, "due: {from: P13.1/register, working-hours: 1, at-once: true}",
            "has 2 limits; allowed: one of"
        ),
        ("P13.yaml", due, "due: {from: P13.1/register}", "has 0 limits; allowed: one of working-days, working-hours"),
        ("P13.yaml", due, "due: {from: P13.1/register, working-hours: 0}", "allowed: a whole number from 1 to 99"),
        ("P14.yaml", "reopens: P14.16/verify", "reopens: P14.17", "P14.16/redistribute names P14.17, which is no act"),
        ("P14.yaml", "returns: P14.9\n", "returns: P11.2\n", "P14.13/return names P11.2, which is no act of this"),
        (
            "P14.yaml", "    kinds: [deliver]\n    only: {act: P14.16/verify",
            "    kinds: [deliver]\n    repeats: true\n    only: {act: P14.16/verify",
            "P14.17 has no roles; needed: who does it, or nothing to fill in"
        ),
        (
            "P02.yaml", "oral: [kasubbag-protokol]", "oral: [oc-kpp]",
            "P02.1 names the role oc-kpp, which is held in kpp"
        ),
        (
            "P12.yaml", "{if-open: P12.3/discuss}", "{if-open: P12.3/talk}",
            "after names P12.3/talk, which is no other working act"
        ),
        (
            "P05.yaml", "unit: ppddp", "unit: kpp",
            "P06.yaml: prepares kpp a second time; allowed: one preparation a unit"
        ),
        (
            "P06.yaml", "after: [notice]", "after: [P02.3/notify]",
            "P06.1 names P02.3/notify, which does not run in the course directorate-meeting"
        ),
        ("P03.yaml", "    form: notice\n", "", "the course directorate-meeting has 0 acts of form notice; needed: one"),
        (
            "P03.yaml", "form: sections", "form: notice",
            "the course directorate-meeting has 2 acts of form notice; needed: one"
        ),
    ])
    func findsABrokenCourse(file: String, old: String, new: String, said: String) throws {
        let found = try ProjectDefinitions.problems(file, old, new)
        #expect(found.contains { $0.contains(said) }, "\(found)")
    }
}
