import Disk
import Foundation
import Offices
import RoomLink
import RoomMedia
import Testing

@testable import RoomAgent

/// A disk that takes nothing for a while: what was ordered and told counts at once, and is written when there is space.
///
/// A folder that is missing refuses every file as a full disk does, and heals as easily.
struct FullDiskTests {
    private let folder: TemporaryFolder
    private var state: StateFolder { StateFolder(folder.path + "/state") }

    init() throws { folder = try TemporaryFolder() }

    private func heal() throws { try state.make() }

    @Test func anOrderThatCannotBeSavedIsHeldAndSavedLater() throws {
        var book = PlanBook(path: state.plan)
        var plan = RoomPlan(revision: 7, expires: Fixtures.now.advanced(bySeconds: 600))
        (plan.meeting, plan.capture, plan.record) = (Fixtures.meeting, true, true)
        #expect(throws: DiskFailure.self) { try book.accept(plan) }
        #expect(book.effective(at: Fixtures.now).record, "it counts before it is on the disk")
        // The chair ends the meeting while the disk is still full.
        var end = plan
        (end.revision, end.capture, end.record, end.upload) = (8, false, false, true)
        #expect(throws: DiskFailure.self) { try book.accept(end) }
        #expect(!book.effective(at: Fixtures.now).record)
        #expect(book.isBehind)
        try heal()
        try book.catchUp()
        #expect(!book.isBehind && PlanBook(path: state.plan).held == end)
    }

    @Test func aRefusedPlanIsNeverHeldOrSavedLater() throws {
        var book = PlanBook(path: state.plan)
        #expect(throws: PlanCheck.Refusal.self) {
            try book.accept(RoomPlan(revision: -1, expires: Fixtures.now))
        }
        #expect(book.held == nil && !book.isBehind)
    }

    @Test func stagesOfRecordingsAreWrittenLater() throws {
        try heal()
        var ledger = Ledger(folder: state)
        let part = try ledger.begin(.room, of: Fixtures.meeting, in: Fixtures.boot)
        try FileManager.default.moveItem(atPath: state.root, toPath: state.root + ".away")
        #expect(throws: DiskFailure.self) { try ledger.set(.closing, of: part) }
        #expect(ledger[part]?.stage == .closing && ledger.isBehind)
        try FileManager.default.moveItem(atPath: state.root + ".away", toPath: state.root)
        #expect(Ledger(folder: state)[part]?.stage == .open)
        try ledger.catchUp()
        #expect(Ledger(folder: state)[part]?.stage == .closing)
    }

    @Test func portsAreWrittenLater() throws {
        var ports = PortBook(path: state.ports)
        #expect(throws: DiskFailure.self) { try ports.assure([.send]) }
        let port = try #require(ports[.send])
        try heal()
        try ports.catchUp()
        #expect(PortBook(path: state.ports)[.send] == port)
    }

    @Test func factsAreWrittenLaterWithoutAnotherFact() throws {
        try heal()
        let spool = try Spool(path: state.spool, refused: state.refused)
        try FileManager.default.moveItem(atPath: state.root, toPath: state.root + ".away")
        // Written to a folder that is gone, a fact that must be told anew waits in memory.
        try? spool.append(Fixtures.fact(1), at: Fixtures.now, offset: 0)
        #expect(throws: DiskFailure.self) { try spool.redate(by: 90) }
        #expect(spool.lacksSpace && spool.waiting.first?.occurredAt == Fixtures.now.advanced(bySeconds: 90))
        try FileManager.default.moveItem(atPath: state.root + ".away", toPath: state.root)
        try spool.catchUp()
        let again = try Spool(path: state.spool, refused: state.refused)
        #expect(again.waiting.map(\.occurredAt) == [Fixtures.now.advanced(bySeconds: 90)])
    }
}
