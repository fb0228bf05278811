import BoundedProcess
package import Digests
package import Foundation

/// Prints the *Laporan Hasil Rapat* on A4 (P09.4).
package enum ReportRenderer {
    /// Prints the report to `file`, which appears whole or not at all.
    ///
    /// Takes about a second, and a tenth of one for each picture.
    /// - Parameter pictures: where stills and screen pictures lie; one that is missing or broken is replaced by a note.
    package static func pdf(
        _ report: MeetingReport, pictures: [ContentHash: URL], to file: URL
    ) async throws(Print.Failure) {
        try await Print.beside(file.deletingLastPathComponent()) { folder in
            let links = try await shrink(report.pictures, from: pictures, in: folder)
            let qr = try await mark(of: report, in: folder)
            let view = ReportView(report: report, link: { links[$0] }, qr: qr)
            try await Print.pdf(try Print.html("report", view.values), in: folder, to: file)
        }
    }

    /// Prints a later edition of the report's annex on delivery and follow-up to `file`, which appears whole or not at
    /// all: who has received it, and what was begun (P09.5).
    package static func deliveries(_ report: MeetingReport, to file: URL) async throws(Print.Failure) {
        try await Print.beside(file.deletingLastPathComponent()) { folder in
            let view = ReportView(report: report, link: { _ in nil })
            try await Print.pdf(try Print.html("report_deliveries", view.values), in: folder, to: file)
        }
    }

    /// Small copies of the pictures, two at a time; gives their names in `folder`.
    private static func shrink(
        _ wanted: [ContentHash], from pictures: [ContentHash: URL], in folder: URL
    ) async throws -> [ContentHash: String] {
        try await withThrowingTaskGroup(of: (ContentHash, String)?.self) { group in
            var names: [ContentHash: String] = [:]
            for (index, hash) in Set(wanted).sorted().enumerated() {
                guard let file = pictures[hash] else { continue }
                if index >= 2, let done = try await group.next(), let (hash, name) = done { names[hash] = name }
                group.addTask { try await shrink(hash, file, in: folder) }
            }
            for try await case let (hash, name)? in group { names[hash] = name }
            return names
        }
    }

    /// `nil` when the file is no picture.
    private static func shrink(_ hash: ContentHash, _ file: URL, in folder: URL) async throws -> (ContentHash, String)?
    {
        let name = "\(hash).jpg"
        guard let input = await MediaInput.picture(file) else { return nil }
        do {
            _ = try await Program.ffmpeg.run(
                ["-v", "error", "-nostdin"] + input.arguments
                    + ["-frames:v", "1", "-vf", "scale=w='min(800,iw)':h=-2:flags=area", "-q:v", "3", name],
                reading: input.files, in: folder)
            return (hash, name)
        } catch Program.Failure.exited, Program.Failure.timedOut, Program.Failure.signalled {
            return nil
        }
    }

    /// The internal mark as a QR picture: which report, where the journal stood.
    private static func mark(of report: MeetingReport, in folder: URL) async throws -> String {
        let evidence = report.evidence
        let words =
            "\(report.number)\n\(report.meeting.label) \(report.meeting.id)\n"
            + "jurnal \(evidence.journalPosition) \(evidence.journalHead)\nverifikasi internal"
        return try await QRPicture.draw(words, in: folder)
    }
}

extension MeetingReport {
    /// Every picture that the report shows.
    package var pictures: [ContentHash] {
        agreements.compactMap(\.still) + (display?.screens.flatMap(\.sightings).map(\.picture) ?? [])
    }
}
