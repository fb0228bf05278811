package import Offices

extension FactEnvelope {
    /// Seconds that a moment may lie ahead of the service's clock: what measuring it over a slow link may miss.
    package static let tolerance = 5.0

    /// The fact as it can have happened: nothing lies ahead of the service's clock, and nothing ends before it begins.
    ///
    /// `correctedBy` says by how much; a fact that needs no correction is as told.
    /// - Parameter began: the first frame of the recording that the fact ends.
    package func corrected(at now: Moment, began: Moment? = nil) -> FactEnvelope {
        let latest = now.advanced(bySeconds: Self.tolerance)
        var worst = 0.0
        var corrected = redated { moment in
            guard moment > latest else { return moment }
            worst = max(worst, moment.seconds(since: now))
            return now
        }
        switch corrected.fact {
        case .recordingEnded(var end):
            guard let began, end.lastFrame < began else { break }
            if worst == 0 { worst = end.lastFrame.seconds(since: began) }
            end.lastFrame = began
            corrected.fact = .recordingEnded(end)
        case .disturbed(var disturbance):
            guard let to = disturbance.to, to < disturbance.from else { break }
            if worst == 0 { worst = to.seconds(since: disturbance.from) }
            disturbance.to = disturbance.from
            corrected.fact = .disturbed(disturbance)
        default: break
        }
        corrected.correctedBy = worst == 0 ? nil : worst
        return corrected
    }
}
