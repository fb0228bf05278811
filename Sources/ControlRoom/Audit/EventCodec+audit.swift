import Engine
import Journal

/// How what belongs to no case is written in the journal: entries of the audit.
extension EventCodec {
    /// Where refusals are kept.
    static let refusals: StreamID = "audit/refusals"

    /// Where the holiday tables are kept that were taken in.
    static let calendar: StreamID = "audit/calendar"

    /// Where sign-ins and denied reading are kept.
    static let access: StreamID = "audit/access"

    /// Where changes of what persons may do are kept.
    static let rights: StreamID = "audit/rights"

    /// Where it is kept that a person had work tried again.
    static let work: StreamID = "audit/work"

    /// Where it is kept which machine speaks for a room.
    static let machines: StreamID = "audit/machines"

    /// Where it is kept that the state was set back.
    static let lives: StreamID = "audit/state"

    static func draft(_ refused: RefusedAct) throws -> EventDraft {
        try draft(as: "act.refused@1", refused, actor: encode(["person": refused.person]), at: refused.at)
    }

    static func draft(_ renewal: CalendarRenewal) throws -> EventDraft {
        try draft(as: "calendar.renewed@1", renewal, actor: encode(["person": renewal.person]), at: renewal.at)
    }

    static func draft(_ entry: AccessEntry) throws -> EventDraft {
        let actor = try entry.person.map { try encode(["person": $0]) } ?? encode(["service": "rljj"])
        return try draft(as: "access.noted@1", entry, actor: actor, at: entry.last)
    }

    static func draft(_ change: RightsChange) throws -> EventDraft {
        let actor =
            switch change.by {
            case .person(let id): try encode(["person": id])
            case .administrator(let name): try encode(["administrator": name])
            case .service: try encode(["service": "rljj"])
            }
        return try draft(as: "rights.changed@1", change, actor: actor, at: change.at)
    }

    static func draft(_ retry: WorkRetry) throws -> EventDraft {
        try draft(as: "work.retried@1", retry, actor: encode(["person": retry.person]), at: retry.at)
    }

    static func draft(_ entry: MachineEntry) throws -> EventDraft {
        let actor =
            switch entry.by {
            case .person(let id): try encode(["person": id])
            case .administrator(let name): try encode(["administrator": name])
            case .service, nil: try encode(["service": "rljj"])
            }
        return try draft(as: "machine.noted@1", entry, actor: actor, at: entry.at)
    }

    static func draft(_ setBack: SetBack) throws -> EventDraft {
        try draft(as: "state.set-back@1", setBack, actor: encode(["room": setBack.room]), at: setBack.at)
    }
}
