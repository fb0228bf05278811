import Foundation
import Logging
import Offices
import RoomLink
import RoomMedia

extension Agent {
    /// Looks each second at what the meeting lacks while it is recorded, and tells what began and what is over.
    func watchDisturbances() {
        guard !isEnding else { return }
        let plan = plans.effective(at: serviceNow)
        let meeting = plan.records ? plan.meeting : nil
        let lacking = meeting.map { lacks(in: $0, plan) } ?? []
        let due = told.disturbances.see(lacking, in: meeting, at: serviceNow)
        for word in due {
            log.warning("\(word.disturbance.line)")
            tell(.disturbed(word.disturbance), at: word.disturbance.to ?? word.disturbance.from, of: word.meeting)
        }
        if !due.isEmpty { keepTold() }
    }

    private func lacks(in meeting: MeetingID, _ plan: RoomPlan) -> [Disturbance] {
        let unwritten = Track.allCases.compactMap { notWritten($0, of: meeting, plan) }
        return arrivals(in: meeting) + unwritten + [wrongClock(in: meeting)].compactMap(\.self)
    }

    /// What does not arrive in the programme that is being recorded; while its process is silent nothing new is known.
    private func arrivals(in meeting: MeetingID) -> [Disturbance] {
        guard let status = heard(.programme) else {
            let kinds: Set<Disturbance.Kind> = [.absent, .picture, .sound]
            guard up.contains(.programme) else { return [] }
            return told.disturbances.open.map(\.disturbance).filter { kinds.contains($0.kind) }
        }
        guard let file = status.recording else { return [] }
        let began = onServiceClock(file.began, firstFrame: file.firstFrame)
        return (status.lacks ?? []).map { lack in
            let since = clock.steady(lack.since).map(onServiceClock) ?? serviceNow
            return Disturbance(kind: lack.kind, room: lack.room, from: max(since, began))
        }
    }

    /// A recording that is wanted and has not begun because nothing can be written.
    ///
    /// Once it has begun, its parts and their ends tell of every gap.
    private func notWritten(_ track: Track, of meeting: MeetingID, _ plan: RoomPlan) -> Disturbance? {
        let isWanted = track == .room ? plan.record : plan.programme?.record ?? false
        guard isWanted, let failure = recordingFailures[track] else { return nil }
        guard !ledger.entries(track, of: meeting).contains(where: { $0.number != nil }) else { return nil }
        return Disturbance(kind: .recording, track: track, from: serviceNow, reason: failure.reason)
    }

    /// The time of day of this machine, when it is not the service's.
    private func wrongClock(in meeting: MeetingID) -> Disturbance? {
        let isTold = told.disturbances.open.contains { $0.disturbance.kind == .clock && $0.meeting == meeting }
        let allowed = isTold ? Disturbance.clockTolerance / 2 : Disturbance.clockTolerance
        guard abs(clockError) > allowed else { return nil }
        let ahead = min(max(-clockError, -Implausible.clockOffset), Implausible.clockOffset)
        return Disturbance(kind: .clock, from: serviceNow, seconds: ahead)
    }

    /// Tells the standstills of a recording once each.
    func hearPauses(in status: ChildStatus, of child: ChildName) {
        for file in status.finished + [status.recording].compactMap(\.self) {
            guard let track = child.track, let pauses = file.pauses, let entry = ledger.entry(at: file.path) else {
                continue
            }
            let new = told.disturbances.new(pauses, of: child)
            for pause in new {
                guard let from = clock.steady(pause.from), let to = clock.steady(pause.to) else { continue }
                let standstill = Disturbance(
                    kind: .standstill, track: track, from: onServiceClock(from), to: onServiceClock(to))
                log.warning("\(standstill.line)")
                tell(.disturbed(standstill), at: standstill.to, of: entry.part.meeting)
            }
            if !new.isEmpty { keepTold() }
        }
    }
}

extension Disturbance {
    /// For the log.
    fileprivate var line: String {
        let subject = [room?.description, track?.rawValue].compactMap(\.self).joined(separator: " ")
        let measure = seconds.map { " \($0) s" } ?? ""
        return "lacking: \(kind.rawValue) \(subject)\(measure) from \(from)\(to.map { " to \($0)" } ?? "")"
    }
}
