package import Cases
import Disk
package import Documents
package import Engine
import Foundation
import Journal
package import Meetings
package import Offices

/// How the docket is filled at a start, and what is asked of it.
extension ControlRoom {
    /// Takes in the journal: from the snapshot's position with what was open then, or from the first event.
    func catchUp() async throws {
        try await engine.start(from: snapshot())
        try await handOverAll()
    }

    /// The snapshot on disk, if it is of this very journal.
    private func snapshot() async -> DocketSnapshot? {
        guard let snapshot = DocketSnapshot.read(folder.docket), snapshot.head.position > 0,
            let event = try? await journal.events(after: snapshot.head.position - 1, limit: 1).first,
            event.hash == snapshot.head.hash
        else { return nil }
        snapshotPosition = snapshot.head.position
        return snapshot
    }

    /// How many events may lie between two snapshots; they are read again at a start.
    private static let snapshotDistance: Int64 = 5000

    /// Keeps a snapshot when the last one is far behind.
    func keepSnapshotWhenDue() async {
        guard docket.head.position - snapshotPosition >= Self.snapshotDistance else { return }
        // The next start is slower without it, and just as right.
        try? await keepSnapshot()
    }

    /// Keeps a snapshot on disk.
    func keepSnapshot() async throws {
        let (snapshot, path) = (DocketSnapshot(docket), folder.docket)
        guard snapshot.head.position > snapshotPosition else { return }
        try await OffPool.run { try snapshot.write(to: path) }
        snapshotPosition = snapshot.head.position
    }

    // MARK: - Meetings

    /// A meeting as it stands, from memory or, when it is at rest, from the journal; `nil` when there is none.
    package func meeting(_ id: MeetingID) async throws -> Meeting? { try await engine.meeting(id) }

    func known(_ id: MeetingID) async throws -> Meeting {
        guard let meeting = try await meeting(id) else { throw UnknownMeeting(id: id) }
        return meeting
    }

    /// The meetings that are not at rest, newest first.
    package func openMeetings() -> [Meeting] { docket.meetings.values.sorted { $0.number > $1.number } }

    /// Meetings, newest first, those at rest included; only those begun before one, when it is given.
    package func meetings(before id: MeetingID? = nil, limit: Int = 50) async throws -> [Meeting] {
        let ids = try await journal.look { tables in try MeetingRegister.ids(before: id, limit: limit, tables) }
        var found: [Meeting] = []
        for id in ids { found.append(try await known(id)) }
        return found
    }

    // MARK: - Cases

    /// The cases that are not at rest, newest first.
    package func openCases() -> [Case] { docket.cases.values.sorted { $0.id > $1.id } }

    /// The position of the last event that is in memory.
    package var position: Int64 { docket.head.position }

    /// A case as it stands, from memory or, when it is at rest, from the journal; `nil` when there is none.
    package func caseOf(_ id: CaseID) async throws -> Case? { try await engine.caseOf(id) }

    func known(_ id: CaseID) async throws -> Case {
        guard let known = try await caseOf(id) else { throw UnknownCase(id: id) }
        return known
    }

    /// Cases that are no meetings, newest first, those at rest included; only those begun before one, when it is given.
    package func cases(before id: CaseID? = nil, limit: Int = 50) async throws -> [Case] {
        let ids = try await journal.look { tables in try CaseRegister.ids(before: id, limit: limit, tables) }
        var found: [Case] = []
        for id in ids { found.append(try await known(id)) }
        return found
    }

    // MARK: - Papers

    /// Papers of cases and meetings, newest first; only those begun before one, when it is given.
    package func documents(before id: DocumentID?, limit: Int) async throws -> [DocumentID] {
        try await journal.look { tables in try CaseRegister.documents(before: id, limit: limit, tables) }
    }

    /// The case or meeting to which a paper belongs; `nil` when there is no such paper.
    package func place(of document: DocumentID) async throws -> CaseReference? {
        try await journal.look { tables in try CaseRegister.stream(of: document, tables) }.flatMap(
            CaseReference.init(stream:))
    }

    /// The paper that had this code at some time; `nil` when none had.
    package func document(of code: VerificationCode) async throws -> DocumentID? {
        try await journal.look { tables in try CaseRegister.document(of: code, tables) }
    }
}
