import Engine
import Foundation
import Journal
import Meetings
import Offices

/// The register of meetings and agreements as tables, for lists and for other programs that read the database.
struct MeetingRegister: Projection {
    let name = "meeting-register"
    let version = 2

    func createTables(in tables: Tables) throws {
        try tables.run(
            """
            CREATE TABLE "meeting_register" ("id" TEXT PRIMARY KEY NOT NULL, "number" INTEGER NOT NULL UNIQUE,
            "agenda" TEXT NOT NULL, "decided_at" TEXT, "starts_at" TEXT, "live_at" TEXT, "closed_at" TEXT);
            CREATE TABLE "agreement_register" ("meeting" TEXT NOT NULL, "number" INTEGER NOT NULL,
            "version" INTEGER NOT NULL, "text" TEXT NOT NULL, "responsible" TEXT NOT NULL, "due" TEXT NOT NULL,
            "state" TEXT NOT NULL, PRIMARY KEY ("meeting", "number"))
            """)
    }

    func apply(_ event: StoredEvent, in tables: Tables) throws {
        guard event.stream.kind == "meeting", let id = EventCodec.meeting(of: event.stream) else { return }
        switch try EventCodec.meetingEvent(event) {
        case .act(_, _, let content): try apply(content, of: id, at: event.occurredAt, in: tables)
        case .live(let at): try stamp("live_at", at, of: id, in: tables)
        case .closed(let at): try stamp("closed_at", at, of: id, in: tables)
        case .opened(let opening):
            try put(opening.number, opening.agenda?.text ?? "", of: id, in: tables)
        case .probeOrdered, .fact, .stored, .givenUp, .screenChecked, .paper, .assigned, .replaced: break
        }
    }

    private func apply(_ content: ActContent, of id: MeetingID, at moment: Moment, in tables: Tables) throws {
        switch content {
        case .decided(let decision, let number, _):
            try put(number, decision.agenda.text, of: id, in: tables)
            try stamp("decided_at", moment, of: id, in: tables)
        case .noticed(let notice):
            try stamp("starts_at", notice.start, of: id, in: tables)
        case .noted(let number, let wording): try put(wording, number: number, version: 1, of: id, in: tables)
        case .corrected(let number, let version, let wording):
            try put(wording, number: number, version: version + 1, of: id, in: tables)
        case .followed(let followUp):
            try tables.run(
                "UPDATE agreement_register SET state = ? WHERE meeting = ? AND number = ?",
                .text(followUp.state.rawValue), .text(id.description), .number(Int64(followUp.agreement)))
        default: break
        }
    }

    /// Before openings were kept, the decision was the first that was heard of a meeting.
    private func put(_ number: Int, _ agenda: String, of id: MeetingID, in tables: Tables) throws {
        try tables.run(
            """
            INSERT INTO meeting_register (id, number, agenda) VALUES (?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET agenda = excluded.agenda
            """, .text(id.description), .number(Int64(number)), .text(agenda))
    }

    /// The newest meetings, newest first; an id tells when its case began.
    static func ids(before id: MeetingID?, limit: Int, _ tables: Tables) throws -> [MeetingID] {
        let sql = "SELECT id FROM meeting_register WHERE ? IS NULL OR id < ? ORDER BY id DESC LIMIT ?"
        let texts = try tables.texts(
            sql, .text(id?.description), .text(id?.description), .number(Int64(limit)))
        return texts.compactMap { MeetingID($0) }
    }

    private func put(
        _ wording: Agreement.Wording, number: Int, version: Int, of id: MeetingID, in tables: Tables
    ) throws {
        try tables.run(
            """
            INSERT INTO agreement_register (meeting, number, version, text, responsible, due, state)
            VALUES (?, ?, ?, ?, ?, ?, 'dicatat')
            ON CONFLICT (meeting, number) DO UPDATE SET version = excluded.version, text = excluded.text,
            responsible = excluded.responsible, due = excluded.due
            """, .text(id.description), .number(Int64(number)), .number(Int64(version)), .text(wording.text.text),
            .text(wording.responsible.description), .text(wording.due.isoDate))
    }

    private func stamp(_ column: String, _ moment: Moment, of id: MeetingID, in tables: Tables) throws {
        try tables.run(
            "UPDATE meeting_register SET \(column) = ? WHERE id = ?", .text(moment.description), .text(id.description))
    }
}
