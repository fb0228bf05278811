package import Offices

/// Something to be done in the world because an event happened: a mail, an order to a room.
///
/// Messages of one lane are begun in their order, but one that failed lets the next pass. Delivery is at least once: whoever
/// receives it recognises a repeat by the entry's id.
package struct OutboxMessage: Hashable, Sendable {
    package let topic: String
    package let lane: String
    package let body: [UInt8]

    /// `lane` is the topic unless given; both are 1 to 200 bytes on one line, the body at least one byte.
    package init(topic: String, lane: String? = nil, body: [UInt8]) {
        (self.topic, self.lane, self.body) = (topic, lane ?? topic, body)
    }

    /// Why this message cannot be kept; `nil` when it can.
    var objection: String? {
        for text in [topic, lane]
        where !(1...200).contains(text.utf8.count) || text.unicodeScalars.contains(where: { $0.value < 0x20 }) {
            return "the topic and lane of a message: allowed are 1 to 200 bytes on one line"
        }
        guard (1...Limits.payload).contains(body.count) else {
            return "a message of topic \(topic) has \(body.count) bytes; allowed: 1 to 16 Mi"
        }
        return nil
    }
}

/// A message that waits to be done.
package struct OutboxEntry: Hashable, Sendable, Identifiable {
    /// Ascending in the order of appending, never used again.
    package let id: Int64
    /// Of the event that brought the message.
    package let position: Int64
    package let topic: String
    package let lane: String
    package let body: [UInt8]
    /// How often it was begun.
    package let attempts: Int
    package let lastError: String?
    /// It is not begun before.
    package let notBefore: Moment
    /// When it was taken out of its lane; `nil` while it is tried.
    package let setAsideAt: Moment?
}
