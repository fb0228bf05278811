/// Where a file lies in an evidence folder: a relative path that cannot lead out of it.
///
/// At most 8 parts of 1 to 120 of `A-Z`, `a-z`, `0-9`, `.`, `_` and `-`, none of which begins with a dot.
struct EvidencePath: Hashable, Sendable, Comparable {
    let text: String
    let parts: [String]

    /// Parses hostile text; `nil` when the path is not of this form.
    init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard (1...8).contains(parts.count), parts.allSatisfy(Self.accepts) else { return nil }
        (self.text, self.parts) = (text, parts)
    }

    /// The folders above the file, within the evidence folder.
    var folders: [String] { (1..<max(1, parts.count)).map { parts.prefix($0).joined(separator: "/") } }

    static func < (left: EvidencePath, right: EvidencePath) -> Bool {
        left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }

    private static func accepts(_ part: String) -> Bool {
        (1...120).contains(part.utf8.count) && !part.hasPrefix(".")
            && part.utf8.allSatisfy { byte in
                (97...122).contains(byte) || (65...90).contains(byte) || (48...57).contains(byte) || byte == 45
                    || byte == 46 || byte == 95
            }
    }
}
