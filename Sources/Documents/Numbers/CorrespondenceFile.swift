package import Offices
import Procedures

extension Correspondence {
    /// The table that comes with the program.
    package static func load() throws(FileRefusal) -> Correspondence {
        try StrictFile.parse(
            bytes: PackageResources.correspondence_yaml, file: "correspondence.yaml", read)
    }

    /// A table of one's own, in the same form.
    package static func read(_ path: String) throws(FileRefusal) -> Correspondence {
        try StrictFile.read(path, read)
    }

    static func read(_ node: FileNode) -> Correspondence? {
        guard let table = node.table(["papers", "places"]) else { return nil }
        var papers: [Artefact: Paper] = [:]
        for item in table["papers"]?.list(upTo: 64) ?? [] {
            guard let (artefact, paper) = paper(item) else { continue }
            if papers[artefact] != nil {
                item.report("is \(artefact.rawValue) a second time; allowed: each paper once")
            }
            papers[artefact] = paper
        }
        for artefact in Artefact.allCases where artefact.isDocument && papers[artefact] == nil {
            table["papers"]?.report("lacks \(artefact.rawValue); needed: every paper that the procedures draft")
        }
        return Correspondence(papers: papers, offices: offices(table["places"]?.list(upTo: 1000) ?? []))
    }

    private static func paper(_ node: FileNode) -> (Artefact, Paper)? {
        guard
            let table = node.table(["paper", "kind", "title", "urgency", "security"], optional: ["attachment"]),
            let artefact = table["paper"]?.word(Artefact.self), let kind = table["kind"]?.word(DocumentKind.self),
            let title = table["title"]?.text(upTo: 160), let urgency = table["urgency"]?.word(Urgency.self),
            let security = table["security"]?.word(SecurityClass.self)
        else { return nil }
        let needs = table["attachment"].map { $0.flag() ?? false } ?? false
        return (
            artefact,
            Paper(kind: kind, title: title, urgency: urgency, security: security, needsAttachment: needs)
        )
    }

    private static func offices(_ places: [FileNode]) -> [OfficeID: Head] {
        var heads: [OfficeID: Head] = [:]
        for place in places {
            guard let table = place.table(["address", "offices"], optional: ["town"]) else { continue }
            let town = table["town"]?.text(upTo: 60)
            let address = table["address"]?.list(upTo: 4).compactMap { $0.text(upTo: 160) } ?? []
            for item in table["offices"]?.list(upTo: 1000) ?? [] {
                guard let (office, code) = office(item) else { continue }
                if heads[office] != nil { item.report("is \(office) a second time; allowed: each office once") }
                if heads.values.contains(where: { $0.code == code }) {
                    item.report("has the code \(code) a second time; allowed: each code once")
                }
                heads[office] = Head(code: code, address: address, town: town)
            }
        }
        return heads
    }

    private static func office(_ node: FileNode) -> (OfficeID, OfficeCode)? {
        guard let table = node.table(["office", "code"]), let office = table["office"]?.slug(OfficeID.self),
            let code = table["code"]?.value(allowed: "a code such as PJ, PJ.08 or WPJ.15/KP.01", tableCode)
        else { return nil }
        return (office, code)
    }

    private static func tableCode(_ text: String) -> OfficeCode? {
        OfficeCode(text).flatMap { $0.fitsTable ? $0 : nil }
    }
}
