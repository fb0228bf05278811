import CGStreamer

/// What a property is set to.
///
/// Text for a property of type string is taken as it is, so quotes, `!` and line breaks survive; for any other type
/// it is parsed the way a launch description is (enum nicks, caps, fractions, flags).
package enum PropertyValue: Hashable, Sendable, ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral
{
    case text(String)
    case number(Int)
    case real(Double)
    case flag(Bool)

    package init(stringLiteral value: String) { self = .text(value) }
    package init(integerLiteral value: Int) { self = .number(value) }
    package init(floatLiteral value: Double) { self = .real(value) }
    package init(booleanLiteral value: Bool) { self = .flag(value) }

    var description: String {
        switch self {
        case .text(let text): text
        case .number(let number): "\(number)"
        case .real(let real): "\(real)"
        case .flag(let flag): flag ? "true" : "false"
        }
    }
}

/// An element or a pad: something with properties.
package protocol PropertyHolder: Sendable {
    /// The object behind it.
    var handle: Handle { get }
}

/// An opaque hold on a GStreamer object; keeps it alive.
package struct Handle: Sendable {
    let reference: Reference
}

extension PropertyHolder {
    package var name: String { handle.reference.name }

    /// Sets a property after checking it against the type's own limits.
    ///
    /// An unknown name, a value outside the limits or an unknown enum nick changes nothing.
    package func set(_ property: String, _ value: PropertyValue) throws(Pipeline.Failure) {
        let object = handle.reference.pointer
        // C strings end at NUL: a text that holds one would be cut silently.
        guard !value.description.utf8.contains(0) else {
            throw refusal(property, found: "text with a NUL", allowed: "text without NUL")
        }
        switch cg_set_text(object, property, value.description) {
        case CG_DONE: return
        case CG_NO_PROPERTY: throw refusal(property, found: "no such property", allowed: "a property of \(name)")
        case CG_NOT_ACCESSIBLE: throw refusal(property, found: "a read-only property", allowed: "a writable one")
        default: throw refusal(property, found: value.description, allowed: take(cg_allowed(object, property)) ?? "")
        }
    }

    /// Sets several properties; stops at the first that is refused.
    package func set(_ settings: [String: PropertyValue]) throws(Pipeline.Failure) {
        for (property, value) in settings.sorted(by: { $0.key < $1.key }) { try set(property, value) }
    }

    /// A property as text: enums as nicks, caps in their launch form.
    package func text(_ property: String) throws(Pipeline.Failure) -> String {
        try read(property) { take(cg_text($0)) }
    }

    /// A numeric property, `property.field` for a field of a structure; a flag reads as 0 or 1.
    package func number(_ property: String) throws(Pipeline.Failure) -> Double {
        try read(property) { value in
            var number = 0.0
            return cg_number(value, &number) != 0 ? number : nil
        }
    }

    private func read<Value>(
        _ property: String, _ convert: (UnsafePointer<GValue>) -> Value?
    ) throws(Pipeline.Failure) -> Value {
        let parts = property.split(separator: ".", maxSplits: 1).map(String.init)
        var value = GValue()
        let outcome = cg_get(handle.reference.pointer, parts.first ?? "", parts.count == 2 ? parts[1] : nil, &value)
        guard outcome == CG_DONE else {
            throw refusal(property, found: "no such property", allowed: "a readable property of \(name)")
        }
        defer { g_value_unset(&value) }
        guard let result = convert(&value) else {
            throw refusal(property, found: String(cString: g_type_name(value.g_type)), allowed: "another reading")
        }
        return result
    }

    private func refusal(_ property: String, found: String, allowed: String) -> Pipeline.Failure {
        .property(owner: name, property: property, found: found, allowed: allowed)
    }
}
