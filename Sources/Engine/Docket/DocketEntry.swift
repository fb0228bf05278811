package import Cases
package import Journal
package import Meetings
package import Scheduling

extension Docket {
    /// An event of the journal, and what it says.
    package struct Entry: Sendable {
        package let event: StoredEvent
        package let content: Content

        /// What an event says, as far as the docket asks.
        package enum Content: Sendable {
            case meeting(MeetingEvent)
            case other(CaseEvent)
            case room(EventCodec.RoomEntry)
            case schedule(ScheduleEvent)
            case nothing
        }

        init(event: StoredEvent, content: Content) { (self.event, self.content) = (event, content) }

        /// Throws what this version of the program cannot read.
        package init(_ event: StoredEvent) throws {
            self.event = event
            content =
                switch event.stream.kind {
                case "meeting": .meeting(try EventCodec.meetingEvent(event))
                case "case": .other(try EventCodec.caseEvent(event))
                case "room": .room(try EventCodec.roomFact(event))
                case "schedule": .schedule(try EventCodec.scheduleEvent(event))
                default: .nothing
                }
        }
    }
}
