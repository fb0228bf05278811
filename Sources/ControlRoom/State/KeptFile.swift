import Cases
import Digests
import Engine
import Foundation
import Journal
import Meetings
import Offices
import RoomLink

/// A file of the state folder that the journal names: without it an event speaks of what is not there.
struct KeptFile: Hashable, Sendable {
    /// Within the state folder, such as `blobs/6f1e…`.
    let path: String
    let sha256: ContentHash
    /// `nil` where the journal does not say.
    let bytes: Int64?
    let kind: Kind

    enum Kind: String, Hashable, Sendable {
        /// Materials, pages, pictures of screens, cards of agreements, reports, scans: by their hash.
        case blob
        /// A lampiran of a case; the hash may also be that of a paper of the case, which is no file.
        case attachment
        /// A room's own file of a recording. Its loss is dealt with in the meeting: the operator gives the file up.
        case original
        /// A recording as it was joined for a report; its name follows from the meeting, so the register does not hold it.
        case joined
    }
}

/// Which files of the state folder events name.
struct KeptFiles: Sendable {
    let folder: StateFolder

    /// What an event changes of it.
    enum Change: Hashable, Sendable {
        case keep(KeptFile)
        case drop(path: String)
    }

    /// What an event changes. Throws what this version of the program cannot read.
    func changes(by event: StoredEvent) throws -> [Change] {
        switch CaseReference(stream: event.stream) {
        case .meeting where Self.mayName(event): try changes(by: EventCodec.meetingEvent(event))
        case .other where event.type.name == "case.acted":
            if case .acted(let act) = try EventCodec.caseEvent(event) {
                Self.files(of: act).map { .keep($0) }
            } else {
                []
            }
        default: []
        }
    }

    /// Most of a meeting's events name no file, and need not be decoded for it.
    private static func mayName(_ event: StoredEvent) -> Bool {
        switch event.type.name {
        case "room.fact", "recording.stored", "recording.given-up", "act.submitted", "act.noted", "act.corrected",
            "act.listed", "act.reported":
            true
        default: event.type.name.hasPrefix("act.") && Data(event.actor).range(of: Data("\"scan\"".utf8)) != nil
        }
    }

    private func changes(by event: MeetingEvent) -> [Change] {
        switch event {
        case .act(_, let actor, let content):
            return (Self.scans(of: actor) + Self.files(of: content)).map { .keep($0) }
        case .fact(_, let fact):
            guard case .screenTaken(let picture) = fact.fact else { return [] }
            return [.keep(Self.blob(picture.sha256))]
        case .stored(let recording):
            let path = path(recording.room, recording.part)
            return [
                .keep(KeptFile(path: path, sha256: recording.sha256, bytes: recording.bytes, kind: .original))
            ]
        case .givenUp(let recording): return [.drop(path: path(recording.room, recording.part))]
        default: return []
        }
    }

    private func path(_ room: RoomID, _ part: RecordingPart) -> String {
        folder.within(RecordingIntake(folder).original(room, part))
    }

    private static func files(of content: ActContent) -> [KeptFile] {
        switch content {
        case .submitted(let material): ([material.file] + material.pages).map { blob($0) }
        case .noted(_, let wording), .corrected(_, _, let wording): [blob(wording.card)]
        case .listed(let display, _): display.pages.map { blob($0) }
        case .reported(let report): [blob(report.pdf, bytes: report.bytes)]
        default: []
        }
    }

    private static func files(of act: CaseAct) -> [KeptFile] {
        let hashes = act.filing.list("attachments").compactMap { $0.text.flatMap { ContentHash($0) } }
        return scans(of: act.by) + hashes.map { blob($0, kind: .attachment) }
    }

    private static func scans(of actor: Actor) -> [KeptFile] {
        [actor.order?.scan.flatMap { ContentHash($0) }.map { blob($0) }].compactMap(\.self)
    }

    private static func blob(_ hash: ContentHash, bytes: Int64? = nil, kind: KeptFile.Kind = .blob) -> KeptFile {
        KeptFile(path: "blobs/\(hash)", sha256: hash, bytes: bytes, kind: kind)
    }
}
