import Digests
import Disk
import Foundation
import Meetings
import Offices
import Procedures
import RoomLink
import Testing

@testable import ControlRoom

/// A start holds the folder against the files that its journal names.
struct KeptFileTests {
    let service: Service

    init() throws { service = try Service() }

    /// A page of materials that a meeting shows.
    private func page() async throws -> ContentHash {
        try await service.run { control in
            let id = try await control.live()
            return try #require(await control.meeting(id)?.materials.first?.pages.first)
        }
    }

    @Test("A blob that is gone or empty is named, until the folder is begun anew without it", arguments: [true, false])
    func gone(isEmpty: Bool) async throws {
        let page = try await page()
        let path = service.folder.blob(page)
        if isEmpty { try Data().write(to: URL(fileURLWithPath: path)) } else { unlink(path) }
        #expect(try await service.startLoss().contains("missing, empty or cut short: blobs/\(page)"))
        #expect(try await service.startLoss(beginAnew: true) == "")
        // Given up on purpose: later starts are not held up by it, but by the next loss.
        #expect(try await service.startLoss() == "")
        try FileManager.default.removeItem(atPath: service.folder.path + "/blobs")
        #expect(try await service.startLoss().contains("missing, empty or cut short: blobs/"))
    }

    @Test("A blob that is another one is not handed out, and mended by its bytes coming again")
    func changed() async throws {
        let bytes = Data("%PDF laporan".utf8)
        let blobs = BlobStore(service.folder)
        let hash = try blobs.store(bytes)
        #expect(try blobs.soundPath(of: hash) == service.folder.blob(hash))
        try Data("%PDF lapor".utf8).write(to: URL(fileURLWithPath: service.folder.blob(hash)))
        for read in [{ try blobs.soundPath(of: hash) as Any }, { try blobs.bytes(of: hash) as Any }] {
            let failure = #expect(throws: DiskFailure.self) { _ = try read() }
            #expect(failure?.description.contains("its 10 bytes are not those that were kept") == true)
        }
        _ = try blobs.store(bytes)
        #expect(try blobs.soundPath(of: hash) != nil)
        #expect(try blobs.bytes(of: hash) == bytes)
    }

    @Test("A report that was cut short is named with both sizes")
    func cut() async throws {
        let path = try await service.run { control in
            let hash = try control.blobs.store(Data(repeating: 0x25, count: 4711))
            let id = try await control.noticed()
            let report = ReportFile(
                number: try line("LHR-1/RKO/2026"), pdf: hash, bytes: 4711, versions: [], at: control.clock())
            let actor = Actor(
                id: Service.official(.operatorRko).id, name: "Sari", role: .operatorRko, office: Service.host.id)
            let event = MeetingEvent.act(
                key: ActKey(try act("P09.4/write").act), by: actor, content: .reported(report: report))
            try await control.append([event], to: id, key: ControlRoomTests.key(), at: control.clock())
            return control.folder.blob(hash)
        }
        #expect(truncate(path, 100) == 0)
        #expect(try await service.startLoss().contains("\(service.folder.within(path)) (100 bytes of 4711)"))
    }

    @Test("A recording that is gone holds up no start: it is named for the log, and its meeting can give it up")
    func recordingGone() async throws {
        let path = try await service.run { control in
            let id = try await control.noticed()
            let part = control.part(id, .room)
            let stored = StoredRecording(room: Service.hostRoom, part: part, bytes: 7, sha256: Samples.blob(1))
            let path = control.intake.original(Service.hostRoom, part)
            try DurableFile.makeFolder((path as NSString).deletingLastPathComponent)
            try DurableFile.write(Data("rekaman".utf8), to: path)
            try await control.append(
                [.stored(recording: stored)], to: id, key: ControlRoomTests.key(), at: control.clock())
            return path
        }
        try await service.run { control in #expect(await control.stateRemarks.isEmpty) }
        unlink(path)
        try await service.run { control in
            let said = await control.stateRemarks
            #expect(said.count == 1 && said[0].contains(service.folder.within(path)), "\(said)")
        }
    }
}
