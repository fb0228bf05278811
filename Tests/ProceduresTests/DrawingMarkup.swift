/// Reads markup strictly enough to prove it well formed: every element closed in order, every `&` an entity.
struct DrawingMarkup {
    struct Element {
        let name: String
        let attributes: [String: String]
        /// How many elements it stands in.
        let depth: Int
        var text = ""
        /// The indices of the elements within it.
        var inside: Range<Int>
    }

    private(set) var elements: [Element] = []

    struct Malformed: Error { let what: String }

    init(_ source: String) throws {
        var open: [Int] = []
        var rest = Substring(source)
        while let start = rest.firstIndex(of: "<") {
            let text = try DrawingMarkup.plain(rest[..<start])
            if let last = open.last {
                elements[last].text += text
            } else if text.contains(where: { !$0.isWhitespace }) {
                throw Malformed(what: "text outside")
            }
            guard let end = rest[start...].firstIndex(of: ">") else { throw Malformed(what: "unclosed tag") }
            let tag = rest[rest.index(after: start)..<end]
            rest = rest[rest.index(after: end)...]
            if tag.hasPrefix("/") {
                guard let last = open.popLast(), elements[last].name == tag.dropFirst() else {
                    throw Malformed(what: "\(tag)")
                }
                elements[last].inside = last + 1..<elements.count
            } else {
                elements.append(try DrawingMarkup.element(tag, depth: open.count, at: elements.count))
                if !tag.hasSuffix("/") { open.append(elements.count - 1) }
            }
        }
        guard open.isEmpty, rest.allSatisfy(\.isWhitespace) else { throw Malformed(what: "not closed") }
    }

    private static func element(_ tag: Substring, depth: Int, at place: Int) throws -> Element {
        var rest = tag.hasSuffix("/") ? tag.dropLast() : tag
        let name = rest.prefix { $0 != " " }
        rest = rest.dropFirst(name.count)
        var attributes: [String: String] = [:]
        while rest.contains(where: { !$0.isWhitespace }) {
            let parts = rest.split(separator: "\"", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3, parts[0].hasPrefix(" "), parts[0].hasSuffix("=") else {
                throw Malformed(what: "\(tag)")
            }
            let key = String(parts[0].dropFirst().dropLast())
            guard attributes.updateValue(try plain(parts[1]), forKey: key) == nil else { throw Malformed(what: key) }
            rest = parts[2]
        }
        guard !name.isEmpty, name.allSatisfy(\.isLetter) else { throw Malformed(what: "\(tag)") }
        return Element(name: String(name), attributes: attributes, depth: depth, inside: place + 1..<place + 1)
    }

    /// Text without its entities.
    private static func plain(_ text: Substring) throws -> String {
        guard text.unicodeScalars.allSatisfy({ $0.value >= 32 || $0 == "\n" }) else { throw Malformed(what: "control") }
        var result = ""
        var parts = text.split(separator: "&", omittingEmptySubsequences: false)
        result += parts.removeFirst()
        for part in parts {
            let entities = ["amp;": "&", "lt;": "<", "gt;": ">", "quot;": "\""]
            guard let entity = entities.first(where: { part.hasPrefix($0.key) }) else { throw Malformed(what: "&") }
            result += entity.value + part.dropFirst(entity.key.count)
        }
        return result
    }

    func values(_ attribute: String) -> [String] { elements.compactMap { $0.attributes[attribute] } }

    func texts(_ name: String) -> [String] { elements.filter { $0.name == name }.map(\.text) }

    /// The elements within the first one that has an attribute of that value.
    func inside(_ attribute: String, _ value: String) -> [Element]? {
        elements.first { $0.attributes[attribute] == value }.map { Array(elements[$0.inside]) }
    }
}
