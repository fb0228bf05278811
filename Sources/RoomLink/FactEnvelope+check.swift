package import Offices

extension FactEnvelope {
    /// Refuses what no honest room tells: moments far from the service's clock, impossible numbers and addresses.
    ///
    /// The service asks before it keeps a fact. A room that was cut off may tell of days ago, so the past is bounded by
    /// `Implausible.earliest` alone.
    package func check(at now: Moment) throws(Implausible) {
        let bounds = Bounds(path: "", now: now)
        try bounds.check("sequence", sequence, in: 1...(1 << 53))
        try bounds.check("occurredAt", occurredAt)
        try bounds.check("clockOffset", clockOffset, within: Implausible.clockOffset)
        try bounds.check("correctedBy", correctedBy, within: Implausible.clockOffset)
        try fact.check(bounds.below("fact"))
    }
}

extension RoomFact {
    fileprivate func check(_ bounds: Bounds) throws(Implausible) {
        switch self {
        case .opened(let opening): try opening.check(bounds.below("opened"))
        case .probed(let report): try report.check(bounds.below("probed"))
        case .recordingStarted(let start): try start.check(bounds.below("recordingStarted"))
        case .recordingEnded(let end): try end.check(bounds.below("recordingEnded"))
        case .childLost(let loss): try bounds.below("childLost").check("reason", loss.reason, atMost: 300)
        case .shown(let showing): try bounds.below("shown").check("since", showing.since)
        case .screenTaken(let picture): try picture.check(bounds.below("screenTaken"))
        case .disturbed(let disturbance): try disturbance.check(bounds.below("disturbed"))
        }
    }
}

extension Opening {
    fileprivate func check(_ bounds: Bounds) throws(Implausible) {
        try bounds.check("programmeReturn", programmeReturn)
        for (room, endpoint) in sites { try bounds.check("sites.\(room)", endpoint) }
    }
}

extension ProbeReport {
    fileprivate func check(_ bounds: Bounds) throws(Implausible) {
        try bounds.check("number", number, in: Implausible.orders)
        try bounds.check("measures", measures.count, in: 0...64)
        for measure in measures {
            try bounds.check("\(measure.kind.rawValue).value", measure.value, within: 1e18)
            try bounds.check("\(measure.kind.rawValue).least", measure.least, within: 1e18)
        }
    }
}

extension RecordingStart {
    fileprivate func check(_ bounds: Bounds) throws(Implausible) {
        try bounds.check("part.number", part.number, in: Implausible.parts)
        try bounds.check("firstFrame", firstFrame)
    }
}

extension RecordingEnd {
    fileprivate func check(_ bounds: Bounds) throws(Implausible) {
        try bounds.check("part.number", part.number, in: Implausible.parts)
        try bounds.check("lastFrame", lastFrame)
        try bounds.check("frames", frames, in: Implausible.frames)
        try bounds.check("bytes", bytes, in: Implausible.bytes)
        try bounds.check("reason", reason ?? "", atMost: 300)
    }
}

extension ScreenPicture {
    fileprivate func check(_ bounds: Bounds) throws(Implausible) {
        try bounds.check("number", number, in: Implausible.orders)
        try bounds.check("taken", taken)
    }
}

extension Disturbance {
    fileprivate func check(_ bounds: Bounds) throws(Implausible) {
        try bounds.check("from", from)
        if let to { try bounds.check("to", to) }
        try bounds.check("seconds", seconds, within: Implausible.clockOffset)
        try bounds.check("reason", reason ?? "", atMost: 300)
    }
}

extension Telemetry {
    /// Refuses numbers that no honest room feels.
    package func check() throws(Implausible) {
        let bounds = Bounds(path: "", now: Moment(microseconds: 0))
        try bounds.check("plan", plan, in: 0...(1 << 53))
        try bounds.check("freeDisk", freeDisk, in: 0...(1 << 60))
        try bounds.check("spooled", spooled, in: 0...(1 << 40))
        let measures = [
            ("frameRate", frameRate), ("brightness", brightness), ("motion", motion), ("soundLevel", soundLevel),
            ("recordedSeconds", recordedSeconds),
        ]
        try bounds.check("clockOffset", clockOffset, within: Implausible.clockOffset)
        for (name, value) in measures { try bounds.check(name, value, within: 1e9) }
    }
}
