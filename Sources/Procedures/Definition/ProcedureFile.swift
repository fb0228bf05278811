import Offices

/// Reads one definition file.
struct ProcedureFile {
    let file: String
    let procedure: Procedure
    /// The line on which each act begins, for the checker's problems.
    let lines: [ActReference: Int]

    static func parse(bytes: [UInt8], file: String) throws(FileRefusal) -> ProcedureFile {
        try StrictFile.parse(bytes: bytes, file: file) { node in
            guard
                let table = node.table(
                    ["code", "id", "version", "title", "items", "unit", "source", "acts"], optional: ["ready", "notes"])
            else { return nil }
            return ProcedureFile(table, file: file)
        }
    }

    private init?(_ table: FileTable, file: String) {
        let code = table["code"]?.word(ProcedureCode.self)
        let id = table["id"]?.value(allowed: "a slug such as rljj-persiapan-kpp") { Slug($0)?.text }
        let version = table["version"]?.integer(in: 1...9999)
        let title = table["title"].flatMap { Label(file: $0, upTo: 400) }
        let items = table["items"]?.integer(in: 1...99)
        let unit = table["unit"]?.word(OfficeKind.self)
        let ready = table["ready"]?.reference()
        _ = table["source"]?.text(upTo: 300)
        _ = table["notes"]?.text(upTo: 2000)
        var lines: [ActReference: Int] = [:]
        var acts: [Act] = []
        for item in table["acts"]?.list(upTo: 99) ?? [] {
            guard let act = Act(file: item) else { continue }
            if lines[act.reference] != nil { item.report("is \(act.reference) a second time; allowed: each act once") }
            lines[act.reference] = item.line
            acts.append(act)
        }
        guard let code, let id, let version, let title, let items, let unit else { return nil }
        procedure = Procedure(
            code: code, id: id, version: version, title: title, items: items, unit: unit, ready: ready, acts: acts)
        (self.file, self.lines) = (file, lines)
    }
}

extension Act {
    fileprivate init?(file node: FileNode) {
        guard
            let table = node.table(
                ["act", "label", "kinds", "source"],
                optional: [
                    "roles", "form", "copies", "repeats", "after", "branches", "only", "guards", "until", "basis",
                    "notes",
                ])
        else { return nil }
        let reference = table["act"]?.reference()
        let label = table["label"].flatMap { Label(file: $0, upTo: 160) }
        let kinds = table["kinds"].map { $0.words(ActionKind.self) }
        let source = table["source"]?.text(upTo: 40)
        let condition = table["only"].map { BranchCondition(file: $0) }
        guard let reference, let label, let kinds, let source else { return nil }
        self.init(
            reference: reference, label: label, roles: table["roles"]?.words(Role.self) ?? [], kinds: kinds,
            form: table["form"].flatMap { $0.word(Form.self) } ?? .none,
            copies: table["copies"].flatMap { $0.word(Copies.self) } ?? .once,
            repeats: table["repeats"]?.flag() ?? false,
            after: table["after"]?.list(upTo: 20).compactMap { Predecessor(file: $0) } ?? [],
            branches: table["branches"]?.list(upTo: 9).compactMap { Branch(file: $0) } ?? [],
            condition: condition ?? nil, guards: table["guards"]?.words(Guard.self) ?? [],
            until: table["until"]?.list(upTo: 9).compactMap { $0.reference() } ?? [],
            basis: table["basis"].flatMap { $0.word(Basis.self) } ?? .seed, source: source,
            notes: table["notes"]?.text(upTo: 1000))
    }
}

extension Predecessor {
    fileprivate init?(file node: FileNode) {
        guard node.isTable else {
            let allowed = "an act such as P06.5, preparation, {all: ACT} or {any: [ACT, ACT]}"
            let parsed = node.value(allowed: allowed) { text in
                text == "preparation" ? Predecessor.preparation : ActReference(text).map(Predecessor.own)
            }
            guard let parsed else { return nil }
            self = parsed
            return
        }
        guard let table = node.table([], optional: ["all", "any"]) else { return nil }
        switch (table["all"], table["any"]) {
        case (let all?, nil):
            guard let reference = all.reference() else { return nil }
            self = .all(reference)
        case (nil, let any?):
            self = .any(any.list(upTo: 9).compactMap { $0.reference() })
        default:
            node.report("is neither; allowed: {all: ACT} or {any: [ACT, ACT]}")
            return nil
        }
    }
}

extension Branch {
    fileprivate init?(file node: FileNode) {
        guard let table = node.table(["id", "label"]), let id = table["id"]?.slug(BranchID.self),
            let label = table["label"].flatMap({ Label(file: $0, upTo: 160) })
        else { return nil }
        self.init(id: id, label: label)
    }
}

extension BranchCondition {
    fileprivate init?(file node: FileNode) {
        guard let table = node.table(["act", "branches"]), let decision = table["act"]?.reference() else { return nil }
        self.init(
            decision: decision,
            branches: table["branches"]?.list(upTo: 9).compactMap { $0.slug(BranchID.self) } ?? [])
    }
}

extension Label {
    fileprivate init?(file node: FileNode, upTo limit: Int) {
        guard let table = node.table(["id", "en"]) else { return nil }
        let (id, en) = (table["id"]?.text(upTo: limit), table["en"]?.text(upTo: limit))
        guard let id, let en else { return nil }
        self.init(id: id, en: en)
    }
}

extension FileNode {
    fileprivate func reference() -> ActReference? {
        value(allowed: "an act such as P06.5 or P02.5/receive", ActReference.init(_:))
    }

    fileprivate func words<Word: RawRepresentable<String> & CaseIterable>(_ type: Word.Type) -> [Word] {
        list(upTo: 20).compactMap { $0.word(type) }
    }
}
