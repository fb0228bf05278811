import Foundation
package import GStreamer
import Offices

/// Records a pipeline's encoded picture and sound as Matroska, by a branch that comes and goes while the rest plays.
///
/// The file is written without buffering: a killed process loses at most a tenth of a second. A full disk ends the
/// recording, not the pipeline. An existing file is never written over.
package actor RecordingBranch {
    private let pipeline: Pipeline
    private let pipelines: PipelineFolder
    private let picture: String
    private let sound: String
    private let encoder: String
    private var current: Current?
    /// A path that ended on a full disk; wanting it still does not begin it again.
    private var spent: String?
    private var count = 0
    /// Branches that failed, each with its first error; one may fail before it is known here.
    private var errors: [String: Report] = [:]
    /// Files that are complete, newest last.
    package private(set) var finished: [ChildStatus.RecordingFile] = []

    private struct Current {
        let path: String
        let branch: Branch
        let counter: FrameCounter
    }

    /// - Parameters:
    ///   - picture: the tee that gives encoded H.264, byte-stream.
    ///   - sound: the tee that gives encoded Opus.
    ///   - encoder: the H.264 encoder, asked for a key frame when a recording begins.
    package init(pipeline: Pipeline, pipelines: PipelineFolder, picture: String, sound: String, encoder: String) {
        (self.pipeline, self.pipelines, self.picture) = (pipeline, pipelines, picture)
        (self.sound, self.encoder) = (sound, encoder)
    }

    /// The file being written, once its first frames are in it, which say when it began.
    package var recording: ChildStatus.RecordingFile? {
        current.flatMap { $0.counter.reading.isDated ? file($0) : nil }
    }

    /// Records to this file from the next key frame on; `nil` ends and completes what is being recorded.
    ///
    /// A changed path ends one file and begins the next.
    package func record(to path: String?) async throws(MediaFailure) {
        if current?.path != path { await end() }
        guard let path, current == nil, path != spent else { return }
        guard !FileManager.default.fileExists(atPath: path) else {
            throw .program("\(path) exists already, and a recording is never written over; give another name")
        }
        count += 1
        let description = try pipelines.text("record")
        do {
            let branch = try await pipeline.add(
                "record-\(count)", description,
                links: [.from(picture, into: "picture", startsAtKeyFrame: true), .from(sound, into: "sound")]
            ) { branch throws(Pipeline.Failure) in try branch.element("disk").set("location", .text(path)) }
            let counter = try branch.element("frames").pad("src").countFrames()
            current = Current(path: path, branch: branch, counter: counter)
            try pipeline.element(encoder).requestKeyFrame()
        } catch .reported(let report) {
            // The file cannot be opened: the recording fails, camera and microphone go on.
            return fail(path, because: report)
        } catch { throw MediaFailure(error) }
        await giveUpIfBroken()
    }

    private func fail(_ path: String, because report: Report) {
        spent = path
        finished.append(ended(path, nil, because: report))
    }

    /// Hears a message of the pipeline; `true` when it was this recording's own and the pipeline may go on.
    ///
    /// Any error of the branch ends the recording; what is in the file stays.
    package func noticed(_ message: Message) async -> Bool {
        guard let branch = message.branch, branch.hasPrefix("record-") else { return false }
        guard case .error(let report) = message.content else { return true }
        errors[branch] = errors[branch] ?? report
        await giveUpIfBroken()
        return true
    }

    private func giveUpIfBroken() async {
        guard let current, let report = errors[current.branch.name] else { return }
        self.current = nil
        spent = current.path
        await pipeline.remove(current.branch)
        finished.append(ended(current.path, file(current), because: report))
    }

    /// Completes what is being recorded; the file has its duration then, unless its disk stands still for ten seconds.
    package func end() async {
        guard let current else { return }
        self.current = nil
        let complete = await pipeline.finish(current.branch, within: .seconds(10))
        finished.append(ended(current.path, file(current), because: complete ? nil : errors[current.branch.name]))
    }

    /// A file's last word. One that never held a frame has one too: whoever ordered it must not wait for it for ever.
    private func ended(
        _ path: String, _ file: ChildStatus.RecordingFile?, because report: Report?
    ) -> ChildStatus.RecordingFile {
        let now = WallClock().now()
        var file = file ?? ChildStatus.RecordingFile(path: path, firstFrame: now, lastFrame: now, frames: 0)
        guard let report else { return file }
        file.diskFull = report.isDiskFull
        if !report.isDiskFull { file.failure = String(report.line.prefix(300)) }
        return file
    }

    private func file(_ current: Current) -> ChildStatus.RecordingFile? {
        let reading = current.counter.reading
        guard let first = reading.first, let end = reading.end else { return nil }
        var file = ChildStatus.RecordingFile(
            path: current.path, firstFrame: Moment(microseconds: first), lastFrame: Moment(microseconds: end),
            frames: reading.frames)
        file.began = reading.firstUptime.map { SteadyMoment(microseconds: $0) }
        file.pauses = reading.pauses.map {
            ChildStatus.Pause(
                from: SteadyMoment(microseconds: $0.lowerBound), to: SteadyMoment(microseconds: $0.upperBound))
        }
        return file
    }
}
