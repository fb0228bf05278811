import Digests
import Foundation
import Offices

/// The letter as the template wants it: every value worded, every moment with its zone.
struct LetterView {
    let letter: Letter
    /// Where the page finds the QR picture of the internal mark.
    var qr: String?

    var values: [String: Any] {
        head.merging(body) { $1 }.merging(foot) { $1 }.merging(marks) { $1 }.merging(["lists": lists]) { $1 }
    }

    private var head: [String: Any] {
        var values: [String: Any] = [
            "above": letter.letterhead.above.map(capitals), "unit": capitals(letter.letterhead.unit),
            "address": letter.letterhead.address.map(Drawn.text), "number": Drawn.text(letter.number),
            "date": Drawn.optional(letter.dated.map(letter.zone.date)), "urgency": Drawn.text(letter.urgency),
            "subject": Drawn.text(letter.subject), "marking": Drawn.optional(letter.marking.map(capitals)),
            "attached": attached,
            "isLetter": false, "isMemorandum": false, "isTitled": false, "title": false, "from": false,
        ].merging(addressees) { $1 }
        switch letter.form {
        case .letter: values["isLetter"] = true
        case .memorandum(let title, let from):
            (values["isMemorandum"], values["title"], values["from"]) = (true, capitals(title), Drawn.text(from))
        case .titled(let title): (values["isTitled"], values["title"]) = (true, capitals(title))
        }
        return values
    }

    /// `1 (satu) berkas dan 1 (satu) daftar`, or a hyphen.
    private var attached: String {
        let counts = [(letter.attachments.count, "berkas"), (letter.lists.count, "daftar")].filter { $0.0 > 0 }
        return counts.isEmpty ? "-" : counts.map { "\(ReportView.counted($0)) \($1)" }.joined(separator: " dan ")
    }

    private var lists: [[String: Any]] {
        letter.lists.map { list in
            [
                "title": capitals(list.title), "hasNotes": list.noteTitle != nil,
                "noteTitle": Drawn.optional(list.noteTitle.map(Drawn.text)),
                "entries": list.entries.enumerated().map { index, entry in
                    [
                        "no": index + 1, "text": Drawn.text(entry),
                        "note": Drawn.text(list.notes.indices.contains(index) ? list.notes[index] : ""),
                    ] as [String: Any]
                },
            ]
        }
    }

    /// One addressee stands behind Yth., several stand below each other with numbers.
    private var addressees: [String: Any] {
        let all = letter.addressees
        return [
            "hasAddressees": !all.isEmpty, "hasMany": all.count > 1,
            "addressee": Drawn.optional(all.count == 1 ? all.first : nil),
            "addressees": numbered(all.count > 1 ? all : []),
        ]
    }

    private func numbered(_ texts: [String]) -> [[String: Any]] {
        texts.enumerated().map { ["no": $0 + 1, "text": Drawn.text($1)] }
    }

    private var body: [String: Any] {
        let paragraphs = letter.paragraphs.map { LetterLine.lines(of: Drawn.text($0)).map(values) }
        let hasFigures = !letter.figures.isEmpty
        return [
            "paragraphs": Array(hasFigures ? paragraphs.dropLast() : paragraphs[...]),
            "closing": hasFigures ? paragraphs.last ?? [] : [], "hasFigures": hasFigures,
            "figures": letter.figures.enumerated().map { index, figure in
                [
                    "no": index + 1, "name": Drawn.text(figure.name), "value": Drawn.text(figure.value),
                    "feed": Drawn.text(figure.feed), "asOf": moment(figure.asOf), "heldMissing": figure.heldMissing,
                ] as [String: Any]
            },
            "someMissing": letter.figures.contains(where: \.heldMissing),
        ]
    }

    private func values(_ line: LetterLine) -> [String: Any] {
        [
            "style": line.style.rawValue, "isListed": line.style != .plain, "marker": line.marker,
            "text": line.text,
        ]
    }

    private var foot: [String: Any] {
        [
            "signer": Drawn.text(letter.signer.name), "unsigned": issued != nil, "place": Drawn.optional(letter.place),
            "nip": Drawn.optional(letter.signer.nip.map(Self.written)),
            "post": letter.signer.lines.map {
                ["lead": Drawn.optional($0.lead), "words": Drawn.text($0.words)]
            },
            "hasCopies": !letter.copies.isEmpty, "copies": numbered(letter.copies),
            "initialsBeside": !letter.initials.isEmpty && letter.verification == nil,
            "initialsBelow": !letter.initials.isEmpty && letter.verification != nil,
            "initials": letter.initials.enumerated().map(row),
        ]
    }

    private func row(_ index: Int, _ initials: Letter.Initials) -> [String: Any] {
        [
            "no": index + 1, "post": Drawn.text(initials.post), "name": Drawn.text(initials.name),
            "kind": Drawn.text(initials.kind), "at": Drawn.optional(initials.at.map(moment)),
        ]
    }

    private var marks: [String: Any] {
        var values: [String: Any] = ["draft": false, "mark": false]
        if case .draft(let version) = letter.state { values["draft"] = ["version": version] }
        guard let mark = letter.verification else { return values }
        values["mark"] = [
            "code": Drawn.text(mark.code), "content": mark.content.hex, "qr": Drawn.optional(qr),
            "signed": Drawn.optional(signed), "issued": Drawn.optional(issued),
            "files": letter.attachments.map { ["file": Drawn.text($0.title), "hash": $0.hash.hex] },
        ]
        return values
    }

    private var signed: String? {
        guard case .signed(let moment) = letter.state else { return nil }
        return official(at: moment)
    }

    private var issued: String? {
        guard case .issued(let moment) = letter.state else { return nil }
        return official(at: moment)
    }

    private func official(at moment: Moment) -> String {
        let post = [letter.signer.capacity.lead, letter.signer.post].compactMap(\.self).joined(separator: " ")
        return Drawn.text("\(letter.signer.name), \(post), \(self.moment(moment))")
    }

    /// `21 November 2026 pukul 09.15 WIB`.
    private func moment(_ moment: Moment) -> String { "\(letter.zone.date(moment)) pukul \(letter.zone.time(moment))" }

    private func capitals(_ text: String) -> String { Drawn.text(text).uppercased() }

    /// `19840229 200604 2 003`.
    private static func written(_ nip: NIP) -> String {
        let digits = nip.digits
        let parts = [digits.prefix(8), digits.dropFirst(8).prefix(6), digits.dropFirst(14).prefix(1), digits.suffix(3)]
        return parts.joined(separator: " ")
    }
}
