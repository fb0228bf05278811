package import Offices
import Procedures
package import RoomLink

/// What the recordings mean for the meeting: when it begins and ends, and what its report waits for.
extension Meeting {
    /// What follows from a room's fact for the meeting itself.
    package func consequences(of fact: RoomFact, from room: RoomID) -> [MeetingEvent] {
        guard room == host?.room else { return [] }
        switch (fact, stage) {
        case (.recordingStarted(let start), .preparing) where start.part.track == .programme:
            // After the service was restored from a backup the room tells of earlier parts again: the film begins there.
            let first = recordings.parts(of: room, .programme).first?.firstFrame ?? start.firstFrame
            return isRecording ? [.live(at: min(first, start.firstFrame))] : []
        case (.recordingEnded(let end), .closing) where end.part.track == .programme:
            var after = recordings
            after.end(end, in: room)
            let files = after.parts(of: room, .programme)
            return files.allSatisfy(\.isOver) ? [.closed(at: lastFrame(of: files))] : []
        default: return []
        }
    }

    /// Closes a meeting whose recording had ended before the chair ended it: a full disk, a recorder that did not come back.
    ///
    /// A recorder that was just started again has this long to report its first frame before the end is taken for good.
    package func lateClose(at now: Moment) -> [MeetingEvent] {
        guard case .closing = stage, let host else { return [] }
        let files = recordings.parts(of: host.room, .programme)
        guard !files.isEmpty, files.allSatisfy(\.isOver), now.seconds(since: lastFrame(of: files)) > Self.patience
        else {
            return []
        }
        return [.closed(at: lastFrame(of: files))]
    }

    /// Seconds that a recorder may take to come back.
    private static let patience = 15.0

    /// The last frame of the programme; where a part gave no word of its end, the chair's end is what is known.
    private func lastFrame(of files: [RecordingLedger.Part]) -> Moment {
        let frames = files.compactMap(\.end?.lastFrame)
        let chair = proceedings.done(ActKey(reference(.close)))?.last.at
        let known = files.contains { $0.lastKnown == nil } ? frames + [chair].compactMap(\.self) : frames
        return known.max() ?? chair ?? stage.began ?? files.map(\.firstFrame).max() ?? Moment(microseconds: 0)
    }

    /// Seconds from the beginning of the programme's recording as it is kept; `nil` before the meeting was live.
    package func position(of moment: Moment) -> Double? {
        guard let began = stage.began, moment >= began else { return nil }
        let files = host.map { recordings.parts(of: $0.room, .programme) } ?? []
        let isTold = files.first?.lacksFile != true
        let first = isTold ? began : files.first { !$0.lacksFile }?.firstFrame ?? began
        return moment.seconds(since: first)
    }

    /// Whether the programme was recorded at a moment of the meeting.
    package func recorded(at moment: Moment) -> RecordedMoment {
        let files = host.map { recordings.parts(of: $0.room, .programme).filter(\.isKept) } ?? []
        guard let first = files.first, let last = files.last else { return .unrecorded }
        if moment < first.firstFrame { return .beforeFirstFrame }
        if let end = last.lastKnown, moment > end { return .afterLastFrame }
        let isInGap = zip(files, files.dropFirst()).contains { earlier, later in
            earlier.lastKnown.map { moment > $0 && moment < later.firstFrame } ?? false
        }
        return isInGap ? .inGap : .recorded
    }

    /// What the report still waits for (P09.4), and what can be done about it.
    var recordingsObjection: String? {
        let (coming, silent) = (recordings.outstanding.map(\.words), recordings.running.map(\.words))
        let lists = [("rekaman yang belum diterima: ", coming), ("rekaman yang akhirnya belum dilaporkan: ", silent)]
        let found = lists.filter { !$0.1.isEmpty }.map { $0.0 + $0.1.joined(separator: ", ") }
        if found.isEmpty { return nil }
        return found.joined(separator: "; ") + "; tunggu, atau lepaskan dengan alasan (bukan dari SOP)"
    }

    /// The host's operator gives files up that will never arrive: their room died, or the file was lost here.
    ///
    /// Not from an official procedure. A meeting that waits for the programme's last frame is closed by it.
    /// - Parameter lost: files that were stored and are no longer there as they were stored.
    package func giveUp(
        _ keys: [RecordingLedger.Key], because reason: Line, by actor: Actor, lost: Set<RecordingLedger.Key> = []
    ) throws(Refusal) -> [MeetingEvent] {
        try checkGivingUp(by: actor)
        guard !keys.isEmpty else {
            throw .form(
                reference(.write), "tidak ada bagian rekaman yang ditunggu di situ",
                "no part of a recording is waited for there")
        }
        var (after, events) = (recordings, [MeetingEvent]())
        for key in keys {
            try checkGivingUp(key, isLost: lost.contains(key))
            let part = RecordingPart(meeting: id, track: key.track, number: key.number, boot: key.boot)
            let givenUp = GivenUpRecording(room: key.room, part: part, by: actor, reason: reason)
            after.giveUp(givenUp)
            events.append(.givenUp(recording: givenUp))
        }
        guard case .closing = stage, let host, keys.contains(where: { $0.room == host.room && $0.track == .programme })
        else { return events }
        let files = after.parts(of: host.room, .programme)
        return files.allSatisfy(\.isOver) ? events + [.closed(at: lastFrame(of: files))] : events
    }

    private func checkGivingUp(by actor: Actor) throws(Refusal) {
        guard let office = host?.office, actor.office == office.id, actor.role == office.kind.displayOperator else {
            throw Refusal(
                rule: .role, act: reference(.write),
                message: "rekaman hanya dapat dilepaskan oleh operator ruang penyelenggara (bukan dari SOP)",
                english: "only the operator of the host's room may give a recording up (not from a procedure)")
        }
        switch stage {
        case .closing, .closed, .issued: return
        case .preparing, .declined, .live:
            throw Refusal(
                rule: .order, act: reference(.write),
                message: "rapat belum diakhiri; rekaman masih dapat berjalan, jadi belum ada yang dapat dilepaskan",
                english: "the meeting has not been ended; its recordings may still run, so none can be given up yet")
        }
    }

    private func checkGivingUp(_ key: RecordingLedger.Key, isLost: Bool) throws(Refusal) {
        guard let part = recordings.parts[key] else {
            throw .form(
                reference(.write), "rekaman \(key.words) tidak ada pada \(label)",
                "\(label) has no recording \(key.words)")
        }
        guard part.isAwaited || (part.isKept && isLost) else {
            let found =
                if part.givenUp != nil { ("sudah dilepaskan", "is given up") } else if part.isKept {
                    ("sudah diterima utuh", "has arrived whole")
                } else {
                    ("kosong dan tidak ditunggu", "is empty and not waited for")
                }
            throw Refusal(
                rule: .condition, act: reference(.write), message: "rekaman \(key.words) \(found.0)",
                english: "recording \(key.words) \(found.1) already")
        }
    }
}

extension RecordingLedger.Key {
    /// `rko (programme 2)`, or `rko (programme 2 · 8f2a9c01)` with the tag of the run that began it.
    package var words: String { "\(room) (\(track.rawValue) \(PartName(number: number, boot: boot).words))" }
}

/// Whether a moment of the meeting can be seen in the programme's recording.
package enum RecordedMoment: Hashable, Sendable {
    case recorded
    case beforeFirstFrame
    case inGap
    case afterLastFrame
    /// No part of the programme is here.
    case unrecorded
}
