package import Digests
import Offices

extension Draft {
    /// The bytes that are hashed and that marks therefore vouch for; the article of this target describes the form.
    ///
    /// They are stable: a draft of today has the same bytes for ever. Texts stand in them as they were accepted.
    package var canonicalBytes: [UInt8] {
        var text = CanonicalText(form: "ruang-kendali/draft/1")
        text.field("subject", subject.text)
        text.list("paragraphs", paragraphs.map(\.text))
        text.field("urgency", urgency.rawValue)
        text.field("security", security.rawValue)
        text.list("addressees", addressees.map(\.text))
        text.list("copies", copies.map(\.text))
        text.list("attachments", attachments.map(\.hex))
        text.count("figures", figures.count)
        for figure in figures {
            text.field("name", figure.name.text)
            text.field("value", figure.value.text)
            text.field("feed", figure.feed.text)
            text.field("as-of", figure.asOf.description)
            text.field("held-missing", figure.heldMissing ? "true" : "false")
        }
        return text.bytes
    }

    /// The SHA-256 over the canonical form: two drafts that differ in anything, an attachment included, differ in it.
    package var hash: ContentHash { ContentHash(of: canonicalBytes) }
}

/// Lines that say what follows and how many bytes it has, so that no text can pass for a field.
private struct CanonicalText {
    private(set) var bytes: [UInt8]

    init(form: String) { bytes = Array("\(form)\n".utf8) }

    mutating func field(_ name: String, _ value: String) {
        bytes += Array("\(name) \(value.utf8.count)\n\(value)\n".utf8)
    }

    mutating func count(_ name: String, _ number: Int) { bytes += Array("\(name) #\(number)\n".utf8) }

    mutating func list(_ name: String, _ values: [String]) {
        count(name, values.count)
        for value in values { field("-", value) }
    }
}
