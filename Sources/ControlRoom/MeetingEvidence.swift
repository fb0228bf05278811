import Digests
import Engine
package import Evidence
import Foundation
import Journal
import Meetings
import Offices
import Procedures
import RoomLink

/// What an evidence folder says of its meeting, held against the journal in it.
package enum MeetingEvidence {
    /// The checks that follow the signature, the hashes and the chain.
    package static func checks() -> [EvidenceCheck] {
        [
            EvidenceCheck(name: "summary.json: agreements as in the journal") { try summary($0) },
            EvidenceCheck(name: "laporan.pdf: hash as in the journal") { try report($0) },
            EvidenceCheck(name: "originals: hashes as in the journal") { try originals($0) },
            EvidenceCheck(name: "recordings: hashes as in the report's entry") { try recordings($0) },
            EvidenceCheck(name: "screens: hashes as in the journal") { try screens($0) },
            EvidenceCheck(name: "materials: hashes as in the journal") { try materials($0) },
        ]
    }

    private static func summary(_ contents: EvidenceContents) throws -> EvidenceCheck.Outcome {
        let meeting = try meeting(in: contents)
        let found = try JSONDecoder().decode(
            Summary.self, from: Data(contents.bytes(of: "summary.json", limit: 4 << 20)))
        if found == Summary(meeting) { return .agrees("\(found.agreements.count) agreements, word by word") }
        for (left, right) in zip(found.agreements, Summary(meeting).agreements) where left != right {
            return .differs("agreement \(right.number): the journal says “\(right.text.prefix(60))”")
        }
        return .differs("summary.json is not what the journal gives")
    }

    private static func report(_ contents: EvidenceContents) throws -> EvidenceCheck.Outcome {
        guard let report = try meeting(in: contents).report else { return .agrees("no report yet") }
        return compare(["laporan.pdf": report.pdf], role: .report, with: contents)
    }

    private static func originals(_ contents: EvidenceContents) throws -> EvidenceCheck.Outcome {
        let kept = EvidenceDesk.originals(of: try meeting(in: contents))
        return compare(
            Dictionary(kept.map { ($0.path, $0.stored.sha256) }) { first, _ in first }, role: .original, with: contents)
    }

    /// The joined recordings are those that the report names; a report of an earlier version kept no list of them.
    private static func recordings(_ contents: EvidenceContents) throws -> EvidenceCheck.Outcome {
        guard let reported = try meeting(in: contents).report?.recordings else {
            return .agrees("the report's entry lists none")
        }
        let lost = reported.filter { isLost($0, from: contents) }
        for track in Track.allCases {
            let expected = reported.filter { $0.track == track && !lost.contains($0) }.map {
                (ReportWriting.file($0.room, track), $0.sha256)
            }
            let outcome = compare(
                Dictionary(expected) { first, _ in first }, role: track == .programme ? .programme : .room,
                with: contents)
            guard case .agrees = outcome else { return outcome }
        }
        let names = lost.map { ReportWriting.file($0.room, $0.track) }.joined(separator: ", ")
        let words = lost.isEmpty ? "" : "; lost, its parts are in originals: \(names)"
        return .agrees("\(reported.count - lost.count) files\(words)")
    }

    /// A joined recording that the signed list does not name while it names every part of it: the service had lost it.
    private static func isLost(_ reported: ReportedRecording, from contents: EvidenceContents) -> Bool {
        let listed = Set(contents.manifest.files.map(\.path))
        guard !listed.contains(ReportWriting.file(reported.room, reported.track)), !reported.parts.isEmpty else {
            return false
        }
        return reported.parts.allSatisfy {
            listed.contains("originals/\(reported.room)-\(reported.track.rawValue)-\($0).mkv")
        }
    }

    private static func screens(_ contents: EvidenceContents) throws -> EvidenceCheck.Outcome {
        let meeting = try meeting(in: contents)
        let pictures = meeting.sites.flatMap { EvidenceDesk.screens(of: $0.room, in: meeting) }
        return compare(
            Dictionary(pictures.map { ($0.0, $0.1.sha256) }, uniquingKeysWith: { first, _ in first }), role: .screen,
            with: contents)
    }

    private static func materials(_ contents: EvidenceContents) throws -> EvidenceCheck.Outcome {
        let meeting = try meeting(in: contents)
        var expected: [String: ContentHash] = [:]
        for site in meeting.sites {
            for (path, material) in EvidenceDesk.files(of: site.office.id, in: meeting) {
                expected[path] = material.file
            }
        }
        return compare(expected, role: .material, with: contents)
    }

    /// Holds every file of a role against the journal: none is missing, none is another, none is there unaccounted for.
    private static func compare(
        _ expected: [String: ContentHash], role: ManifestFile.Role, with contents: EvidenceContents
    ) -> EvidenceCheck.Outcome {
        if let stranger = contents.manifest.files.first(where: { $0.role == role && expected[$0.path] == nil }) {
            return .differs("\(stranger.path) is in the folder and not in the journal")
        }
        for (path, hash) in expected.sorted(by: { $0.key < $1.key }) {
            guard let entry = contents.manifest.files.first(where: { $0.path == path }) else {
                return .differs("\(path) is in the journal and not in the folder")
            }
            if entry.sha256 != hash { return .differs("\(path): the journal holds SHA-256 \(hash)") }
        }
        return .agrees("\(expected.count) files")
    }

    /// The meeting as its part of the journal gives it.
    private static func meeting(in contents: EvidenceContents) throws -> Meeting {
        var meeting: Meeting?
        for event in contents.events where event.stream.kind == "meeting" {
            let decoded = try EventCodec.meetingEvent(event)
            if meeting == nil, let id = EventCodec.meeting(of: event.stream) {
                meeting = try Docket.meeting(id, beginningWith: decoded)
            }
            if let oddity = meeting?.oddity(of: decoded) {
                throw ControlRoomFailure.journal("event \(event.position) cannot have happened: \(oddity)")
            }
            meeting?.evolve(decoded, at: event.occurredAt)
        }
        guard let meeting else { throw ControlRoomFailure.journal("the folder's journal holds no meeting") }
        return meeting
    }
}
