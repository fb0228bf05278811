import Cases
package import Digests
import Disk
import Documents
package import Foundation
import Offices
import Procedures

/// A file that somebody handed in to go with something: a lampiran of a paper, or the scan of an oral order (AC-126).
///
/// It is kept as it came and only ever handed back: nothing here opens it. What may be attached is what was handed in as
/// an enclosure, or a paper of the same case; knowing the hash of some other file is no way to read it.
package struct Enclosure: Hashable, Sendable, Codable {
    package let file: ContentHash
    package let type: MediaType
    package let bytes: Int

    /// In bytes; a scan of forty pages has about a quarter of it.
    package static let largest = 20 << 20

    /// What may be handed in, told by how a file begins.
    package enum MediaType: String, Hashable, Sendable, Codable, CaseIterable {
        case pdf = "application/pdf"
        case png = "image/png"
        case jpeg = "image/jpeg"

        init?(of bytes: Data) {
            guard let type = Self.allCases.first(where: { bytes.starts(with: $0.signature) }) else { return nil }
            self = type
        }

        private var signature: [UInt8] {
            switch self {
            case .pdf: Array("%PDF-".utf8)
            case .png: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
            case .jpeg: [0xff, 0xd8, 0xff]
            }
        }

        /// What a file of this type is called.
        package var suffix: String {
            switch self {
            case .pdf: "pdf"
            case .png: "png"
            case .jpeg: "jpg"
            }
        }
    }

    /// The file is none that can be handed in.
    package struct Unsuitable: Error, Hashable, Sendable {
        /// Indonesian, one line.
        package var message: String { "berkas bukan PDF, PNG, atau JPEG" }
        /// English, one line.
        package var english: String { "the file is no PDF, PNG or JPEG; allowed: these three" }
    }
}

/// The enclosures that were handed in, by hash.
package struct EnclosureShelf: Sendable {
    private let folder: StateFolder

    package init(_ folder: StateFolder) { self.folder = folder }

    /// Keeps a file; on disk when it returns. It blocks. Throws `Enclosure.Unsuitable`.
    package func take(_ bytes: Data) throws -> Enclosure {
        guard let type = Enclosure.MediaType(of: bytes) else { throw Enclosure.Unsuitable() }
        let file = try BlobStore(folder).store(bytes)
        let enclosure = Enclosure(file: file, type: type, bytes: bytes.count)
        try DurableFile.write(JSONEncoder().encode(enclosure), to: index(file))
        return enclosure
    }

    /// What was handed in under a hash; `nil` when nothing was.
    package func entry(_ file: ContentHash) -> Enclosure? {
        guard let bytes = FileManager.default.contents(atPath: index(file)) else { return nil }
        return try? JSONDecoder().decode(Enclosure.self, from: bytes)
    }

    func holds(_ text: String) -> Bool { ContentHash(text).flatMap(entry) != nil }

    private func index(_ file: ContentHash) -> String { "\(folder.blob(file)).enclosure.json" }
}

/// What a paper of a case may have attached: what was handed in, and not more than an office may put there.
struct EnclosureCheck: Sendable {
    let enclosures: EnclosureShelf
    let blobs: BlobStore
    let allowance: FileAllowance

    /// Refuses an act with which a case would have more files than the office that runs it may put there.
    private func checkAllowance(_ filing: Filing, of act: ActReference, in known: Case) throws(Case.Refusal) {
        let new = Self.files(of: filing)
        guard !new.isEmpty else { return }
        let use = use(of: known.filed.reduce(into: new) { $0.formUnion(Self.files(of: $1.filing)) })
        guard !allowance.holds(use) else { return }
        throw .form(
            act,
            message: "perkara ini akan memuat lampiran \(use.words); paling banyak \(allowance.words); "
                + "gabungkan lampiran atau kurangi ukurannya",
            english: "the case would hold attachments of \(use.english); allowed: \(allowance.english); "
                + "join attachments or make them smaller")
    }

    private static func files(of filing: Filing) -> Set<String> {
        Set(filing.list("attachments").compactMap(\.text).filter { !$0.hasPrefix("document:") })
    }

    private func use(of hashes: Set<String>) -> FileAllowance {
        FileAllowance(files: hashes.count, bytes: blobs.size(of: hashes.compactMap { ContentHash($0) }))
    }

    /// Refuses a paper with a lampiran that is neither a paper of the case nor handed in.
    func check(_ filing: Filing, of act: ActReference, in known: Case) throws(Case.Refusal) {
        for text in filing.list("attachments").compactMap(\.text) where !text.hasPrefix("document:") {
            let isPaper = known.papers.contains { $0.document.versions.contains { $0.hash.hex == text } }
            if isPaper || enclosures.holds(text) { continue }
            let name = text.prefix(12)
            throw .form(
                act, message: "lampiran \(name)… belum diserahkan; kirim dahulu ke /api/files",
                english: "attachment \(name)… has not been handed in; send it to /api/files first")
        }
        try checkAllowance(filing, of: act, in: known)
    }
}
