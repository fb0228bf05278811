package import Cases
import Digests
import Disk
package import Documents
import Foundation
package import Meetings
import Offices
import Procedures
import Reports

/// Papers as PDF, of cases and of meetings.
extension ControlRoom {
    /// The path of a paper's PDF: drawn when first asked for, then kept by what it says.
    package func letter(of document: Document, in known: Case) async throws -> String {
        try await print(
            LetterWriting(
                document: document, office: known.opening.host, companions: known.papers.map(\.document),
                correspondence: correspondence))
    }

    /// The path of the PDF of a meeting's paper: a notice is drawn, materials and report are the files themselves.
    package func letter(of paper: Paper, in meeting: Meeting) async throws -> String {
        switch paper.document.kind {
        case .material, .meetingReport:
            guard let file = paper.document.newest?.draft.attachments.first else {
                throw ControlRoomFailure.work("the paper has no file")
            }
            let blobs = blobs
            guard let path = try await OffPool.run({ try blobs.soundPath(of: file) }) else {
                throw DiskFailure.file(folder.blob(file), "is not there; put it back from a backup")
            }
            return path
        default: return try await print(notice(paper, in: meeting))
        }
    }

    /// Each office finds the time in its own zone beside its name (AC-033).
    private func notice(_ paper: Paper, in meeting: Meeting) throws -> LetterWriting {
        guard let host = meeting.host?.office else { throw ControlRoomFailure.work("the meeting has no host") }
        var writing = LetterWriting(
            document: paper.document, office: host, companions: meeting.papers.map(\.document),
            correspondence: correspondence)
        guard let notice = meeting.notice, paper.document.artefact == .pemberitahuanRljj else { return writing }
        let zones = Dictionary(
            (notice.invited.map(\.office) + notice.directorates).map { ($0.id, $0.zone) },
            uniquingKeysWith: { first, _ in first })
        writing.notes = paper.recipients.map { (zones[$0] ?? host.zone).time(notice.start) }
        writing.noteTitle = "Waktu setempat"
        return writing
    }

    private func print(_ writing: LetterWriting) async throws -> String {
        guard let letter = writing.letter else { throw ControlRoomFailure.work("the paper has no version yet") }
        return try await printed(Self.letterText.encode(letter)) { try await LetterRenderer.pdf(letter, to: $0) }
    }

    /// The path of the PDF of what is said so: drawn when it is first asked for, then kept by what it says.
    func printed(_ text: Data, by draw: (URL) async throws -> Void) async throws -> String {
        let path = "\(folder.letters)/\(ContentHash(of: Array(text)).hex).pdf"
        if FileManager.default.fileExists(atPath: path) { return path }
        let aside = "\(folder.incoming)/\(UUID().uuidString).pdf"
        try await draw(URL(fileURLWithPath: aside))
        let letters = folder.letters
        try await OffPool.run {
            try DurableFile.makeFolder(letters)
            try DurableFile.publish(aside, as: path)
        }
        return path
    }

    /// Equal letters have equal text.
    static var letterText: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return encoder
    }
}
