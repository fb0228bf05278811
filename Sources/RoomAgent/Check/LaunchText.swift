/// The element names in a launch description.
enum LaunchText {
    /// Every word that is neither a property, a link, a reference to an element by name, nor caps.
    static func elements(in text: String) -> Set<String> {
        Set(words(of: text).filter(isElement))
    }

    private static func isElement(_ word: String) -> Bool {
        guard let first = word.utf8.first, (97...122).contains(first) else { return false }
        return word.utf8.allSatisfy { byte in
            (97...122).contains(byte) || (65...90).contains(byte) || (48...57).contains(byte) || byte == 45
                || byte == 95
        }
    }

    /// Words between spaces; what stands in quotes belongs to its word.
    private static func words(of text: String) -> [String] {
        var words: [String] = []
        var word = ""
        var quote: Character?
        for character in text {
            if let open = quote {
                word.append(character)
                if character == open { quote = nil }
            } else if character.isWhitespace || character == "(" || character == ")" {
                words.append(word)
                word = ""
            } else {
                if character == "\"" || character == "'" { quote = character }
                word.append(character)
            }
        }
        return (words + [word]).filter { !$0.isEmpty }
    }
}
