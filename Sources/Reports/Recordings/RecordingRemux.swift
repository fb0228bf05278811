import BoundedProcess
package import Foundation
package import Offices

/// Joins the crash-safe parts of a recording to one finished Matroska file, without encoding anything again.
///
/// Time lost between two parts stays on the time line, so that a position in the file is a position in the meeting.
package enum RecordingRemux {
    /// One crash-safe original; a killed recorder leaves it without an end.
    package struct Part: Hashable, Sendable {
        /// The parts follow one another by it, whatever lacks between them.
        package var number: Int
        package var file: URL
        /// UTC of the first frame of its picture.
        package var firstFrame: Moment
        /// Frames that its room counted in it; `nil` when the room gave no word of its end.
        package var frames: Int?

        package init(number: Int, file: URL, firstFrame: Moment, frames: Int? = nil) {
            (self.number, self.file, self.firstFrame, self.frames) = (number, file, firstFrame, frames)
        }
    }

    /// A mark in the finished file.
    package struct Chapter: Hashable, Sendable {
        package var title: String
        /// One at which nothing was recorded moves to where the recording goes on, or ended, and says so.
        package var at: Moment

        package init(title: String, at: Moment) {
            (self.title, self.at) = (title, at)
        }
    }

    /// Writes the finished file: duration known, seekable, with chapters and title; it appears whole or not at all.
    ///
    /// Parts without a frame are left out; one that is missing, or from which nothing can be read although its room
    /// counted frames, is an error. The originals are never touched.
    /// - Returns: what ffprobe finds in the result, after it was held against what went in.
    package static func remux(
        _ parts: [Part], to file: URL, title: String, chapters: [Chapter] = []
    ) async throws(RecordingFailure) -> RecordingProbe {
        do {
            return try await Beside.folder(file.deletingLastPathComponent()) { folder in
                let pieces = try await clean(parts, in: folder)
                let list = try await write(pieces, title, chapters, in: folder)
                let joined = folder.appendingPathComponent("joined.mkv")
                try await join(list, to: joined, in: folder)
                let probe = try await RecordingProbe.probe(joined)
                try await verify(probe, joined, against: pieces, chapters: list.chapters)
                try Beside.replace(file, with: joined)
                return probe
            }
        } catch {
            throw .of(error)
        }
    }
}
