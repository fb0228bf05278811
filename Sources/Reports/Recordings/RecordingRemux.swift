import BoundedProcess
package import Foundation
package import Offices

/// Joins the crash-safe parts of a recording to one finished Matroska file, without encoding anything again.
///
/// Time lost between two parts stays on the time line, so that a position in the file is a position in the meeting.
package enum RecordingRemux {
    /// One crash-safe original; a killed recorder leaves it without an end.
    package struct Part: Hashable, Sendable {
        package var file: URL
        /// UTC of the first frame of its picture.
        package var firstFrame: Moment

        package init(file: URL, firstFrame: Moment) {
            (self.file, self.firstFrame) = (file, firstFrame)
        }
    }

    /// A mark in the finished file.
    package struct Chapter: Hashable, Sendable {
        package var title: String
        /// Seconds from the first frame of the first part.
        package var start: Double

        package init(title: String, start: Double) {
            (self.title, self.start) = (title, start)
        }
    }

    /// Writes the finished file: duration known, seekable, with chapters and title; it appears whole or not at all.
    ///
    /// Parts without a frame are left out. The originals are never touched.
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
