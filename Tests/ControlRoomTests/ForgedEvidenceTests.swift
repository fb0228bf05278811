import Digests
import Evidence
import Foundation
import Meetings
import Offices
import Procedures
import RoomLink
import Testing

@testable import ControlRoom

/// Evidence whose maker holds the key and wrote what cannot have happened: a finding, never a stop.
struct ForgedEvidenceTests {
    /// Keeps an event that no act could bring, seals the evidence, and verifies it as a stranger does.
    private func finding(_ event: (ControlRoom, MeetingID) throws -> MeetingEvent) async throws -> String {
        let service = try Service()
        return try await service.run { control in
            let id = try await control.noticed()
            try await control.append([event(control, id)], to: id, key: key(), at: control.clock())
            let meeting = try #require(try await control.meeting(id))
            let path = try await EvidenceDesk(
                folder: control.folder, journal: control.journal, shelf: control.desk.recordings
            ).build(
                meeting, at: control.clock())
            let report = Verification.run(path, pinnedKey: nil, checks: MeetingEvidence.checks())
            return report.difference?.finding ?? "nothing found"
        }
    }

    private func act(_ content: ActContent, _ text: String) throws -> MeetingEvent {
        let key = try #require(ActKey(text))
        let actor = Actor(
            id: PersonID(at: Moment(microseconds: 0)), name: "Palsu", role: .operatorRko, office: Service.host.id)
        return .act(key: key, by: actor, content: content)
    }

    private func wording() throws -> Agreement.Wording {
        Agreement.Wording(
            text: try #require(Passage("palsu")), responsible: Service.far.id,
            due: try #require(CivilDay("2026-12-01")),
            notedAt: Moment(microseconds: .max), card: ContentHash(digest: repeatElement(1, count: 32)))
    }

    @Test("A correction of an agreement that there is not is a finding", arguments: [0, 1, -1, Int.max, Int.min])
    func correction(number: Int) async throws {
        let content = ActContent.corrected(number: number, version: 1, wording: try wording())
        let found = try await finding { _, _ in try act(content, "P09.3/correct") }
        #expect(found.contains("cannot have happened: version 1 of agreement \(number) was corrected"), "\(found)")
    }

    @Test("An agreement put on air that there is not is a finding", arguments: [0, -1, Int.max, Int.min])
    func aired(number: Int) async throws {
        let air = ActContent.aired(onAir: .agreement(number: number, version: number), seen: number)
        #expect(try await finding { _, _ in try act(air, "P09.3/air") }.contains("cannot have happened"))
    }

    @Test("A part of a recording that nobody can have written is a finding", arguments: [0, -1, Int.min])
    func part(number: Int) async throws {
        let found = try await finding { control, id in
            let start = RecordingStart(
                part: control.part(id, .programme, number), firstFrame: Moment(microseconds: .min))
            return .fact(room: Service.hostRoom, fact: control.envelope(.recordingStarted(start)))
        }
        #expect(found.contains("part \(number) of rko was recorded"), "\(found)")
    }

    @Test("A notice of impossible length is a finding", arguments: [Int.min, 0, Int.max])
    func notice(minutes: Int) async throws {
        let found = try await finding { control, id in
            let notice = Notice(
                start: Moment(microseconds: .max), minutes: minutes, agenda: try line("x"), chair: try line("x"),
                contact: try line("x"),
                invited: [
                    Site(office: Service.far, room: Service.farRoom), Site(office: Service.far, room: Service.farRoom),
                ],
                directorates: [])
            return try act(.noticed(notice: notice), "P02.3/notify")
        }
        #expect(found.contains("a meeting of \(minutes) minutes was noticed"), "\(found)")
    }
}
