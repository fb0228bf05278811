/// Writes elements of SVG: every text escaped, every number with one decimal at most.
struct SVG {
    private(set) var text = ""

    mutating func open(_ name: String, _ attributes: [(String, String)] = []) {
        text += "<" + name + SVG.written(attributes) + ">\n"
    }

    mutating func close(_ name: String) { text += "</" + name + ">\n" }

    mutating func empty(_ name: String, _ attributes: [(String, String)]) {
        text += "<" + name + SVG.written(attributes) + "/>\n"
    }

    mutating func leaf(_ name: String, _ attributes: [(String, String)] = [], _ content: String) {
        text += "<" + name + SVG.written(attributes) + ">" + SVG.escaped(content) + "</" + name + ">\n"
    }

    private static func written(_ attributes: [(String, String)]) -> String {
        attributes.map { " \($0.0)=\"\(escaped($0.1))\"" }.joined()
    }

    /// Without what XML keeps for itself and without what it forbids.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\t", "\n", "\r": result += " "
            case _ where scalar.value < 32 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: break
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// A length in points, to a tenth.
    static func number(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        let (whole, rest) = (abs(tenths) / 10, abs(tenths) % 10)
        return (tenths < 0 ? "-" : "") + "\(whole)" + (rest == 0 ? "" : ".\(rest)")
    }

    static func points(_ points: [Point]) -> String {
        points.map { number($0.x) + "," + number($0.y) }.joined(separator: " ")
    }

    static func frame(_ rect: Rect) -> [(String, String)] {
        [("x", number(rect.x)), ("y", number(rect.y)), ("width", number(rect.width)), ("height", number(rect.height))]
    }

    /// A line of text; its length is told, so that another font is squeezed instead of running out of its box.
    mutating func line(_ line: TextLine) {
        var attributes = [
            ("x", SVG.number(line.x)), ("y", SVG.number(line.baseline)), ("font-size", SVG.number(line.size)),
            ("fill", line.ink.rawValue), ("textLength", SVG.number(line.width)), ("lengthAdjust", "spacingAndGlyphs"),
        ]
        if line.isBold { attributes.append(("font-weight", "bold")) }
        if line.isSlanted { attributes.append(("font-style", "italic")) }
        if line.isCentred { attributes.append(("text-anchor", "middle")) }
        leaf("text", attributes, line.text)
    }
}
