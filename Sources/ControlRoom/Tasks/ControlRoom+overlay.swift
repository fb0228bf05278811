package import Engine
import Offices
package import Procedures

extension ControlRoom {
    /// A running case as its flowchart shows it: what is done, what is open with whom and for how long, what is closed.
    package func overlay(
        of subject: CaseReference, _ state: Proceedings, _ procedure: Procedure, caption: String
    ) -> Overlay {
        let now = clock()
        let open = Dictionary(
            docket.board.tasks(of: subject).map { ($0.act.key, $0) }, uniquingKeysWith: { first, _ in first })
        let zone = state.host.zone
        let copies = procedure.acts.filter { $0.twin == nil }.flatMap { act in
            state.copies(of: act.reference).map { key in
                Overlay.Copy(key, light(key, open[key], in: state, zone: zone, now: now))
            }
        }
        return Overlay(caption: caption, copies: copies)
    }

    private func light(
        _ key: ActKey, _ task: OpenTask?, in state: Proceedings, zone: Zone, now: Moment
    ) -> Overlay.State {
        if let mark = state.done(key)?.last {
            return .done(by: mark.actor.name, at: "\(zone.date(mark.at)) \(zone.time(mark.at))")
        }
        if let task {
            let office = directory[task.act.office]?.name ?? task.act.office.description
            return .open(holder: "\(task.act.who), \(office)", since: Self.span(from: task.since, to: now))
        }
        return state.isClosed(key.act) ? .closed : .waiting
    }

    /// `2 hari 3 jam`, `2 jam 10 menit`, `5 menit`.
    static func span(from start: Moment, to end: Moment) -> String {
        let minutes = max(0, Int(end.seconds(since: start) / 60))
        if minutes >= 1440 { return "\(minutes / 1440) hari \(minutes % 1440 / 60) jam" }
        return minutes >= 60 ? "\(minutes / 60) jam \(minutes % 60) menit" : "\(minutes) menit"
    }
}
