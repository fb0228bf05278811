import Offices

/// Reads one definition file.
struct ProcedureFile {
    let file: String
    var procedure: Procedure
    /// The line on which each act begins, for the checker's problems.
    let lines: [ActReference: Int]

    static func parse(bytes: [UInt8], file: String) throws(FileRefusal) -> ProcedureFile {
        try StrictFile.parse(bytes: bytes, file: file) { node in
            guard
                let table = node.table(
                    ["code", "id", "version", "title", "items", "unit", "source", "acts"],
                    optional: ["ready", "notes", "inputs", "chains"])
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
        let source = table["source"]?.text(upTo: 300)
        var reader = ActReader()
        for item in table["acts"]?.list(upTo: 99) ?? [] { reader.read(item) }
        let chains = table["chains"]?.list(upTo: 9).map { $0.references() } ?? []
        guard let code, let id, let version, let title, let items, let unit, let source else { return nil }
        procedure = Procedure(
            code: code, id: id, version: version, title: title, items: items, unit: unit,
            ready: table["ready"]?.reference(), source: source, notes: table["notes"]?.text(upTo: 2000),
            inputs: table["inputs"]?.words(Artefact.self) ?? [], chains: chains, acts: reader.acts)
        (self.file, lines) = (file, reader.lines)
    }
}

/// Reads the acts of a file one after the other; each brings its twins.
private struct ActReader {
    var acts: [Act] = []
    var lines: [ActReference: Int] = [:]

    mutating func read(_ item: FileNode) {
        guard let table = item.table(ActKeys.needed, optional: ActKeys.optional), let act = Act(file: table) else {
            return
        }
        add(act, at: item)
        if let drafting = table["returns"]?.reference() { add(act.giveBack(to: drafting), at: item) }
        if !act.oral.isEmpty { add(act.confirmation(), at: item) }
    }

    private mutating func add(_ act: Act, at item: FileNode) {
        if lines[act.reference] != nil { item.report("is \(act.reference) a second time; allowed: each act once") }
        lines[act.reference] = item.line
        acts.append(act)
    }
}

private enum ActKeys {
    static let needed = ["act", "label", "kinds", "source"]
    static let optional = [
        "roles", "form", "copies", "repeats", "optional", "after", "branches", "only", "guards", "until", "basis",
        "policy", "notes", "object", "takes", "makes", "returns", "reopens", "oral", "due", "assigns",
    ]
}

extension Act {
    fileprivate init?(file table: FileTable) {
        let reference = table["act"]?.reference()
        let label = table["label"].flatMap { Label(file: $0, upTo: 160) }
        let kinds = table["kinds"].map { $0.words(ActionKind.self) }
        let source = table["source"]?.text(upTo: 40)
        guard let reference, let label, let kinds, let source else { return nil }
        self.init(
            reference: reference, label: label, roles: table["roles"]?.words(Role.self) ?? [], kinds: kinds,
            source: source)
        form = table["form"].flatMap { $0.word(Form.self) } ?? .none
        copies = table["copies"].flatMap { $0.word(Copies.self) } ?? .once
        repeats = table["repeats"]?.flag() ?? false
        isOptional = table["optional"]?.flag() ?? false
        basis = table["basis"].flatMap { $0.word(Basis.self) } ?? .seed
        notes = table["notes"]?.text(upTo: 1000)
        readOrder(table)
        readPapers(table)
    }

    private mutating func readOrder(_ table: FileTable) {
        after = table["after"]?.list(upTo: 20).compactMap { Predecessor(file: $0) } ?? []
        branches = table["branches"]?.list(upTo: 9).compactMap { Branch(file: $0) } ?? []
        if let only = table["only"] {
            conditions = (only.isTable ? [only] : only.list(upTo: 9)).compactMap { BranchCondition(file: $0) }
        }
        guards = table["guards"]?.words(Guard.self) ?? []
        until = table["until"]?.references() ?? []
        reopens = table["reopens"]?.reference()
        oral = table["oral"]?.words(Role.self) ?? []
        assigns = table["assigns"]?.references() ?? []
        due = table["due"].flatMap { Due(file: $0) }
    }

    private mutating func readPapers(_ table: FileTable) {
        object = table["object"]?.word(Artefact.self)
        takes = table["takes"]?.words(Artefact.self) ?? []
        makes = table["makes"]?.words(Artefact.self) ?? []
        rules = table["policy"]?.list(upTo: 20).compactMap { $0.rule() } ?? []
    }
}
