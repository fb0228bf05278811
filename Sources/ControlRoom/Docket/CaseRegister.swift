import Cases
import Documents
import Foundation
import GRDB
import Journal
import Offices
import Procedures

/// The register of cases and their papers as tables: for lists, and to find a case by one of its papers.
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
    }

    func apply(_ event: StoredEvent, in db: Database) throws {
        guard event.stream.kind == "case", let id = EventCodec.caseID(of: event.stream) else { return }
        switch try EventCodec.caseEvent(event) {
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
            guard let document = act.document else { return }
            try db.execute(
                sql: "INSERT INTO document_register (document, stream) VALUES (?, ?) ON CONFLICT DO NOTHING",
                arguments: [document.description, event.stream.text])
        }
    }

    /// The newest cases, newest first; an id tells when its case began.
    static func ids(before id: CaseID?, limit: Int, _ db: Database) throws -> [CaseID] {
        let sql = "SELECT id FROM case_register WHERE ? IS NULL OR id < ? ORDER BY id DESC LIMIT ?"
        let texts = try String.fetchAll(db, sql: sql, arguments: [id?.description, id?.description, limit])
        return texts.compactMap { CaseID($0) }
    }

    /// The stream of the case to which a paper belongs; `nil` when there is no such paper.
    static func stream(of document: DocumentID, _ db: Database) throws -> StreamID? {
        let sql = "SELECT stream FROM document_register WHERE document = ?"
        return try String.fetchOne(db, sql: sql, arguments: [document.description]).flatMap { StreamID($0) }
    }
}
