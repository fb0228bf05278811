import Cases
import Documents
import Engine
import Foundation
import GRDB
import Journal
import Meetings
import Offices
import Procedures

/// The register of cases, and of the papers of cases and meetings, as tables: for lists, and to find a case by a paper or
/// by a paper's verification code.
struct CaseRegister: Projection {
    let name = "case-register"
    let version = 1

    func createTables(in db: Database) throws {
        try db.create(table: "case_register") { table in
            table.primaryKey("id", .text)
            table.column("course", .text).notNull()
            table.column("number", .integer).notNull()
            table.column("subject", .text).notNull()
            table.column("host", .text).notNull()
            table.column("opened_at", .text).notNull()
        }
        try db.create(table: "document_register") { table in
            table.primaryKey("document", .text)
            table.column("stream", .text).notNull()
        }
        try db.create(table: "verification_register") { table in
            table.primaryKey("code", .text)
            table.column("document", .text).notNull()
        }
    }

    func apply(_ event: StoredEvent, in db: Database) throws {
        switch CaseReference(stream: event.stream) {
        case .other(let id): try apply(EventCodec.caseEvent(event), of: id, event, in: db)
        case .meeting where event.type.name == "meeting.paper":
            guard case .paper(let issue) = try EventCodec.meetingEvent(event) else { return }
            let code = VerificationCode(document: issue.document, hash: issue.draft.hash)
            try put(issue.document, code, of: event.stream, in: db)
        default: return
        }
    }

    private func apply(_ content: CaseEvent, of id: CaseID, _ event: StoredEvent, in db: Database) throws {
        switch content {
        case .opened(let opening):
            try db.execute(
                sql: """
                    INSERT INTO case_register (id, course, number, subject, host, opened_at) VALUES (?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    id.description, opening.course.rawValue, opening.number, opening.subject.text,
                    opening.host.id.description, event.occurredAt.description,
                ])
        case .acted(let act):
            if let document = act.document { try put(document, act.code, of: event.stream, in: db) }
        }
    }

    private func put(
        _ document: DocumentID, _ code: VerificationCode?, of stream: StreamID, in db: Database
    ) throws {
        try db.execute(
            sql: "INSERT INTO document_register (document, stream) VALUES (?, ?) ON CONFLICT DO NOTHING",
            arguments: [document.description, stream.text])
        guard let code else { return }
        try db.execute(
            sql: "INSERT INTO verification_register (code, document) VALUES (?, ?) ON CONFLICT DO NOTHING",
            arguments: [code.description, document.description])
    }

    /// The newest cases, newest first; an id tells when its case began.
    static func ids(before id: CaseID?, limit: Int, _ db: Database) throws -> [CaseID] {
        let sql = "SELECT id FROM case_register WHERE ? IS NULL OR id < ? ORDER BY id DESC LIMIT ?"
        let texts = try String.fetchAll(db, sql: sql, arguments: [id?.description, id?.description, limit])
        return texts.compactMap { CaseID($0) }
    }

    /// The newest papers, newest first: two of one moment in the order of the journal, which rows keep.
    static func documents(before id: DocumentID?, limit: Int, _ db: Database) throws -> [DocumentID] {
        let sql = """
            SELECT document FROM document_register
            WHERE ? IS NULL OR rowid < (SELECT rowid FROM document_register WHERE document = ?)
            ORDER BY rowid DESC LIMIT ?
            """
        let texts = try String.fetchAll(db, sql: sql, arguments: [id?.description, id?.description, limit])
        return texts.compactMap { DocumentID($0) }
    }

    /// The stream of the case to which a paper belongs; `nil` when there is no such paper.
    static func stream(of document: DocumentID, _ db: Database) throws -> StreamID? {
        let sql = "SELECT stream FROM document_register WHERE document = ?"
        return try String.fetchOne(db, sql: sql, arguments: [document.description]).flatMap { StreamID($0) }
    }

    /// The paper that had this code at some time; `nil` when none had.
    static func document(of code: VerificationCode, _ db: Database) throws -> DocumentID? {
        let sql = "SELECT document FROM verification_register WHERE code = ?"
        return try String.fetchOne(db, sql: sql, arguments: [code.description]).flatMap { DocumentID($0) }
    }
}
