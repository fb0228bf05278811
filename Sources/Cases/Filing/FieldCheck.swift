import Offices
import Procedures

/// Holds what was put into a form against what the form asks for.
struct FieldCheck {
    /// Days and moments are allowed around it.
    private let now: Moment

    /// Where it does not fit, what was found, and what is allowed.
    struct Fault: Error, Hashable {
        let path: String
        let found: String
        let allowed: String
        var line: String { "\(path): found \(found); allowed: \(allowed)" }
    }

    /// The fields as they are kept: trimmed, in their canonical form, nothing that the form does not ask for.
    static func check(
        _ given: [String: FieldValue], against fields: [Field], at now: Moment
    ) throws(Fault) -> [String: FieldValue] {
        try FieldCheck(now: now).check(row: given, fields, at: "")
    }

    private func check(
        row given: [String: FieldValue], _ fields: [Field], at path: String
    ) throws(Fault) -> [String: FieldValue] {
        let names = fields.map(\.name)
        if let stranger = given.keys.sorted().first(where: { !names.contains($0) }) {
            let allowed = names.isEmpty ? "nothing" : names.joined(separator: ", ")
            throw Fault(path: path + String(stranger.prefix(40)), found: "an unknown field", allowed: allowed)
        }
        var kept: [String: FieldValue] = [:]
        for field in fields {
            let place = path + field.name
            guard let value = given[field.name] else {
                guard !field.isRequired else {
                    throw Fault(path: place, found: "nothing", allowed: Self.words(field.kind))
                }
                continue
            }
            kept[field.name] = try check(value, field.kind, at: place)
        }
        return kept
    }

    private func check(
        _ value: FieldValue, _ kind: Field.Kind, at path: String
    ) throws(Fault) -> FieldValue {
        if case .rows(let fields, let range) = kind { return try rows(value, fields, range, at: path) }
        if case .list(let element, let range) = kind { return try list(value, element, range, at: path) }
        guard let kept = single(value, kind) else {
            throw Fault(path: path, found: value.word, allowed: Self.words(kind))
        }
        return kept
    }

    private func list(
        _ value: FieldValue, _ element: Field.Kind, _ range: ClosedRange<Int>, at path: String
    ) throws(Fault) -> FieldValue {
        let elements = try elements(of: value, range, at: path)
        var kept: [FieldValue] = []
        for (index, item) in elements.enumerated() { kept.append(try check(item, element, at: "\(path)[\(index)]")) }
        return .list(kept)
    }

    private func rows(
        _ value: FieldValue, _ fields: [Field], _ range: ClosedRange<Int>, at path: String
    ) throws(Fault) -> FieldValue {
        let elements = try elements(of: value, range, at: path)
        var kept: [FieldValue] = []
        for (index, item) in elements.enumerated() {
            guard let row = item.row else {
                throw Fault(path: "\(path)[\(index)]", found: item.word, allowed: "an object")
            }
            kept.append(.row(try check(row: row, fields, at: "\(path)[\(index)].")))
        }
        return .list(kept)
    }

    private func elements(
        of value: FieldValue, _ range: ClosedRange<Int>, at path: String
    ) throws(Fault) -> [FieldValue] {
        guard let elements = value.list, range.contains(elements.count) else {
            let found = value.list.map { "\($0.count) entries" } ?? value.word
            throw Fault(path: path, found: found, allowed: "a list of \(range.lowerBound) to \(range.upperBound)")
        }
        return elements
    }

    private func single(_ value: FieldValue, _ kind: Field.Kind) -> FieldValue? {
        switch (kind, value) {
        case (.line, .text(let text)): Line(text).map { .text($0.text) }
        case (.passage, .text(let text)): Passage(text).map { .text($0.text) }
        case (.choice(let choices), .text(let text)): choices.contains { $0.word == text } ? value : nil
        case (.number(let range), .number(let number)): range.contains(number) ? value : nil
        case (.flag, .flag): value
        case (.day, .text(let text)): day(text).map { .text($0.isoDate) }
        case (.moment, .text(let text)): moment(text).map { .text($0.description) }
        case (.slug, .text(let text)): SectionID(text) == nil ? nil : value
        case (.file, .text(let text)): Self.isFile(text) ? value : nil
        default: nil
        }
    }

    private func day(_ text: String) -> CivilDay? { CivilDay(text).flatMap { $0.isActable(at: now) ? $0 : nil } }

    private func moment(_ text: String) -> Moment? { Moment(text).flatMap { $0.isActable(at: now) ? $0 : nil } }

    /// 64 hexadecimal digits, or a paper of the same case: `document:laporan-monitoring`.
    private static func isFile(_ text: String) -> Bool {
        if text.hasPrefix("document:") { return Artefact(rawValue: String(text.dropFirst(9)))?.isDocument ?? false }
        return text.utf8.count == 64 && text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }

    private static func words(_ kind: Field.Kind) -> String {
        switch kind {
        case .line: "1 to 200 characters on one line"
        case .passage: "1 to 2000 characters"
        case .choice(let choices): choices.map(\.word).joined(separator: ", ")
        case .number(let range): "a whole number, \(range.lowerBound) to \(range.upperBound)"
        case .flag: "true or false"
        case .day: "a day such as 2026-12-01, \(CivilDay.actableWords.en)"
        case .moment: "a moment such as 2026-11-21T02:15:04Z, \(CivilDay.actableWords.en)"
        case .slug: "a-z, 0-9 and single hyphens"
        case .file: "64 hexadecimal digits, or document: and a paper of this case"
        case .rows(_, let range), .list(_, let range): "a list of \(range.lowerBound) to \(range.upperBound)"
        }
    }
}
