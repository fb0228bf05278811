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
                let part = try ledger.begin(track, of: meeting)
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
            guard let entry = ledger.entry(at: file.path), !entry.isEnded else { continue }
            if file.diskFull, let track = child.track {
                recordingRest[track] = clock.now().advanced(bySeconds: Self.fullDiskRest)
            }
            attempt { try ledger.set(.closing, of: entry.part) }
            settle(entry.part, finished: file)
        }
    }

    private func tellStart(of part: RecordingPart, firstFrame: Moment) {
        guard let entry = ledger[part], entry.firstFrame == nil else { return }
        let start = RecordingStart(part: part, firstFrame: corrected(firstFrame))
        tell(.recordingStarted(start), at: firstFrame)
        attempt { try ledger.set(firstFrame: firstFrame, of: part) }
        log.info("recording \(part.track.rawValue) part \(part.number) began")
    }

    private func settle(_ part: RecordingPart, finished: ChildStatus.RecordingFile?) {
        guard settling.insert(part).inserted else { return }
        let path = folder.recording(part)
        let seen = lastSeen[part]
        Task {
            let file = await SettledFile.measure(path, finished: finished, lastSeen: seen, log: log)
            settled(part, as: file)
        }
    }

    private func settled(_ part: RecordingPart, as file: SettledFile) {
        settling.remove(part)
        lastSeen[part] = nil
        let known = ledger[part]?.firstFrame
        guard known != nil || file.frames > 0 else {
            log.info("recording \(part.track.rawValue) part \(part.number) never held a frame")
            unlink(folder.recording(part))
            return attempt { try ledger.remove(part) }
        }
        tellStart(of: part, firstFrame: file.firstFrame)
        let start = known ?? file.firstFrame
        let last = file.lastFrame ?? start.advanced(bySeconds: file.seconds)
        let end = RecordingEnd(
            part: part, lastFrame: corrected(last), frames: file.frames, bytes: file.bytes, sha256: file.hash,
            cause: file.cause)
        tell(.recordingEnded(end), at: last)
        attempt { try ledger.set(.ended(UploadSeal(bytes: file.bytes, sha256: file.hash)), of: part) }
        log.info(
            "recording \(part.track.rawValue) part \(part.number) ended (\(file.cause.rawValue)): \(file.frames) frames"
        )
        reconcile()
    }
}

extension Ledger.Entry {
    var isEnded: Bool { if case .ended = stage { true } else { false } }
}
