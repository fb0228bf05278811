import Meetings
import Offices
import RoomLink

/// One file of a recording, as the API tells it: what is here, what is waited for, what will never come.
struct RecordingAnswer: Codable, Sendable {
    let room: RoomID
    let track: Track
    let part: Int
    /// The run of the room's agent that began it, where rooms said so.
    let boot: BootID?
    let state: State
    let began: Moment
    let ended: Moment?
    let bytes: Int64?
    /// Why it was given up, and by whom; not from an official procedure.
    let reason: String?
    let by: String?

    enum State: String, Codable, CaseIterable {
        /// `empty`: its room's disk took nothing of it, so that no file can come.
        case running, outstanding, stored, empty
        case givenUp = "given-up"
    }

    init(_ key: RecordingLedger.Key, _ part: RecordingLedger.Part) {
        (room, track, self.part, boot) = (key.room, key.track, key.number, key.boot)
        (began, ended) = (part.firstFrame, part.end?.lastFrame)
        bytes = part.stored?.bytes ?? part.end?.bytes
        (reason, by) = (part.givenUp?.reason.text, part.givenUp?.by.name)
        state =
            if part.givenUp != nil {
                .givenUp
            } else if part.isKept {
                .stored
            } else if part.lacksFile {
                .empty
            } else {
                part.isOver ? .outstanding : .running
            }
    }
}
