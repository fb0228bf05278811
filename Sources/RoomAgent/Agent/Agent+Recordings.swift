import Foundation
import Logging
import Offices
import RoomLink
import RoomMedia

extension Agent {
    /// Opens and closes the files of the room's recordings as the plan wants.
    func keepRecordings(for plan: RoomPlan) {
        let records: [Track: Bool] = [.room: plan.record, .programme: plan.programme?.record ?? false]
        for track in Track.allCases {
            let meeting = records[track] == true ? plan.meeting : nil
            if let open = ledger.open(track), open.part.meeting != meeting {
                attempt { try ledger.set(.closing, of: open.part) }
            }
            guard let meeting, ledger.open(track) == nil, recordingRest[track].map({ $0 <= clock.steady }) ?? true
            else { continue }
            attempt {
                let part = try ledger.begin(track, of: meeting, in: machine.boot)
                log.info("recording \(track.rawValue) part \(part.number) of meeting \(meeting)")
            }
        }
    }

    /// What a file that ended means for the next: after a full disk or a failed write it waits, longer each time.
    private func restAfter(_ file: ChildStatus.RecordingFile, of track: Track) {
        guard file.diskFull || file.failure != nil else { return recordingFailures[track] = nil }
        var failure = recordingFailures[track] ?? RecordingFailure()
        let pause = failure.next(
            file.failure ?? "no space is left on the disk",
            after: file.lastFrame.seconds(since: file.firstFrame), isFull: file.diskFull)
        recordingFailures[track] = failure
        recordingRest[track] = clock.steady.advanced(bySeconds: pause)
        log.error("recording \(track.rawValue): \(failure.reason); the next file is begun in \(pause) s")
    }

    /// A file that grew for a minute is written well.
    private func forgetFailure(of track: Track, while file: ChildStatus.RecordingFile) {
        guard recordingFailures[track] != nil else { return }
        if file.lastFrame.seconds(since: file.firstFrame) >= RecordingFailure.well { recordingFailures[track] = nil }
    }

    /// At the start: files whose process is gone are measured and told.
    func takeUpRecordings() {
        for track in Track.allCases where !up.contains(track.child) { settleRecordings(of: track.child) }
    }

    /// The process is gone: what it had not completed is as complete as it will ever be.
    func settleRecordings(of child: ChildName) {
        guard let track = child.track else { return }
        for entry in ledger.unfinished(track) {
            attempt { try ledger.set(.closing, of: entry.part) }
            settle(entry.part, finished: nil)
        }
    }

    /// Tells first frames and complete files.
    func hearRecordings(in status: ChildStatus, of child: ChildName) {
        if let file = status.recording, let entry = ledger.entry(at: file.path) {
            lastSeen[entry.part] = file
            forgetFailure(of: entry.part.track, while: file)
            tellStart(of: entry.part, file)
        }
        for file in status.finished {
            guard let entry = ledger.entry(at: file.path), !entry.isEnded, !entry.isSent else { continue }
            // Every state names the file again while it is being measured; its failure counts once.
            guard !settling.contains(entry.part) else { continue }
            if let track = child.track { restAfter(file, of: track) }
            attempt { try ledger.set(.closing, of: entry.part) }
            settle(entry.part, finished: file)
        }
    }

    /// Tells a file's first frame, with the number that the file gets by it.
    ///
    /// One whose forerunner is still being measured waits for that, so that an empty file leaves no hole in the numbers.
    private func tellStart(of part: RecordingPart, _ file: ChildStatus.RecordingFile) {
        guard let entry = ledger[part], entry.number == nil, !ledger.waits(part) else { return }
        number(part, firstFrame: file.firstFrame, began: file.began)
    }

    private func number(_ part: RecordingPart, firstFrame: Moment, began: SteadyMoment?) {
        let start = onServiceClock(began, firstFrame: firstFrame)
        let number = ledger.number(of: part)
        let told = RecordingPart(
            meeting: part.meeting, track: part.track, number: number, boot: ledger[part]?.boot)
        tell(.recordingStarted(RecordingStart(part: told, firstFrame: start)), at: start)
        attempt { try ledger.set(firstFrame: firstFrame, began: start, teller: spool.boot, number: number, of: part) }
        log.info("recording \(part.track.rawValue) part \(number) began")
    }

    private func settle(_ part: RecordingPart, finished: ChildStatus.RecordingFile?) {
        guard settling.insert(part).inserted else { return }
        let (path, before) = (folder.recording(part), settlements[part.track])
        let seen = lastSeen[part]
        settlements[part.track] = Task {
            await before?.value
            let file = await SettledFile.measure(path, finished: finished, lastSeen: seen, log: log)
            settled(part, as: file)
        }
    }

    private func settled(_ part: RecordingPart, as file: SettledFile) {
        settling.remove(part)
        lastSeen[part] = nil
        if ledger[part]?.number == nil && file.frames == 0 {
            log.info("file \(part.number) of recording \(part.track.rawValue) never held a frame")
            unlink(folder.recording(part))
            unlink(folder.recording(part) + ".json")
            attempt { try ledger.remove(part) }
        } else {
            end(part, as: file)
        }
        for entry in ledger.entries(part.track, of: part.meeting) {
            if let seen = lastSeen[entry.part] { tellStart(of: entry.part, seen) }
        }
        reconcile()
    }

    private func end(_ part: RecordingPart, as file: SettledFile) {
        if ledger[part]?.number == nil { number(part, firstFrame: file.firstFrame, began: file.began) }
        guard let entry = ledger[part], let told = entry.told else { return }
        // From the first frame on the media's own time counts, whatever was done to the clock meanwhile.
        let start = entry.began ?? corrected(entry.firstFrame ?? file.firstFrame)
        let last = start.advanced(bySeconds: max(0, file.seconds))
        let end = RecordingEnd(
            part: told, lastFrame: last, frames: file.frames, bytes: file.bytes, sha256: file.hash,
            cause: file.cause, reason: file.reason)
        tell(.recordingEnded(end), at: last)
        attempt { try ledger.set(.ended(UploadSeal(bytes: file.bytes, sha256: file.hash)), of: part) }
        log.info(
            "recording \(told.track.rawValue) part \(told.number) ended (\(file.cause.rawValue)): \(file.frames) frames"
        )
    }
}
