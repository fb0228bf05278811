package import Procedures

/// What a person put into a field, in the form of its JSON.
package enum FieldValue: Hashable, Sendable {
    case text(String)
    case number(Int64)
    case flag(Bool)
    case list([FieldValue])
    case row([String: FieldValue])

    package var text: String? { if case .text(let text) = self { text } else { nil } }
    package var number: Int64? { if case .number(let number) = self { number } else { nil } }
    package var flag: Bool? { if case .flag(let flag) = self { flag } else { nil } }
    package var list: [FieldValue]? { if case .list(let list) = self { list } else { nil } }
    package var row: [String: FieldValue]? { if case .row(let row) = self { row } else { nil } }

    /// What was found, in a word.
    var word: String {
        switch self {
        case .text(let text): "\"\(text.prefix(40))\""
        case .number(let number): "\(number)"
        case .flag(let flag): "\(flag)"
        case .list: "a list"
        case .row: "an object"
        }
    }
}

extension FieldValue: Codable {
    package init(from decoder: any Decoder) throws {
        if let body = FilingBody.carried(by: decoder) {
            self = try body.field(at: decoder.codingPath)
            return
        }
        // What the journal holds was held against its form before it was kept: it is neither deep nor odd. Most of its
        // values are texts, and each wrong guess costs an error.
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? container.decode(Int64.self) {
            self = .number(number)
        } else if let list = try? container.decode([FieldValue].self) {
            self = .list(list)
        } else {
            self = .row(try container.decode([String: FieldValue].self))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .number(let number): try container.encode(number)
        case .flag(let flag): try container.encode(flag)
        case .list(let list): try container.encode(list)
        case .row(let row): try container.encode(row)
        }
    }
}

/// What an act brings: the outcome chosen and the fields filled in.
package struct Filing: Hashable, Sendable, Codable {
    package var branch: BranchID?
    package var fields: [String: FieldValue]

    package init(branch: BranchID? = nil, fields: [String: FieldValue] = [:]) {
        (self.branch, self.fields) = (branch, fields)
    }

    package func text(_ name: String) -> String? { fields[name]?.text }
    package func list(_ name: String) -> [FieldValue] { fields[name]?.list ?? [] }
}
