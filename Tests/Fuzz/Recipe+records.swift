import Cases
import Documents
import Engine
import Foundation
import Meetings
import Offices
import Procedures
import RoomLink

@testable import ControlRoom
@testable import Journal

/// Events as they are stored, in this journal or in one that others made: one line each.
///
/// What was stored once is read for ever, however odd its numbers; what is made of it must not stop anybody.
extension Recipe {
    static let records = [
        Recipe("meeting-events") {
            [try Samples.meeting()]
        } run: { bytes in
            var meeting = try Stage.meeting()
            var moment = now
            for line in bytes.split(separator: 10) {
                guard let event = try? JSONDecoder().decode(MeetingEvent.self, from: Data(line)) else { continue }
                _ = meeting.oddity(of: event)
                if case .act(let key, let actor, let content) = event {
                    _ = try? meeting.decide(key, content, by: actor, at: moment)
                }
                meeting.evolve(event, at: moment)
                moment = moment.advanced(bySeconds: 1)
            }
            try Stage.look(at: meeting)
        },
        Recipe("docket") {
            [try Samples.meeting(), try Samples.cases()]
        } run: { bytes in
            var docket = try Stage.docket()
            for (index, line) in bytes.split(separator: 10).enumerated() {
                for (stream, name) in Stage.streams {
                    let event = Stage.stored(Array(line), stream, name, Int64(index) + 2)
                    guard let entry = try? Docket.Entry(event) else { continue }
                    try? docket.take(entry)
                }
            }
            _ = (docket.counts.meetings, docket.board.count)
            for known in docket.cases.values { _ = (known.isFinished, known.papers.count) }
        },
    ]
}
