import Digests
import Documents
import Offices
import Procedures
import Reports

/// A paper as it is printed: what the document says, in the form of official correspondence.
struct LetterWriting {
    let document: Document
    /// The office that issues it.
    let office: Office
    /// The papers that may be attached to it.
    let companions: [Document]
    let correspondence: Correspondence
    /// What stands beside each addressee when they are listed on a page of their own.
    var notes: [String] = []
    /// What the notes tell.
    var noteTitle: String?

    /// More addressees than this, or copies, are listed on pages of their own.
    private static let longest = 10

    /// The letter; `nil` while nothing has been handed in.
    var letter: Letter? {
        guard let version = document.newest else { return nil }
        let draft = version.draft
        var letter = Letter(
            form: form, letterhead: .unit(office.name, address: correspondence.address(of: office.id)), number: number,
            dated: document.registration?.at, zone: office.zone, urgency: draft.urgency.name,
            subject: draft.subject.text, paragraphs: draft.paragraphs.map(\.text), signer: signer,
            state: state(of: version))
        letter.place = correspondence.town(of: office)
        letter.marking = draft.security == .biasa ? nil : draft.security.name
        address(&letter, draft)
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

    private func address(_ letter: inout Letter, _ draft: Draft) {
        let (all, copies) = (draft.addressees.map(\.text), draft.copies.map(\.text))
        let (isLong, isLongBelow) = (all.count > Self.longest, copies.count > Self.longest)
        letter.addressees = isLong ? [Self.listed(all.count)] : all
        letter.copies = isLongBelow ? [Self.listed(copies.count)] : copies
        if isLong {
            letter.lists.append(Letter.List(title: "Daftar Alamat", noteTitle: noteTitle, entries: all, notes: notes))
        }
        if isLongBelow { letter.lists.append(Letter.List(title: "Daftar Tembusan", entries: copies)) }
    }

    private static func listed(_ count: Int) -> String { "para pejabat menurut daftar terlampir (\(count) alamat)" }

    /// A paper without a chain is issued when it is registered; nobody signs it (AC-092).
    private func state(of version: Document.Version) -> Letter.State {
        if let signature { return .signed(signature.at) }
        guard document.chain.isEmpty, let registration = document.registration else {
            return .draft(version: version.number)
        }
        return .issued(registration.at)
    }

    private var signature: Document.Mark? { document.standing.last { $0.kind == .signature } }

    private var form: Letter.Form {
        let title = correspondence.paper(document.artefact)?.title ?? document.kind.name
        return document.kind == .letter ? .letter : .titled(title)
    }

    private var number: String {
        if let registration = document.registration { return "\(registration.number)" }
        let year = office.zone.civil(document.newest?.at ?? Moment(microseconds: 0)).year
        return LetterNumber.gap(document.kind, code: correspondence.code(of: office.id), year: year)
    }

    private var signer: Letter.Signer {
        let post = document.chain.last?.roles.first?.term ?? ""
        let marking = (signature ?? document.standing.last)?.actor
        guard let actor = marking ?? (document.chain.isEmpty ? document.newest?.by : nil) else {
            return Letter.Signer(name: "", post: post)
        }
        let capacity: Letter.Capacity =
            switch actor.acting?.kind {
            case .plh: .plh
            case .plt: .plt
            case nil: .holder
            }
        return Letter.Signer(name: actor.name, post: actor.role.term, capacity: capacity)
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
        let own = companions.first { $0.newest?.hash == hash }
        let title = own.flatMap { correspondence.paper($0.artefact)?.title } ?? "Berkas \(hash.hex.prefix(12))"
        let number = own?.registration.map { ", nomor \($0.number)" } ?? ""
        return Letter.Attachment(title: title + number, hash: hash)
    }

    private func verification(_ version: Document.Version) -> Letter.Verification? {
        document.verificationCode.map { Letter.Verification(code: $0.description, content: version.hash) }
    }
}
