package import Cases
import Foundation
package import Procedures

/// Values as they are written in tests.
extension FieldValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    package init(stringLiteral text: String) { self = .text(text) }
    package init(integerLiteral number: Int64) { self = .number(number) }
    package init(booleanLiteral flag: Bool) { self = .flag(flag) }
    package init(arrayLiteral elements: FieldValue...) { self = .list(elements) }
    package init(dictionaryLiteral elements: (String, FieldValue)...) {
        self = .row(Dictionary(elements, uniquingKeysWith: { first, _ in first }))
    }
}

/// What a form gets when nothing special is asked for.
package enum SampleFiling {
    /// The required fields, with others put in their place; `nil` leaves a field out.
    package static func fields(
        _ form: Form, _ act: ActReference? = nil, _ more: [String: FieldValue?] = [:]
    ) -> [String: FieldValue] {
        var fields: [String: FieldValue] = [:]
        for field in form.fields ?? [] where field.isRequired { fields[field.name] = value(field.kind, field.name) }
        if act?.procedure == .p01, act?.step == 9, form == .document {
            fields["attachments"] = ["document:laporan-monitoring"]
        }
        if form == .sorting {
            fields["distributed"] = ["bank-satu"]
            fields["held"] = [["bank": "bank-dua", "reason": "Surat Pernyataan belum disampaikan"]]
        }
        for (name, value) in more { fields[name] = value }
        return fields
    }

    /// The same as JSON.
    package static func json(
        _ form: Form, _ act: ActReference? = nil, _ more: [String: FieldValue?] = [:]
    ) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(fields(form, act, more)), as: UTF8.self)
    }

    private static func value(_ kind: Field.Kind, _ name: String) -> FieldValue {
        switch kind {
        case .line, .passage: .text(name == "target" ? "PT Maju" : "Isian \(name)")
        case .choice(let choices): .text(choices[0].word)
        case .number: 10
        case .flag: true
        case .day: "2026-11-20"
        case .moment: "2026-11-20T08:00:00Z"
        case .slug: "bank-satu"
        case .file: .text(String(repeating: "a", count: 64))
        case .list(let element, _): name == "targets" ? ["PT Maju", "PT Jaya"] : .list([value(element, name)])
        case .rows(let fields, let range): rows(fields, range)
        }
    }

    private static func rows(_ fields: [Field], _ range: ClosedRange<Int>) -> FieldValue {
        if range == 2...2 { return arrivals(sidjp: 10, sipmod: 10) }
        if fields.contains(where: { $0.name == "statement" }) { return [bank("satu", 5, true), bank("dua", 7, false)] }
        return .list([.row(Dictionary(uniqueKeysWithValues: fields.map { ($0.name, value($0.kind, $0.name)) }))])
    }

    /// What both systems report of ten files sent to each.
    package static func arrivals(sidjp: Int64, sipmod: Int64) -> FieldValue {
        [
            ["system": "sidjp", "sent": 10, "arrived": .number(sidjp)],
            ["system": "sipmod", "sent": 10, "arrived": .number(sipmod)],
        ]
    }

    /// A bank or post with its amount, and whether its statement is there.
    package static func bank(_ name: String, _ amount: Int64, _ statement: Bool) -> FieldValue {
        [
            "id": .text("bank-\(name)"), "name": .text("Bank \(name.capitalized)"), "amount": .number(amount),
            "statement": .flag(statement),
        ]
    }
}
