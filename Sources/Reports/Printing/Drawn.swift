/// Free text made fit for a page: drawn literally, whatever it holds.
///
/// Control characters would end the document or vanish; each becomes the visible replacement character. Line breaks
/// stay. So do letters that are written from right to left; marks that force a direction, with which a text can be made
/// to read as another, become the replacement character too.
enum Drawn {
    static func text(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control where scalar == "\n": scalars.append(scalar)
            case .control where scalar == "\t" || scalar == "\r": scalars.append(" ")
            case .lineSeparator, .paragraphSeparator: scalars.append("\n")
            case .control, .surrogate, .unassigned: scalars.append("\u{FFFD}")
            case .format where Self.forcesDirection(scalar): scalars.append("\u{FFFD}")
            default: scalars.append(scalar)
            }
        }
        return String(scalars)
    }

    /// `false` instead of nothing, so that the template does not look for the name in the outer values.
    static func optional(_ value: String?) -> Any { value.map(text) ?? false }

    private static func forcesDirection(_ scalar: Unicode.Scalar) -> Bool {
        (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
    }
}
