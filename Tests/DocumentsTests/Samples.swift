import Digests
import Foundation
import Offices
import Procedures
import Testing

@testable import Documents

/// Made-up officials and papers of one directorate.
enum Sample {
    static let directorate = office("direktorat-pkp")
    static let start = moment("2026-11-16T01:00:00Z")

    static func office(_ text: String) -> OfficeID { OfficeID(text) ?? .kantorPusat }
    static func moment(_ text: String) -> Moment { Moment(text) ?? Moment(microseconds: 0) }
    static func after(_ seconds: Double) -> Moment { start.advanced(bySeconds: seconds) }

    static let lo = actor("Sari Dewi", .loSetdit)
    static let kasi = actor("Budi Santoso", .kasubbagKasi)
    static let kasubdit = actor("Rina Wati", .kabagKasubdit)
    static let director = actor("Agus Salim", .sesditjenDirektur)

    static func actor(_ name: String, _ role: Role, _ office: OfficeID = directorate) -> Actor {
        Actor(id: person(name), name: name, role: role, office: office)
    }

    /// The same id for the same name, every time.
    static func person(_ name: String) -> PersonID {
        var bytes = Array(name.utf8.prefix(16))
        bytes += [UInt8](repeating: 7, count: 16 - bytes.count)
        return PersonID(uuid: bytes.withUnsafeBytes { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) })
    }

    static let documentID = DocumentID("019aa2f0-0000-7000-8000-000000000003")

    /// P01.4 to P01.6, or P01.10 to P01.12.
    static func chain(from step: Int) throws -> [MarkLevel] {
        let levels: [(Document.Mark.Kind, Role)] = [
            (.paraf, .kasubbagKasi), (.paraf, .kabagKasubdit), (.signature, .sesditjenDirektur),
        ]
        return try levels.enumerated().map { index, level in
            let act = try #require(ActReference("P01.\(step + index)"))
            return MarkLevel(kind: level.0, roles: [level.1], act: act)
        }
    }

    static func report() throws -> Document {
        Document(
            id: DocumentID(at: start), kind: .report, artefact: .laporanMonitoring, office: directorate,
            chain: try chain(from: 4))
    }

    static func letter() throws -> Document {
        Document(
            id: try #require(documentID), kind: .letter, artefact: .suratUsulanRljj, office: directorate,
            chain: try chain(from: 10), needsAttachment: true)
    }

    static func draft(
        _ subject: String = "Usulan rapat", attachments: [ContentHash] = [hash("a")],
        security: SecurityClass = .terbatas, figures: [Draft.Figure] = []
    ) throws -> Draft {
        try Draft(
            subject: line(subject), paragraphs: [passage("Penerimaan turun.\nRapat diusulkan."), passage("Demikian.")],
            urgency: .sangatSegera, security: security, addressees: [line("Direktur Jenderal Pajak")],
            copies: [], attachments: attachments, figures: figures)
    }

    static func figure(_ value: String = "Rp1,2 triliun", heldMissing: Bool = true) throws -> Draft.Figure {
        try Draft.Figure(
            name: line("Penerimaan bruto"), value: line(value), feed: line("Penerimaan (MPN)"), asOf: start,
            heldMissing: heldMissing)
    }

    static func line(_ text: String) throws -> Line { try #require(Line(text)) }
    static func passage(_ text: String) throws -> Passage { try #require(Passage(text)) }
    static func hash(_ digit: Character) -> ContentHash {
        ContentHash(String(repeating: digit, count: 64)) ?? ContentHash(of: [])
    }

    /// A letter with all its marks.
    static func signedLetter() throws -> Document {
        var letter = try letter()
        try letter.submit(draft(), by: lo, at: start)
        try letter.mark(.paraf, by: kasi, at: after(60))
        try letter.mark(.paraf, by: kasubdit, at: after(120))
        try letter.mark(.signature, by: director, at: after(180))
        return letter
    }
}
