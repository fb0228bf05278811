package import Offices

/// An event as read from the journal.
package struct StoredEvent: Hashable, Sendable {
    /// 1, 2, … over the whole journal, without a gap.
    package let position: Int64
    package let stream: StreamID
    /// 1, 2, … within the stream.
    package let version: Int64
    /// The form in which `payload` is now, after the upcasters.
    package let type: EventType
    package let payload: [UInt8]
    /// The form in which the payload is stored.
    package let storedType: EventType
    /// JSON, as stored.
    package let actor: [UInt8]
    package let onBehalfOf: String?
    package let onOrderOf: String?
    package let office: OfficeID?
    /// On the clock of the source.
    package let occurredAt: Moment
    /// Seconds that the service's clock was ahead of the source's.
    package let clockOffset: Double
    /// On the service's clock.
    package let recordedAt: Moment
    package let key: IdempotencyKey
    package let hash: ChainHash

    /// The same event in the newest form of its payload; throws what a step of the upcasters throws.
    package func upcast(by upcasters: Upcasters) throws -> StoredEvent {
        guard upcasters.knows(type) else { return self }
        let (type, payload) = try upcasters.current(type, payload)
        return StoredEvent(
            position: position, stream: stream, version: version, type: type, payload: payload,
            storedType: storedType, actor: actor, onBehalfOf: onBehalfOf, onOrderOf: onOrderOf, office: office,
            occurredAt: occurredAt, clockOffset: clockOffset, recordedAt: recordedAt, key: key, hash: hash)
    }
}
