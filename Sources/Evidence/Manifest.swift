package import Digests
import Foundation
package import Journal
package import Offices

/// What an evidence folder holds, and what it was true of: signed, so that nothing in it can be exchanged unseen.
package struct Manifest: Hashable, Sendable, Codable {
    package let format: String
    package let meeting: ManifestMeeting
    package let madeAt: Moment
    /// The journal's newest event when the folder was made.
    package let journal: Head
    package let key: ManifestKey
    /// Every file but the manifest and its signature, in the order of their paths' bytes.
    package let files: [ManifestFile]

    static let currentFormat = "ruang-kendali/evidence/1"
    static let fileName = "manifest.json"
    static let signatureName = "manifest.sig"
    /// A manifest of 50 000 files is smaller.
    static let largest = 16 << 20

    init(meeting: ManifestMeeting, madeAt: Moment, journal: Head, key: ManifestKey, files: [ManifestFile]) {
        format = Self.currentFormat
        (self.meeting, self.madeAt, self.journal, self.key, self.files) = (meeting, madeAt, journal, key, files)
    }

    /// The file with this role, when there is exactly one.
    package func file(of role: ManifestFile.Role) -> ManifestFile? {
        let found = files.filter { $0.role == role }
        return found.count == 1 ? found.first : nil
    }
}

/// The meeting that an evidence folder is about.
package struct ManifestMeeting: Hashable, Sendable, Codable {
    package let id: MeetingID
    /// As people write it, such as `RLJJ-12`.
    package let number: String

    package init(id: MeetingID, number: String) { (self.id, self.number) = (id, number) }
}

/// The key that signed the manifest.
package struct ManifestKey: Hashable, Sendable, Codable {
    package let algorithm: String
    /// The SHA-256 of the public key's 32 bytes.
    package let fingerprint: String
    /// 32 bytes as 64 hexadecimal digits.
    package let publicKey: String

    init(_ key: EvidencePublicKey) {
        (algorithm, fingerprint, publicKey) = ("Ed25519", key.fingerprint, key.hex)
    }
}

/// A file of an evidence folder.
package struct ManifestFile: Hashable, Sendable, Codable {
    /// Relative to the folder, parts separated by `/`.
    package let path: String
    package let bytes: Int64
    package let role: Role
    package let sha256: ContentHash

    /// What the file is in the evidence.
    package enum Role: String, Hashable, Sendable, Codable, CaseIterable {
        /// The programme's recording as it is handed out.
        case programme
        /// A room's recording.
        case room
        /// A recording exactly as the recorder left it.
        case original
        case report
        case material
        /// What a room's screen showed.
        case screen
        /// A picture taken from a recording.
        case still
        case journal
        case summary
        case attachment
    }
}
