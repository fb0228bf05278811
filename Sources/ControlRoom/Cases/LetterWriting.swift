package import Cases
package import Documents
import Foundation
import Offices
import Procedures
import Reports
import RoomLink

/// A paper as it is printed: what the document says, in the form of official correspondence.
struct LetterWriting {
    let document: Document
    let known: Case
    let correspondence: Correspondence

    /// The letter; `nil` while nothing has been handed in.
    var letter: Letter? {
        guard let version = document.newest else { return nil }
        let draft = version.draft
        let office = known.opening.host
        var letter = Letter(
            form: form, letterhead: .unit(office.name, address: correspondence.address(of: office.id)), number: number,
            dated: document.registration?.at, zone: office.zone, urgency: draft.urgency.name,
            subject: draft.subject.text, paragraphs: draft.paragraphs.map(\.text), signer: signer,
            state: signature.map { .signed($0.at) } ?? .draft(version: version.number))
        letter.place = office.zone == .wib ? "Jakarta" : nil
        letter.marking = draft.security == .biasa ? nil : draft.security.name
        letter.addressees = draft.addressees.map(\.text)
        letter.copies = draft.copies.map(\.text)
        letter.figures = draft.figures.map {
            Letter.Figure(
                name: $0.name.text, value: $0.value.text, feed: $0.feed.text, asOf: $0.asOf, heldMissing: $0.heldMissing
            )
        }
        letter.attachments = draft.attachments.map(attachment)
        letter.initials = document.isFinal ? [] : initials
        letter.verification = verification(version)
        return letter
    }

    private var signature: Document.Mark? { document.standing.last { $0.kind == .signature } }

    private var form: Letter.Form {
        let title = correspondence.paper(document.artefact)?.title ?? document.kind.name
        return document.kind == .letter ? .letter : .titled(title)
    }

    private var number: String {
        if let registration = document.registration { return "\(registration.number)" }
        let office = known.opening.host
        let year = office.zone.civil(document.newest?.at ?? Moment(microseconds: 0)).year
        return LetterNumber.gap(document.kind, code: correspondence.code(of: office.id), year: year)
    }

    private var signer: Letter.Signer {
        let level = document.chain.last
        let post = level?.roles.first?.term ?? ""
        guard let mark = signature ?? document.standing.last else { return Letter.Signer(name: "", post: post) }
        let capacity: Letter.Capacity =
            switch mark.actor.acting?.kind {
            case .plh: .plh
            case .plt: .plt
            case nil: .holder
            }
        return Letter.Signer(name: mark.actor.name, post: mark.actor.role.term, capacity: capacity)
    }

    private var initials: [Letter.Initials] {
        document.chain.map { level in
            let mark = document.standing.first { $0.act == level.act }
            let lead = mark?.actor.acting.map { "\($0.kind.term) " } ?? ""
            return Letter.Initials(
                post: level.roles.first?.term ?? "", name: mark.map { lead + $0.actor.name } ?? "",
                kind: level.kind.name, at: mark?.at)
        }
    }

    private func attachment(_ hash: ContentHash) -> Letter.Attachment {
        let own = known.papers.first { $0.document.newest?.hash == hash }?.document
        let title = own.flatMap { correspondence.paper($0.artefact)?.title } ?? "Berkas \(hash.hex.prefix(12))"
        let number = own?.registration.map { ", nomor \($0.number)" } ?? ""
        return Letter.Attachment(title: title + number, hash: BlobHash(hash.hex) ?? BlobHash(digest: []))
    }

    private func verification(_ version: Document.Version) -> Letter.Verification? {
        guard let code = document.verificationCode, let content = BlobHash(version.hash.hex) else { return nil }
        return Letter.Verification(code: code.description, content: content)
    }
}

extension ControlRoom {
    /// The path of a paper's PDF: drawn when first asked for, then kept by what it says.
    package func letter(of document: Document, in known: Case) async throws -> String {
        let writing = LetterWriting(document: document, known: known, correspondence: correspondence)
        guard let letter = writing.letter else { throw ControlRoomFailure.work("the paper has no version yet") }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let name = ContentHash(of: Array(try encoder.encode(letter))).hex
        let path = "\(folder.letters)/\(name).pdf"
        if FileManager.default.fileExists(atPath: path) { return path }
        try FileManager.default.createDirectory(atPath: folder.letters, withIntermediateDirectories: true)
        let aside = "\(folder.incoming)/\(UUID().uuidString).pdf"
        try await LetterRenderer.pdf(letter, to: URL(fileURLWithPath: aside))
        if rename(aside, path) != 0 { throw ControlRoomFailure.file(path, "cannot be written") }
        return path
    }
}
