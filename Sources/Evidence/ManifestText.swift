import Digests
import Foundation
import Journal
import Offices

extension Manifest {
    /// The one form in which a manifest is written: keys in alphabetical order, one file a line.
    var canonicalText: String {
        let lines = files.map { file in
            "    {\"bytes\": \(file.bytes), \"path\": \(Self.quoted(file.path)), "
                + "\"role\": \(Self.quoted(file.role.rawValue)), \"sha256\": \(Self.quoted(file.sha256.hex))}"
        }
        return """
            {
              "files": [
            \(lines.joined(separator: ",\n"))
              ],
              "format": \(Self.quoted(format)),
              "journal": {"hash": \(Self.quoted(journal.hash.hex)), "position": \(journal.position)},
              "key": {
                "algorithm": \(Self.quoted(key.algorithm)),
                "fingerprint": \(Self.quoted(key.fingerprint)),
                "publicKey": \(Self.quoted(key.publicKey))
              },
              "madeAt": \(Self.quoted(madeAt.description)),
              "meeting": {"id": \(Self.quoted(meeting.id.description)), "number": \(Self.quoted(meeting.number))}
            }

            """
    }

    /// Reads hostile bytes; only what `canonicalText` would write is a manifest.
    ///
    /// So there are no unknown or doubled keys, which another reader might understand otherwise.
    init(parsing bytes: [UInt8]) throws(Unreadable) {
        let manifest: Manifest
        do {
            manifest = try JSONDecoder().decode(Manifest.self, from: Data(bytes))
        } catch {
            throw Unreadable(why: "it is no manifest: \(Self.firstLine(of: error))")
        }
        guard manifest.format == Self.currentFormat else {
            throw Unreadable(why: "its format is \(printable(manifest.format)), known is \(Self.currentFormat)")
        }
        guard Array(manifest.canonicalText.utf8) == bytes else {
            throw Unreadable(why: "it is not written in the canonical form")
        }
        var last: EvidencePath?
        for file in manifest.files {
            guard let path = EvidencePath(file.path), ![Self.fileName, Self.signatureName].contains(file.path) else {
                throw Unreadable(why: "it lists the unsafe path \(printable(file.path))")
            }
            if let last, !(last < path) { throw Unreadable(why: "it lists \(path.text) out of order or twice") }
            guard file.bytes >= 0 else { throw Unreadable(why: "it gives \(path.text) a negative size") }
            last = path
        }
        self = manifest
    }

    struct Unreadable: Error {
        let why: String
    }

    private static func firstLine(of error: any Error) -> String {
        switch error {
        case DecodingError.keyNotFound(let key, _): "the key \(printable(key.stringValue)) is missing"
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context),
            DecodingError.dataCorrupted(let context):
            printable(
                (context.codingPath.map(\.stringValue) + [context.debugDescription]).joined(separator: ": "))
        default: "it cannot be read"
        }
    }

    /// A JSON string (RFC 8259): only what must be escaped is escaped.
    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case _ where scalar.value < 0x20:
                let hex = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}

/// Hostile text for a terminal: at most 400 characters of one line, without control or direction marks.
func printable(_ text: String) -> String {
    let kept = text.unicodeScalars.prefix(400).map { scalar -> Character in
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: "?"
        default: Character(scalar)
        }
    }
    return String(kept)
}
