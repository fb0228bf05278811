/// Text for a `textoverlay`, whose `text` property is Pango markup.
package enum OverlayText {
    /// Shows any text literally, on one line: markup characters are escaped, control characters become spaces.
    package static func markup(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "'": result += "&#39;"
            case "\"": result += "&quot;"
            default: result.unicodeScalars.append(isControl(scalar) ? " " : scalar)
            }
        }
        return result
    }

    /// Line ends and what turns the writing direction would let a name draw outside its place.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: true
        default: false
        }
    }
}
