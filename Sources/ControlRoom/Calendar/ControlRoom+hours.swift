import Meetings
import Offices

/// Whether a meeting lies in the working hours of those who are asked to it.
extension ControlRoom {
    /// A notice with the offices outside whose working hours the meeting lies; anything else as it is.
    ///
    /// The official texts set no time (A08) and are about what is urgent: such a meeting is held, and its notice says so.
    func withinHours(_ content: ActContent) -> ActContent {
        guard case .noticed(var notice) = content else { return content }
        let asked = notice.invited.map(\.office) + notice.directorates
        let outside = asked.filter { !isOpen($0, from: notice.start, to: notice.end) }.map(\.id)
        notice.outsideHours = outside.isEmpty ? nil : outside
        return .noticed(notice: notice)
    }

    /// Whether an office works when a meeting begins and when it ends, breaks aside.
    private func isOpen(_ office: Office, from start: Moment, to end: Moment) -> Bool {
        let own = WorkingCalendar.of(office.kind, id: office.id, in: calendars)
        var settings = own.settings
        settings.breaksCount = true
        let calendar = WorkingCalendar(hours: own.hours, holidays: own.holidays, settings: settings)
        return calendar.isOpen(at: start, in: office.zone)
            && calendar.isOpen(at: end.advanced(bySeconds: -1), in: office.zone)
    }
}
