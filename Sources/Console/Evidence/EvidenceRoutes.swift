import Calls
import ControlRoom
import Disk
import Engine
import Evidence
import Foundation
import Hummingbird
import Meetings
import Offices

/// The evidence folder, file by file, for the operator who hands it on.
struct EvidenceRoutes {
    let control: ControlRoom

    func add(to book: inout CallBook) {
        book.on(EvidenceCalls.seal, use: build)
        book.on(EvidenceCalls.file, use: file)
    }

    /// Builds the folder as of now and answers with its edition and the paths of its files.
    @Sendable private func build(_ asked: Asked<Nothing>) async throws -> EvidenceAnswer {
        let id = try await meetingOfOperator(asked.context)
        let path = try await control.buildEvidence(of: id)
        let files = try await OffPool.run { try EvidenceAnswer.files(in: path) }
        return EvidenceAnswer(edition: (path as NSString).lastPathComponent, files: files)
    }

    @Sendable private func file(_ asked: Asked<Nothing>) async throws -> Response {
        let id = try await meetingOfOperator(asked.context)
        let edition = try asked.parameter("edition", String.self)
        let path = asked.context.parameters.getCatchAll().map(String.init).joined(separator: "/")
        let folder = "\(control.folder.meeting(id))/\(edition)"
        let known = try await OffPool.run { try EvidenceAnswer.files(in: folder) }
        guard edition.hasPrefix("evidence-"), !edition.contains("/"), known.contains(path) else {
            throw Rejection.notFound("file \(path.prefix(80))")
        }
        return try await FileAnswer.response(
            to: asked.request, path: "\(folder)/\(path)", type: "application/octet-stream")
    }

    /// The meeting of the path, when the person operates the room that hosts it.
    private func meetingOfOperator(_ context: ConsoleContext) async throws -> MeetingID {
        let person = try context.person()
        let id = try context.parameter("meeting", MeetingID.self)
        guard let meeting = try await control.meeting(id) else { throw UnknownMeeting(id: id) }
        guard meeting.mayFetchEvidence(person) else { throw Rejection.forbidden }
        return id
    }
}

/// Which files an evidence folder holds.
package struct EvidenceAnswer: Codable, Sendable {
    package let edition: String
    package let files: [String]

    static func files(in folder: String) throws -> [String] {
        let paths = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        var isFolder: ObjCBool = false
        return paths.filter {
            FileManager.default.fileExists(atPath: "\(folder)/\($0)", isDirectory: &isFolder) && !isFolder.boolValue
        }
        .sorted()
    }
}
