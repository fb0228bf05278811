package import Offices

extension FactEnvelope {
    /// The same fact with each of its moments changed.
    package func redated(_ change: (Moment) -> Moment) -> FactEnvelope {
        var redated = self
        redated.occurredAt = change(occurredAt)
        redated.fact = fact.redated(change)
        return redated
    }
}

extension RoomFact {
    /// The same fact with each of its moments changed.
    fileprivate func redated(_ change: (Moment) -> Moment) -> RoomFact {
        switch self {
        case .opened, .probed, .childLost: return self
        case .recordingStarted(let start):
            return .recordingStarted(RecordingStart(part: start.part, firstFrame: change(start.firstFrame)))
        case .recordingEnded(var end):
            end.lastFrame = change(end.lastFrame)
            return .recordingEnded(end)
        case .shown(var showing):
            showing.since = change(showing.since)
            return .shown(showing)
        case .screenTaken(var picture):
            picture.taken = change(picture.taken)
            return .screenTaken(picture)
        case .disturbed(var disturbance):
            (disturbance.from, disturbance.to) = (change(disturbance.from), disturbance.to.map(change))
            return .disturbed(disturbance)
        }
    }
}
