import Digests
import Foundation
import Offices
import Testing

@testable import Documents

struct DraftTests {
    @Test func `the canonical form is these bytes, for ever`() throws {
        let draft = try Sample.draft(figures: [Sample.figure()])
        let golden = """
            ruang-kendali/draft/1
            subject 12
            Usulan rapat
            paragraphs #2
            - 34
            Penerimaan turun.
            Rapat diusulkan.
            - 9
            Demikian.
            urgency 13
            sangat-segera
            security 8
            terbatas
            addressees #1
            - 23
            Direktur Jenderal Pajak
            copies #0
            attachments #1
            - 64
            aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
            figures #1
            name 16
            Penerimaan bruto
            value 13
            Rp1,2 triliun
            feed 16
            Penerimaan (MPN)
            as-of 27
            2026-11-16T01:00:00.000000Z
            held-missing 4
            true

            """
        #expect(String(decoding: draft.canonicalBytes, as: UTF8.self) == golden)
        #expect(draft.hash.hex == "2a11a460ec4eb57b4fe9d284093012e8b05df69f0647987c0d5fc941710665b1")
    }

    @Test func `AC-015 a change of anything, an attachment included, is a change of the hash`() throws {
        let (subject, body) = (try Sample.line("Hal"), [try Sample.passage("Isi")])
        func draft(
            _ subject: Line, _ body: [Passage], _ urgency: Urgency = .biasa, _ security: SecurityClass = .biasa,
            to: [Line] = [], copies: [Line] = [], attached: [ContentHash] = [], figures: [Draft.Figure] = []
        ) throws -> ContentHash {
            try Draft(
                subject: subject, paragraphs: body, urgency: urgency, security: security, addressees: to,
                copies: copies, attachments: attached, figures: figures
            ).hash
        }
        let hashes = try [
            draft(subject, body), draft(Sample.line("Hal."), body), draft(subject, body + body),
            draft(subject, [Sample.passage("Isi\nIsi")]), draft(subject, body, .segera),
            draft(subject, body, .biasa, .terbatas), draft(subject, body, to: [subject]),
            draft(subject, body, copies: [subject]), draft(subject, body, attached: [Sample.hash("a")]),
            draft(subject, body, attached: [Sample.hash("b")]),
            draft(subject, body, attached: [Sample.hash("a"), Sample.hash("b")]),
            draft(subject, body, attached: [Sample.hash("b"), Sample.hash("a")]),
            draft(subject, body, figures: [Sample.figure()]), draft(subject, body, figures: [Sample.figure("Rp2")]),
            draft(subject, body, figures: [Sample.figure(heldMissing: false)]),
            draft(subject, [Sample.passage("Isi\nurgency 5\nbiasa")]),
        ]
        #expect(Set(hashes).count == hashes.count)
        #expect(try draft(subject, body) == hashes[0])
    }

    @Test func `the same letters in other code points are another content`() throws {
        let (composed, apart) = (try Sample.draft("Caf\u{E9}"), try Sample.draft("Cafe\u{301}"))
        #expect(composed.hash != apart.hash)
    }

    @Test(arguments: [(0, 0, false), (1, 0, true), (40, 500, true), (41, 0, false), (1, 501, false)])
    func `a draft has at most 40 paragraphs and 500 addressees`(
        _ paragraphs: Int, _ addressees: Int, _ allowed: Bool
    ) throws {
        let (line, passage) = (try Sample.line("a"), try Sample.passage("b"))
        let draft = try? Draft(
            subject: line, paragraphs: Array(repeating: passage, count: paragraphs), urgency: .biasa,
            security: .biasa, addressees: Array(repeating: line, count: addressees))
        #expect((draft != nil) == allowed)
    }

    @Test func `the same file twice is refused in one line`() throws {
        let error = #expect(throws: Draft.Refusal.attachmentTwice) {
            try Sample.draft(attachments: [Sample.hash("a"), Sample.hash("a")])
        }
        #expect(error?.description.contains("\n") == false)
    }

    @Test func `a draft is read back as it was, and hostile JSON is refused`() throws {
        let draft = try Sample.draft(figures: [Sample.figure()])
        let json = try JSONEncoder().encode(draft)
        let back = try JSONDecoder().decode(Draft.self, from: json)
        #expect(back == draft)
        #expect(back.hash == draft.hash)
        let text = String(decoding: json, as: UTF8.self)
        let hash = Sample.hash("a").hex
        for (found, put) in [
            ("\"\(hash)\"", "\"\(hash.uppercased())\""), ("[\"\(hash)\"]", "[\"\(hash)\",\"\(hash)\"]"),
            ("\"sangat-segera\"", "\"kilat\""), ("\"Usulan rapat\"", "\"Usulan\\u0000\""),
        ] {
            let bad = text.replacing(found, with: put)
            #expect(bad != text)
            #expect(throws: DecodingError.self) { try JSONDecoder().decode(Draft.self, from: Data(bad.utf8)) }
        }
    }

    @Test func `urgency and security are two scales, each in order`() {
        #expect(Urgency.allCases.sorted() == [.biasa, .segera, .sangatSegera])
        #expect(SecurityClass.allCases.sorted() == [.biasa, .terbatas, .rahasia, .sangatRahasia])
        #expect(Urgency.sangatSegera.name == "Sangat Segera" && SecurityClass.sangatRahasia.name == "Sangat Rahasia")
    }
}
