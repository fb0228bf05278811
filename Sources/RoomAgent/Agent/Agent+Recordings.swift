import Foundation
import Logging
import Offices
import RoomLink
import RoomMedia

extension Agent {
    /// After a full disk, no new file for so long, in seconds.
    private static let fullDiskRest = 30.0

    /// Opens and closes the files of the room's recordings as the plan wants.
    func keepRecordings(for plan: RoomPlan) {
        let records: [Track: Bool] = [.room: plan.record, .programme: plan.programme?.record ?? false]
        for track in Track.allCases {
            let meeting = records[track] == true ? plan.meeting : nil
            if let open = ledger.open(track), open.part.meeting != meeting {
                attempt { try ledger.set(.closing, of: open.part) }
            }
            guard let meeting, ledger.open(track) == nil, recordingRest[track].map({ $0 <= clock.now() }) ?? true
            else { continue }
            attempt {
                let part = try ledger.begin(track, of: meeting, in: machine.boot)
                log.info("recording \(track.rawValue) part \(part.number) of meeting \(meeting)")
            }
        }
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
            tellStart(of: entry.part, firstFrame: file.firstFrame)
        }
        for file in status.finished {
            guard let entry = ledger.entry(at: file.path), !entry.isEnded, !entry.isSent else { continue }
            if file.diskFull, let track = child.track {
                recordingRest[track] = clock.now().advanced(bySeconds: Self.fullDiskRest)
            }
            attempt { try ledger.set(.closing, of: entry.part) }
            settle(entry.part, finished: file)
        }
    }

    /// Tells a file's first frame, with the number that the file gets by it.
    ///
    /// One whose forerunner is still being measured waits for that, so that an empty file leaves no hole in the numbers.
    private func tellStart(of part: RecordingPart, firstFrame: Moment) {
        guard let entry = ledger[part], entry.number == nil, !ledger.waits(part) else { return }
        number(part, firstFrame: firstFrame)
    }

    private func number(_ part: RecordingPart, firstFrame: Moment) {
        let number = ledger.number(of: part)
        let told = RecordingPart(
            meeting: part.meeting, track: part.track, number: number, boot: ledger[part]?.boot)
        tell(.recordingStarted(RecordingStart(part: told, firstFrame: corrected(firstFrame))), at: firstFrame)
        attempt { try ledger.set(firstFrame: firstFrame, number: number, of: part) }
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
            if let seen = lastSeen[entry.part] { tellStart(of: entry.part, firstFrame: seen.firstFrame) }
        }
        reconcile()
    }

    private func end(_ part: RecordingPart, as file: SettledFile) {
        if ledger[part]?.number == nil { number(part, firstFrame: file.firstFrame) }
        guard let entry = ledger[part], let told = entry.told else { return }
        let start = entry.firstFrame ?? file.firstFrame
        let last = file.lastFrame ?? start.advanced(bySeconds: file.seconds)
        let end = RecordingEnd(
            part: told, lastFrame: corrected(last), frames: file.frames, bytes: file.bytes, sha256: file.hash,
            cause: file.cause)
        tell(.recordingEnded(end), at: last)
        attempt { try ledger.set(.ended(UploadSeal(bytes: file.bytes, sha256: file.hash)), of: part) }
        log.info(
            "recording \(told.track.rawValue) part \(told.number) ended (\(file.cause.rawValue)): \(file.frames) frames"
        )
    }
}
