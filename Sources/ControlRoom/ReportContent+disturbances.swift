import Meetings
import Offices
import Reports
import RoomLink

extension ReportContent {
    /// What the meeting lacked though nobody ordered it, with its beginning and its end (bukan dari SOP).
    var disturbances: [MeetingReport.Incident] {
        meeting.disturbances.entries.map { entry in
            let zone = meeting.site(in: entry.room)?.office.zone ?? meeting.host?.office.zone ?? .wib
            return MeetingReport.Incident(
                at: entry.disturbance.from, zone: zone, room: name(of: entry.room), what: entry.words,
                effect: entry.span(in: zone, meetingIsOver: meeting.stage.ended != nil))
        }
    }
}
