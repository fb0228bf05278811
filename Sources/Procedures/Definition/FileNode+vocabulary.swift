import Offices

extension Predecessor {
    init?(file node: FileNode) {
        guard node.isTable else {
            let allowed = "an act such as P06.5, preparation, notice, {all: ACT}, {any: [ACT, ACT]} or {if-open: ACT}"
            let parsed = node.value(allowed: allowed) { text in
                switch text {
                case "preparation": Predecessor.preparation
                case "notice": Predecessor.notice
                default: ActReference(text).map(Predecessor.own)
                }
            }
            guard let parsed else { return nil }
            self = parsed
            return
        }
        guard let table = node.table([], optional: ["all", "any", "if-open"]) else { return nil }
        switch (table["all"], table["any"], table["if-open"]) {
        case (let all?, nil, nil):
            guard let reference = all.reference() else { return nil }
            self = .all(reference)
        case (nil, let any?, nil):
            self = .any(any.references())
        case (nil, nil, let open?):
            guard let reference = open.reference() else { return nil }
            self = .ifOpen(reference)
        default:
            node.report("is none of them; allowed: {all: ACT}, {any: [ACT, ACT]} or {if-open: ACT}")
            return nil
        }
    }
}

extension Branch {
    init?(file node: FileNode) {
        guard let table = node.table(["id", "label"]), let id = table["id"]?.slug(BranchID.self),
            let label = table["label"].flatMap({ Label(file: $0, upTo: 160) })
        else { return nil }
        self.init(id: id, label: label)
    }
}

extension BranchCondition {
    init?(file node: FileNode) {
        guard let table = node.table(["act", "branches"]), let decision = table["act"]?.reference() else { return nil }
        self.init(
            decision: decision,
            branches: table["branches"]?.list(upTo: 9).compactMap { $0.slug(BranchID.self) } ?? [])
    }
}

extension Due {
    init?(file node: FileNode) {
        let limits = ["working-days", "working-hours", "same-contact", "at-once", "same-run"]
        guard let table = node.table(["from"], optional: limits), let from = table["from"]?.reference() else {
            return nil
        }
        let found: [Limit] = [
            table["working-days"]?.integer(in: 1...99).map(Limit.workingDays),
            table["working-hours"]?.integer(in: 1...99).map(Limit.workingHours),
            table["same-contact"]?.flag() == true ? .sameContact : nil,
            table["at-once"]?.flag() == true ? .atOnce : nil, table["same-run"]?.flag() == true ? .sameRun : nil,
        ].compactMap(\.self)
        guard let limit = found.first, found.count == 1 else {
            node.report("has \(found.count) limits; allowed: one of \(limits.joined(separator: ", "))")
            return nil
        }
        self.init(from: from, limit: limit)
    }
}

extension Label {
    init?(file node: FileNode, upTo limit: Int) {
        guard let table = node.table(["id", "en"]) else { return nil }
        let (id, en) = (table["id"]?.text(upTo: limit), table["en"]?.text(upTo: limit))
        guard let id, let en else { return nil }
        self.init(id: id, en: en)
    }
}

extension FileNode {
    func reference() -> ActReference? {
        value(allowed: "an act such as P06.5 or P02.5/receive", ActReference.init(_:))
    }

    func references() -> [ActReference] { list(upTo: 20).compactMap { $0.reference() } }

    func words<Word: RawRepresentable<String> & CaseIterable>(_ type: Word.Type) -> [Word] {
        list(upTo: 40).compactMap { $0.word(type) }
    }
}
