import Engine
import Foundation
import GRDB
import Journal
import Meetings
import Offices

/// The register of meetings and agreements as tables, for lists and for other programs that read the database.
struct MeetingRegister: Projection {
    let name = "meeting-register"
    let version = 2

    func createTables(in db: Database) throws {
        try db.create(table: "meeting_register") { table in
            table.primaryKey("id", .text)
            table.column("number", .integer).notNull().unique()
            table.column("agenda", .text).notNull()
            table.column("decided_at", .text)
            table.column("starts_at", .text)
            table.column("live_at", .text)
            table.column("closed_at", .text)
        }
        try db.create(table: "agreement_register") { table in
            table.column("meeting", .text).notNull()
            table.column("number", .integer).notNull()
            table.column("version", .integer).notNull()
            table.column("text", .text).notNull()
            table.column("responsible", .text).notNull()
            table.column("due", .text).notNull()
            table.column("state", .text).notNull()
            table.primaryKey(["meeting", "number"])
        }
    }

    func apply(_ event: StoredEvent, in db: Database) throws {
        guard event.stream.kind == "meeting", let id = EventCodec.meeting(of: event.stream) else { return }
        switch try EventCodec.meetingEvent(event) {
        case .act(_, _, let content): try apply(content, of: id, at: event.occurredAt, in: db)
        case .live(let at): try stamp("live_at", at, of: id, in: db)
        case .closed(let at): try stamp("closed_at", at, of: id, in: db)
        case .opened(let opening):
            try put(opening.number, opening.agenda?.text ?? "", of: id, in: db)
        case .probeOrdered, .fact, .stored, .givenUp, .screenChecked, .paper, .assigned, .replaced: break
        }
    }

    private func apply(_ content: ActContent, of id: MeetingID, at moment: Moment, in db: Database) throws {
        switch content {
        case .decided(let decision, let number, _):
            try put(number, decision.agenda.text, of: id, in: db)
            try stamp("decided_at", moment, of: id, in: db)
        case .noticed(let notice):
            try stamp("starts_at", notice.start, of: id, in: db)
        case .noted(let number, let wording): try put(wording, number: number, version: 1, of: id, in: db)
        case .corrected(let number, let version, let wording):
            try put(wording, number: number, version: version + 1, of: id, in: db)
        case .followed(let followUp):
            try db.execute(
                sql: "UPDATE agreement_register SET state = ? WHERE meeting = ? AND number = ?",
                arguments: [followUp.state.rawValue, id.description, followUp.agreement])
        default: break
        }
    }

    /// Before openings were kept, the decision was the first that was heard of a meeting.
    private func put(_ number: Int, _ agenda: String, of id: MeetingID, in db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO meeting_register (id, number, agenda) VALUES (?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET agenda = excluded.agenda
                """,
            arguments: [id.description, number, agenda])
    }

    /// The newest meetings, newest first; an id tells when its case began.
    static func ids(before id: MeetingID?, limit: Int, _ db: Database) throws -> [MeetingID] {
        let sql = "SELECT id FROM meeting_register WHERE ? IS NULL OR id < ? ORDER BY id DESC LIMIT ?"
        let texts = try String.fetchAll(db, sql: sql, arguments: [id?.description, id?.description, limit])
        return texts.compactMap { MeetingID($0) }
    }

    private func put(
        _ wording: Agreement.Wording, number: Int, version: Int, of id: MeetingID, in db: Database
    ) throws {
        try db.execute(
            sql: """
                INSERT INTO agreement_register (meeting, number, version, text, responsible, due, state)
                VALUES (?, ?, ?, ?, ?, ?, 'dicatat')
                ON CONFLICT (meeting, number) DO UPDATE SET version = excluded.version, text = excluded.text,
                responsible = excluded.responsible, due = excluded.due
                """,
            arguments: [
                id.description, number, version, wording.text.text, wording.responsible.description,
                wording.due.isoDate,
            ])
    }

    private func stamp(_ column: String, _ moment: Moment, of id: MeetingID, in db: Database) throws {
        try db.execute(
            sql: "UPDATE meeting_register SET \(column) = ? WHERE id = ?",
            arguments: [moment.description, id.description])
    }
}
