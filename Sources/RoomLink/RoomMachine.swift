package import Foundation
package import Offices

/// One run of a room's agent, from its start to its end; no two runs have the same, on whichever machine.
package struct BootID: Identifier {
    package let uuid: UUID
    package init(uuid: UUID) { self.uuid = uuid }
}

/// A state folder of a room's agent, from the first start in it; a copied folder keeps it.
package struct InstallationID: Identifier {
    package let uuid: UUID
    package init(uuid: UUID) { self.uuid = uuid }
}

extension Identifier {
    /// The last eight hexadecimal digits, by which people tell machines apart.
    package var tag: String { String(description.suffix(8)) }
}

/// Which run of which agent speaks for a room; it says so with every request.
///
/// A secret proves the room, and two machines can hold it: a copied disk, or a spare machine beside the one that it was to
/// replace. By the run the service tells them apart.
package struct RoomMachine: Hashable, Sendable, Codable {
    package var boot: BootID
    package var installation: InstallationID
    /// The run before this one in the same state folder; `nil` in a new one.
    package var after: BootID?
    /// The machine's own name, for people; nothing is decided by it.
    package var host: String

    package init(boot: BootID, installation: InstallationID, after: BootID? = nil, host: String) {
        (self.boot, self.installation, self.after) = (boot, installation, after)
        self.host = String(host.filter(Self.isHostLetter).prefix(Self.longestHost))
    }

    /// The request's header that carries it.
    package static let header = "X-Room-Machine"
    private static let longestHost = 63

    private static func isHostLetter(_ letter: Character) -> Bool {
        letter.isASCII && (letter.isLetter || letter.isNumber || letter == "." || letter == "-")
    }

    /// `boot=…; installation=…; after=…; host=…`, as the header says it.
    package var text: String {
        let fields = ["boot=\(boot)", "installation=\(installation)", after.map { "after=\($0)" }, "host=\(host)"]
        return fields.compactMap(\.self).joined(separator: "; ")
    }

    /// Parses a hostile header; `nil` when it names no machine.
    package init?(_ text: String) {
        guard text.utf8.count <= 400 else { return nil }
        var fields: [Substring: Substring] = [:]
        for field in text.split(separator: ";") {
            let parts = field.drop { $0 == " " }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, fields.updateValue(parts[1], forKey: parts[0]) == nil else { return nil }
        }
        guard let boot = fields["boot"].flatMap({ BootID(String($0)) }),
            let installation = fields["installation"].flatMap({ InstallationID(String($0)) })
        else { return nil }
        let after = fields["after"].map { BootID(String($0)) }
        if case .some(.none) = after { return nil }
        self.init(boot: boot, installation: installation, after: after ?? nil, host: String(fields["host"] ?? ""))
    }
}
