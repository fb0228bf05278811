import Cases
import Documents
import Engine
import Foundation
import Journal
import Meetings
import Offices
import Procedures

/// The register of cases, and of the papers of cases and meetings, as tables: for lists, and to find a case by a paper or
/// by a paper's verification code.
struct CaseRegister: Projection {
    let name = "case-register"
    let version = 1

    func createTables(in tables: Tables) throws {
        try tables.run(
            """
            CREATE TABLE "case_register" ("id" TEXT PRIMARY KEY NOT NULL, "course" TEXT NOT NULL,
            "number" INTEGER NOT NULL, "subject" TEXT NOT NULL, "host" TEXT NOT NULL, "opened_at" TEXT NOT NULL);
            CREATE TABLE "document_register" ("document" TEXT PRIMARY KEY NOT NULL, "stream" TEXT NOT NULL);
            CREATE TABLE "verification_register" ("code" TEXT PRIMARY KEY NOT NULL, "document" TEXT NOT NULL)
            """)
    }

    func apply(_ event: StoredEvent, in tables: Tables) throws {
        switch CaseReference(stream: event.stream) {
        case .other(let id): try apply(EventCodec.caseEvent(event), of: id, event, in: tables)
        case .meeting where event.type.name == "meeting.paper":
            guard case .paper(let issue) = try EventCodec.meetingEvent(event) else { return }
            let code = VerificationCode(document: issue.document, hash: issue.draft.hash)
            try put(issue.document, code, of: event.stream, in: tables)
        default: return
        }
    }

    private func apply(_ content: CaseEvent, of id: CaseID, _ event: StoredEvent, in tables: Tables) throws {
        switch content {
        case .opened(let opening):
            try tables.run(
                "INSERT INTO case_register (id, course, number, subject, host, opened_at) VALUES (?, ?, ?, ?, ?, ?)",
                .text(id.description), .text(opening.course.rawValue), .number(Int64(opening.number)),
                .text(opening.subject.text), .text(opening.host.id.description), .text(event.occurredAt.description))
        case .acted(let act):
            if let document = act.document { try put(document, act.code, of: event.stream, in: tables) }
        }
    }

    private func put(
        _ document: DocumentID, _ code: VerificationCode?, of stream: StreamID, in tables: Tables
    ) throws {
        try tables.run(
            "INSERT INTO document_register (document, stream) VALUES (?, ?) ON CONFLICT DO NOTHING",
            .text(document.description), .text(stream.text))
        guard let code else { return }
        try tables.run(
            "INSERT INTO verification_register (code, document) VALUES (?, ?) ON CONFLICT DO NOTHING",
            .text(code.description), .text(document.description))
    }

    /// The newest cases, newest first; an id tells when its case began.
    static func ids(before id: CaseID?, limit: Int, _ tables: Tables) throws -> [CaseID] {
        let sql = "SELECT id FROM case_register WHERE ? IS NULL OR id < ? ORDER BY id DESC LIMIT ?"
        let texts = try tables.texts(
            sql, .text(id?.description), .text(id?.description), .number(Int64(limit)))
        return texts.compactMap { CaseID($0) }
    }

    /// The newest papers, newest first: two of one moment in the order of the journal, which rows keep.
    static func documents(before id: DocumentID?, limit: Int, _ tables: Tables) throws -> [DocumentID] {
        let sql = """
            SELECT document FROM document_register
            WHERE ? IS NULL OR rowid < (SELECT rowid FROM document_register WHERE document = ?)
            ORDER BY rowid DESC LIMIT ?
            """
        let texts = try tables.texts(
            sql, .text(id?.description), .text(id?.description), .number(Int64(limit)))
        return texts.compactMap { DocumentID($0) }
    }

    /// The stream of the case to which a paper belongs; `nil` when there is no such paper.
    static func stream(of document: DocumentID, _ tables: Tables) throws -> StreamID? {
        let sql = "SELECT stream FROM document_register WHERE document = ?"
        return try tables.texts(sql, .text(document.description)).first.flatMap { StreamID($0) }
    }

    /// The paper that had this code at some time; `nil` when none had.
    static func document(of code: VerificationCode, _ tables: Tables) throws -> DocumentID? {
        let sql = "SELECT document FROM verification_register WHERE code = ?"
        return try tables.texts(sql, .text(code.description)).first.flatMap { DocumentID($0) }
    }
}
