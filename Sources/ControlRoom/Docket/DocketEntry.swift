import Cases
import Journal
import Meetings

extension Docket {
    /// An event of the journal, and what it says.
    struct Entry: Sendable {
        let event: StoredEvent
        let content: Content

        /// What an event says, as far as the docket asks.
        enum Content: Sendable {
            case meeting(MeetingEvent)
            case other(CaseEvent)
            case room(EventCodec.RoomEntry)
            case nothing
        }

        /// Throws what this version of the program cannot read.
        init(_ event: StoredEvent) throws {
            self.event = event
            content =
                switch event.stream.kind {
                case "meeting": .meeting(try EventCodec.meetingEvent(event))
                case "case": .other(try EventCodec.caseEvent(event))
                case "room": .room(try EventCodec.roomFact(event))
                default: .nothing
                }
        }
    }
}
