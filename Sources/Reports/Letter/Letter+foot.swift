package import Digests
package import Offices

extension Letter {
    /// Whose name stands below, and how that person comes to sign.
    package struct Signer: Hashable, Sendable, Codable {
        package var name: String
        /// The office title: `Direktur Potensi, Kepatuhan dan Penerimaan`.
        package var post: String
        package var capacity: Capacity = .holder
        /// The official for whom the post signs (a.n.).
        package var onBehalfOf: String?
        /// Printed only where the type of paper shows it.
        package var nip: NIP?

        package init(
            name: String, post: String, capacity: Capacity = .holder, onBehalfOf: String? = nil, nip: NIP? = nil
        ) {
            (self.name, self.post, self.capacity) = (name, post, capacity)
            (self.onBehalfOf, self.nip) = (onBehalfOf, nip)
        }

        /// The lines above the signature: what leads a line, and its words.
        var lines: [(lead: String?, words: String)] {
            let own = (lead: capacity.lead, words: "\(post),")
            guard let onBehalfOf else { return [own] }
            let below = [capacity.lead, "\(post),"].compactMap(\.self).joined(separator: " ")
            return [(lead: "a.n.", words: onBehalfOf), (lead: nil, words: below)]
        }
    }

    /// How a person holds the post they sign for.
    package enum Capacity: String, Hashable, Sendable, Codable, CaseIterable {
        case holder
        /// Pelaksana harian: for days of absence.
        case plh
        /// Pelaksana tugas: while the post has no holder.
        case plt

        /// `Plh.`, `Plt.`; `nil` for the holder.
        package var lead: String? {
            switch self {
            case .holder: nil
            case .plh: "Plh."
            case .plt: "Plt."
            }
        }
    }

    /// A file that goes with the paper.
    package struct Attachment: Hashable, Sendable, Codable {
        package var title: String
        package var hash: ContentHash

        package init(title: String, hash: ContentHash) { (self.title, self.hash) = (title, hash) }
    }

    /// A list behind the letter, such as its addressees (*daftar terlampir*).
    package struct List: Hashable, Sendable, Codable {
        package var title: String
        /// What the notes tell; `nil` for a list of names alone.
        package var noteTitle: String?
        package var entries: [String]
        /// One for each entry, or none.
        package var notes: [String]

        package init(title: String, noteTitle: String? = nil, entries: [String], notes: [String] = []) {
            (self.title, self.noteTitle, self.entries, self.notes) = (title, noteTitle, entries, notes)
        }
    }

    /// One row of the column of initials.
    package struct Initials: Hashable, Sendable, Codable {
        package var post: String
        /// With the lead of a Plh or Plt.
        package var name: String
        /// What was given: `paraf`, `persetujuan`.
        package var kind: String
        /// `nil` while it is missing.
        package var at: Moment?

        package init(post: String, name: String, kind: String, at: Moment?) {
            (self.post, self.name, self.kind, self.at) = (post, name, kind, at)
        }
    }

    /// The internal mark, which never claims to be a certified signature.
    package struct Verification: Hashable, Sendable, Codable {
        /// The code for people: `08Y27-PMQ7Y-6PHN3-QAEDY`.
        package var code: String
        /// The SHA-256 of what was signed.
        package var content: ContentHash
        /// The page that the picture leads to; without one the picture holds the code and the number.
        package var address: String?

        package init(code: String, content: ContentHash, address: String? = nil) {
            (self.code, self.content, self.address) = (code, content, address)
        }
    }
}
