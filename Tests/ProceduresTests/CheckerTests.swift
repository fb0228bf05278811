import Foundation
import Offices
import Testing

@testable import Procedures

/// Broken definitions, each made by one change to those of the project.
struct CheckerTests {
    /// The project's definitions, with one text replaced in one of them.
    private func library(_ file: String, _ old: String, _ new: String) throws -> Result<Library, FileRefusal> {
        let sources = [
            ("P02.yaml", PackageResources.P02_yaml), ("P06.yaml", PackageResources.P06_yaml),
            ("P09.yaml", PackageResources.P09_yaml),
        ]
        let definitions = try sources.map { name, bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            guard name == file else { return (name, bytes) }
            try #require(text.contains(old), "\(old) does not stand in \(file)")
            let range = try #require(text.firstRange(of: old))
            return (name, Array(text.replacingCharacters(in: range, with: new).utf8))
        }
        return Library.parse(definitions)
    }

    private func problems(_ file: String, _ old: String, _ new: String) throws -> [String] {
        switch try library(file, old, new) {
        case .success: return []
        case .failure(let refusal): return refusal.problems.map(\.description)
        }
    }

    @Test func theProjectsDefinitionsAreSound() throws { #expect(try problems("P06.yaml", "P06.1", "P06.1") == []) }

    @Test(arguments: [
        ("P06.yaml", "act: P06.7", "act: P06.77", "P06.77 does not belong here; allowed: P06.1 to P06.13"),
        ("P06.yaml", "act: P06.7\n", "act: P06.5\n", "is P06.5 a second time; allowed: each act once"),
        ("P06.yaml", "items: 13", "items: 12", "items is 12; the official text of P06 has 13"),
        ("P06.yaml", "ready: P06.12", "ready: P06.14", "ready is P06.14; allowed: an act of this procedure"),
        (
            "P06.yaml", "ready: P06.12", "ready: P06.8",
            "ready is P06.8; allowed: an act that is done once in each office"
        ),
        ("P06.yaml", "ready: P06.12\n", "", "ready is missing; needed: the act that completes"),
        ("P06.yaml", "after: [P06.3]", "after: [P06.33]", "P06.5 after names P06.33, which is no other working act"),
        ("P06.yaml", "after: [P06.3]", "after: [P06.13]", "P06.5 after names P06.13, which is no other working act"),
        ("P06.yaml", "after: [P06.3]", "after: []", "P06.5 follows nothing; only item 1 may begin a procedure"),
        ("P06.yaml", "after: [{all: P06.10}]", "after: [P06.10]", "write {all: P06.10}"),
        ("P06.yaml", "after: [P06.3]", "after: [{all: P06.3}]", "P06.5 joins all of P06.3, which has no more copies"),
        ("P06.yaml", "after: [P06.3]", "after: [preparation]", "waits for a preparation; only an act of each site can"),
        (
            "P06.yaml", "after: [P06.3]", "after: [P06.3, P02.4]",
            "P06.5 after names P02.4, which has a copy for each directorate"
        ),
        ("P06.yaml", "after: [P06.3]", "after: [P06.10]", "P06.5 can never begin: it waits in a circle with"),
        (
            "P06.yaml", "roles: [oc-kpp]", "roles: [operator-kpddp]",
            "names the role operator-kpddp, which is held in kpddp; allowed:"
        ),
        ("P06.yaml", "roles: [oc-kpp]", "roles: [oc-kpp, oc-kpp]", "names a role twice; allowed: each once"),
        ("P06.yaml", "roles: [oc-kpp]\n", "roles: []\n", "has no roles; needed: who does it"),
        ("P06.yaml", "roles: [oc-kpp]", "roles: [operator]", "acts[6].roles[1] is \"operator\"; allowed: dirjen,"),
        ("P06.yaml", "kinds: [notify]", "kinds: [end]", "ends at items [2, 13]; allowed: one end, at item 13"),
        ("P06.yaml", "kinds: [notify]", "kinds: []", "allowed: one or more, end alone"),
        ("P06.yaml", "after: [P06.12]", "after: []", "is an end that follows nothing"),
        ("P06.yaml", "after: [P06.12]", "after: [P06.12]\n    roles: [oc-kpp]", "an end has no roles, form, repeats"),
        ("P06.yaml", "    form: sections\n", "    form: decision\n", "has form decision and no branches; needed: two"),
        (
            "P06.yaml", "    form: sections\n", "    form: sections\n    repeats: true\n",
            "such an act has copies: office or once and does not repeat"
        ),
        (
            "P06.yaml", "form: section-release\n    copies: office\n    repeats: true",
            "form: section-release\n    copies: office", "such an act has copies: office or once, repeats: true"
        ),
        ("P09.yaml", "code: P09", "code: P02", "code is P02 a second time"),
        ("P06.yaml", "guards: [devices-pass]", "guards: [devices-pass, devices-pass]", "names a guard twice"),
        ("P06.yaml", "guards: [devices-pass]", "guards: [luck]", "is \"luck\"; allowed: devices-pass, meeting-live"),
    ])
    func findsABrokenAct(file: String, old: String, new: String, said: String) throws {
        let found = try problems(file, old, new)
        #expect(found.contains { $0.hasPrefix("\(file):") && $0.contains(said) }, "\(found)")
    }

    @Test(arguments: [
        (
            "P02.yaml", "branches: [not-needed]", "branches: [never]",
            "belongs to the branch never; P02.1 has: needed, not-needed"
        ),
        ("P02.yaml", "branches: [not-needed]", "branches: []", "belongs to no branch"),
        (
            "P02.yaml", "only: {act: P02.1, branches: [not-needed]}", "only: {act: P02.2, branches: [not-needed]}",
            "which decides nothing"
        ),
        (
            "P02.yaml", "copies: directorate\n    only: {act: P02.1, branches: [needed]}",
            "copies: directorate\n    branches: [{id: a, label: {id: a, en: a}}, {id: b, label: {id: b, en: b}}]",
            "P02.4 decides; a decision is taken once for all copies, between two or more branches"
        ),
        ("P02.yaml", "- id: not-needed\n", "- id: needed\n", "names a branch twice"),
        (
            "P02.yaml", "after: [P02.1, P02.5/check-device, {all: P02.4/receive}]",
            "after: [P02.1, P02.5/check-device]", "P02.4/receive leads nowhere"
        ),
        ("P02.yaml", "P02.5/receive, P02.3/network]", "P02.5/receive]", "P02.3/network leads nowhere"),
        (
            "P09.yaml", "after: [{all: P09.1/display}]", "after: [{any: [P09.1/turn]}]",
            "has an any of fewer than two acts"
        ),
        ("P09.yaml", "preparation]", "P06.12]", "after names P06.12, which has a copy for each office"),
        (
            "P09.yaml", "until: [P09.3/note, P09.2/close]", "until: [P09.3/notes]",
            "until names P09.3/notes, which is no other"
        ),
        (
            "P09.yaml", "{all: P09.5/receive}, ", "{all: P09.5/receive, any: []}, ",
            "is none of them; allowed: {all: ACT}, {any:"
        ),
        (
            "P09.yaml", "roles: [dirjen, sesditjen-direktur, kepala-kanwil,",
            "roles: [dirjen, agen-klip, sesditjen-direktur,", "names the role agen-klip, which is held in klip"
        ),
        ("P09.yaml", "    repeats: true\n", "    repeats: often\n", "repeats is \"often\"; allowed: true, false"),
    ])
    func findsABrokenOrder(file: String, old: String, new: String, said: String) throws {
        let found = try problems(file, old, new)
        #expect(found.contains { $0.hasPrefix("\(file):") && $0.contains(said) }, "\(found)")
    }

    @Test(
        "AC-127: what no single act shows is found by playing the procedure",
        arguments: [
            (
                "branches: [not-needed]", "branches: [not-needed-without-proposer]", "P02.3/tell can never be done"
            ),
            (
                "after: [P02.1, P02.5/check-device, {all: P02.4/receive}]",
                "after: [P02.5/check-device, {all: P02.4/receive}]", "no way to the end after P02.1"
            ),
            (
                "makes: [pemberitahuan-tidak-perlu]", "makes: []",
                "P02.4/receive can be done before pemberitahuan-tidak-perlu, which it takes, was made"
            ),
        ])
    func findsABrokenWay(old: String, new: String, said: String) throws {
        let library = try library("P02.yaml", old, new).get()
        let found = Exploration(.p02, of: library.newest).findings.map(\.description)
        #expect(found.contains { $0.hasPrefix(said) }, "\(found)")
    }

    @Test func everyProblemOfAnActNamesItsLine() throws {
        let lines = String(decoding: PackageResources.P06_yaml, as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false)
        let line = try #require(lines.firstIndex { $0.contains("- act: P06.5") }) + 1
        let found = try problems("P06.yaml", "after: [P06.3]", "after: [P06.33]")
        #expect(found == ["P06.yaml:\(line): P06.5 after names P06.33, which is no other working act"])
    }
}
