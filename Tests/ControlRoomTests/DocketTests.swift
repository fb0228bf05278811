import Cases
import Engine
import Foundation
import Meetings
import Offices
import Procedures
import Testing

@testable import ControlRoom

/// What stays in memory, and how a start finds it again.
struct DocketTests {
    /// What a service knows, as far as it can be told apart.
    private struct Picture: Equatable {
        let cases: [Case]
        let meetings: [Meeting]
        let board: [CaseReference: [OpenTask]]
        let counts: Docket.Counts
        let position: Int64
    }

    private static func picture(_ control: ControlRoom) async throws -> Picture {
        Picture(
            cases: try await control.cases(), meetings: try await control.meetings(), board: await control.boardNow,
            counts: control.docket.counts, position: await control.position)
    }

    /// Two questions, one of them at rest; a letter that opened a meeting; a meeting of its own.
    private static func fill(_ control: ControlRoom) async throws {
        try await control.start(.p12)
        let ended = try await control.start(.p12)
        try await control.advance(ended.id, to: nil)
        let monitoring = try await control.start(.p01)
        try await control.advance(monitoring.id, to: nil)
        _ = try await control.live()
    }

    // MARK: - Rest

    @Test("A case that has ended and leaves nothing to do is not kept in memory, and is there when it is asked for")
    func rest() async throws {
        try await Service().run { control in
            let id = try await control.start(.p12).id
            #expect(await control.openCases().map(\.id) == [id])
            try await control.advance(id, to: nil)
            #expect(await control.openCases().isEmpty)
            let known = try await control.caseOf(id)
            #expect(known?.isFinished == true)
            #expect(try await control.cases().map(\.id) == [id])
        }
    }

    @Test("A case at rest is the same after a start, and its acts are refused as before")
    func restRead() async throws {
        let service = try Service()
        let before = try await service.run { control in
            let id = try await control.start(.p12).id
            try await control.advance(id, to: nil)
            return try await control.known(id)
        }
        try await service.run { control in
            #expect(await control.openCases().isEmpty)
            let known = try await control.known(before.id)
            #expect(known == before)
            await #expect(throws: Case.Refusal.self) { try await control.carry("P12.2", on: before.id) }
            #expect(await control.openCases().isEmpty)
        }
    }

    @Test("An ended case in which something is left to do stays in memory until it is done")
    func late() async throws {
        try await Service().run { control in
            let id = try await control.start(.p12).id
            let way = ["P12.3/analyse": "not-in-sikp", "P12.3/discuss": "answered-by-tl"]
            try await control.advance(id, to: nil, choosing: way)
            for key in ["P12.4/sikp-update"] {
                #expect(await control.tasks(of: .other(id)).map { "\($0.task.act.key)" } == [key])
                #expect(await control.openCases().map(\.id) == [id])
                try await control.carry(key, on: id)
            }
            #expect(await control.openCases().isEmpty)
            #expect(await control.openTaskCount() == 0)
        }
    }

    @Test("A case that calls for a meeting rests only when the meeting's case is open")
    func handover() async throws {
        try await Service().run { control in
            let id = try await control.start(.p01).id
            try await control.advance(id, to: nil)
            #expect(await control.openMeetings().first?.openedOn?.origin == id)
            #expect(await control.openCases().isEmpty)
        }
    }

    // MARK: - Snapshots

    @Test("A start from the snapshot knows what the service knew, and what a replay of the whole journal gives")
    func snapshot() async throws {
        let service = try Service()
        let before = try await service.run { control in
            try await Self.fill(control)
            return try await Self.picture(control)
        }
        #expect(before.cases.count == 3 && before.meetings.count == 2)
        let resumed = try await service.run { try await Self.picture($0) }
        #expect(resumed == before)
        try FileManager.default.removeItem(atPath: service.folder.docket)
        let replayed = try await service.run { try await Self.picture($0) }
        #expect(replayed == before)
    }

    @Test("What came after the snapshot is taken in: to open cases, to cases at rest, and new ones")
    func behind() async throws {
        let service = try Service()
        let ids = try await service.run { control in
            let ended = try await control.start(.p12).id
            try await control.advance(ended, to: nil)
            return (open: try await control.start(.p12).id, ended: ended)
        }
        let old = try Data(contentsOf: URL(fileURLWithPath: service.folder.docket))
        let before = try await service.run { control in
            try await control.carry("P12.2", on: ids.open)
            try await Self.fill(control)
            return try await Self.picture(control)
        }
        try old.write(to: URL(fileURLWithPath: service.folder.docket))
        #expect(try await service.run { try await Self.picture($0) } == before)
    }

    @Test(
        "A snapshot that is damaged, of another form or of another journal is not used",
        arguments: [#"{"format":1"#, #"{"format":0}"#, nil])
    func unusable(text: String?) async throws {
        let (service, other) = (try Service(), try Service())
        let before = try await service.run { control in
            try await Self.fill(control)
            return try await Self.picture(control)
        }
        try await other.run { control in _ = try await control.start(.p12) }
        let bytes = try text.map { Data($0.utf8) } ?? Data(contentsOf: URL(fileURLWithPath: other.folder.docket))
        try bytes.write(to: URL(fileURLWithPath: service.folder.docket))
        #expect(try await service.run { try await Self.picture($0) } == before)
    }

    // MARK: - Lists

    @Test("Lists go back page by page, newest first, over what is in memory and what is at rest")
    func pages() async throws {
        try await Service().run { control in
            for number in 1...5 {
                let id = try await control.start(.p12, subject: "Perkara \(number)").id
                if number % 2 == 0 { try await control.advance(id, to: nil) }
            }
            let first = try await control.cases(limit: 2)
            let second = try await control.cases(before: first.last?.id, limit: 2)
            let third = try await control.cases(before: second.last?.id, limit: 2)
            #expect((first + second + third).map(\.opening.number) == [5, 4, 3, 2, 1])
        }
    }
}
