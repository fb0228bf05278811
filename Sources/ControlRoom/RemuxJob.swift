import Foundation
import Journal
import Meetings
import Offices
import RoomLink

/// Making a recording's crash-safe parts into one seekable file; asked for through the journal's outbox, so that a
/// service that dies over it does it again.
struct RemuxJob: Codable, Sendable {
    static let topic = "remux"
    let meeting: MeetingID
    let room: RoomID
    let track: Track

    var message: OutboxMessage {
        get throws { OutboxMessage(topic: Self.topic, body: Array(try JSONEncoder().encode(self))) }
    }
}
