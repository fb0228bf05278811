import Digests
package import Journal

/// A check of what the files say, brought by those who know what they mean.
package struct EvidenceCheck: Sendable {
    package enum Outcome: Hashable, Sendable {
        /// What was found to agree, in a few words.
        case agrees(String)
        /// The first difference.
        case differs(String)
    }

    package let name: String
    package let run: @Sendable (EvidenceContents) throws -> Outcome

    /// A throw of `run` counts as a difference.
    package init(name: String, run: @escaping @Sendable (EvidenceContents) throws -> Outcome) {
        (self.name, self.run) = (name, run)
    }
}

/// An evidence folder whose signature, files and chain were found right.
package struct EvidenceContents {
    package let manifest: Manifest
    /// The events whose payload is in the folder's journal, as stored, in order.
    package let events: [StoredEvent]
    let reader: FolderReader

    /// The whole of a listed file of at most `limit` bytes, compared with the manifest once more.
    package func bytes(of path: String, limit: Int) throws -> [UInt8] {
        guard let safe = EvidencePath(path), let listed = manifest.files.first(where: { $0.path == path }) else {
            throw Unreadable(description: "\(printable(path)) is not in the manifest")
        }
        guard let bytes = try reader.bytes(of: safe, limit: limit) else {
            throw Unreadable(description: "\(path) is larger than \(limit) bytes")
        }
        guard ContentHash(of: bytes) == listed.sha256 else {
            throw Unreadable(description: "\(path) changed while it was checked")
        }
        return bytes
    }

    /// Why a file of the folder cannot be used.
    package struct Unreadable: Error, Hashable, CustomStringConvertible {
        package let description: String
    }
}
