package import Offices

/// An event before it is appended: what happened, by whom, and what it sets going.
package struct EventDraft: Hashable, Sendable {
    package var type: EventType
    /// The bytes that are kept as they are; never empty (`{}` at least), at most 16 MiB.
    package var payload: [UInt8]
    /// Who acted, as JSON; kept in clear in every evidence folder, so it holds names and offices, no secret.
    package var actor: [UInt8]
    /// The one for whom the actor stood in (`a.n.`).
    package var onBehalfOf: String?
    /// The one whose order the actor carried out (`u.b.`).
    package var onOrderOf: String?
    package var office: OfficeID?
    /// On the clock of the source.
    package var occurredAt: Moment
    /// Seconds that the service's clock was ahead of the source's; kept to the microsecond.
    package var clockOffset: Double
    /// Messages to put into the outbox in the same transaction.
    package var outbox: [OutboxMessage]

    package init(
        type: EventType, payload: [UInt8], actor: [UInt8], onBehalfOf: String? = nil, onOrderOf: String? = nil,
        office: OfficeID? = nil, occurredAt: Moment, clockOffset: Double = 0, outbox: [OutboxMessage] = []
    ) {
        (self.type, self.payload, self.actor) = (type, payload, actor)
        (self.onBehalfOf, self.onOrderOf, self.office) = (onBehalfOf, onOrderOf, office)
        (self.occurredAt, self.clockOffset, self.outbox) = (occurredAt, clockOffset, outbox)
    }

    /// Why this draft cannot be kept as it is; `nil` when it can.
    var objection: String? {
        if payload.isEmpty { return "the payload of \(type) is empty; at least one byte is needed" }
        if payload.count > Limits.payload { return "the payload of \(type) has \(payload.count) bytes; at most 16 MiB" }
        if actor.isEmpty || actor.count > Limits.actor {
            return "the actor of \(type) has \(actor.count) bytes; allowed: 1 to \(Limits.actor)"
        }
        for text in [onBehalfOf, onOrderOf] {
            guard let text else { continue }
            // SQLite ends a text at a zero byte: what is stored would no longer be what was hashed.
            if text.utf8.count > Limits.text || text.unicodeScalars.contains(where: { $0.value < 0x20 }) {
                return "\"on behalf of\" and \"on order of\" of \(type): at most \(Limits.text) bytes on one line"
            }
        }
        if !clockOffset.isFinite || abs(clockOffset) > Limits.clockOffset {
            return "the clock offset of \(type) is \(clockOffset) s; at most \(Int(Limits.clockOffset)) s"
        }
        return outbox.lazy.compactMap(\.objection).first
    }
}

/// How much one append may carry.
enum Limits {
    static let payload = 16 << 20
    static let actor = 64 << 10
    static let text = 500
    static let drafts = 1000
    /// A hundred years, in seconds: a machine whose clock has lost its battery begins with 1970.
    static let clockOffset = 3_155_760_000.0
}
