import CGStreamer

/// The named fields of an element's message.
package struct Structure: Hashable, Sendable {
    package let name: String
    package let fields: [String: Value]

    package enum Value: Hashable, Sendable {
        case number(Double)
        case text(String)
        case flag(Bool)
        case list([Value])
    }

    package subscript(_ field: String) -> Value? { fields[field] }

    /// A number, or a list of them; empty when the field is missing or something else.
    package func numbers(_ field: String) -> [Double] {
        switch fields[field] {
        case .number(let number): [number]
        case .list(let items): items.compactMap { if case .number(let number) = $0 { number } else { nil } }
        default: []
        }
    }

    init?(_ structure: UnsafePointer<GstStructure>?) {
        guard let structure, let name = gst_structure_get_name(structure) else { return nil }
        self.name = String(cString: name)
        var fields: [String: Value] = [:]
        for index in 0..<UInt32(max(0, gst_structure_n_fields(structure))) {
            guard let key = gst_structure_nth_field_name(structure, index),
                let value = gst_structure_get_value(structure, key)
            else { continue }
            fields[String(cString: key)] = Value(value)
        }
        self.fields = fields
    }
}

extension Structure.Value {
    init?(_ value: UnsafePointer<GValue>) {
        switch cg_kind(value) {
        case CG_NUMBER:
            var number = 0.0
            guard cg_number(value, &number) != 0 else { return nil }
            self = .number(number)
        case CG_TEXT: self = .text(g_value_get_string(value).map { String(cString: $0) } ?? "")
        case CG_FLAG: self = .flag(g_value_get_boolean(value) != 0)
        case CG_LIST:
            self = .list((0..<cg_list_size(value)).compactMap { cg_list_item(value, $0).flatMap(Structure.Value.init) })
        default:
            guard let text = take(cg_text(value)) else { return nil }
            self = .text(text)
        }
    }
}
