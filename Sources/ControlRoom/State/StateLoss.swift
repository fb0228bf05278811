import Journal

/// Why a start is refused: the folder no longer holds what it held, and to go on would lose it for good.
package struct StateLoss: Error, Hashable, Sendable, CustomStringConvertible {
    let folder: String
    let kind: Kind

    enum Kind: Hashable, Sendable {
        case files([String])
        case shorter(found: Int64, known: Int64)
        case another(Int64)
    }

    /// How an open journal falls short of a head that it once had; `hash` is that of its event there, if it has one.
    init?(of known: Head, in found: Head, hash: ChainHash?, folder: String) {
        guard known.position > 0, hash != known.hash else { return nil }
        self.folder = folder
        kind =
            found.position < known.position
            ? .shorter(found: found.position, known: known.position) : .another(known.position)
    }

    init(folder: String, kind: Kind) { (self.folder, self.kind) = (folder, kind) }

    /// The journal is there and lacks its newest events.
    var isShorter: Bool { if case .shorter = kind { true } else { false } }

    /// So many are named; of the others the number is told.
    private static let mostNamed = 8

    package var description: String {
        let found =
            switch kind {
            case .files(let names): "missing, empty or cut short: \(Self.list(names))"
            case .shorter(let found, let known):
                "its journal holds \(found) events, it held \(known) before (an older copy, or one without journal.sqlite-wal)"
            case .another(let position):
                "its journal has another event \(position) than before (the journal of another service)"
            }
        return "state folder \(folder): \(found); put back what belongs together from one backup, "
            + "or give --begin-anew to go on with what is there, which gives up the rest"
    }

    static func list(_ names: [String]) -> String {
        let more = names.count - mostNamed
        return names.prefix(mostNamed).joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
    }
}
