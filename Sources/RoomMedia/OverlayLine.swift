/// One line of hostile text, made short enough for its place.
enum OverlayLine {
    /// At most so many characters, on one line; what is cut is marked by an ellipsis.
    static func fit(_ text: String, _ limit: Int) -> String {
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        return line.count <= max(1, limit) ? line : line.prefix(max(1, limit) - 1) + "…"
    }
}
