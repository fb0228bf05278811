import Foundation
import Journal
import Offices
import Testing

@testable import Evidence

struct EvidenceFolderTests {
    let folder: TemporaryFolder
    private let meeting = ManifestMeeting(id: SealedFolder.meeting, number: "RLJJ \"12\"\n")

    init() throws { folder = try TemporaryFolder() }

    private var destination: String { folder.path + "/rljj-12" }

    private func seal(_ draft: EvidenceFolder) throws -> Manifest {
        let key = try EvidenceKey.open(inFolder: folder.path + "/keys")
        return try draft.seal(meeting: meeting, head: .empty, madeAt: Moment(microseconds: 0), key: key)
    }

    @Test func nothingIsAtItsPlaceBeforeItIsSealed() throws {
        let draft = try EvidenceFolder.begin(at: destination)
        try draft.add(bytes: [1, 2, 3], as: "a/b.txt", role: .attachment)
        #expect(folder.content == [".rljj-12.partial"])
        let manifest = try seal(draft)
        #expect(folder.content == ["keys", "rljj-12"])
        let bytes = try Data(contentsOf: URL(fileURLWithPath: destination + "/manifest.json"))
        let parsed = try Manifest(parsing: Array(bytes))
        #expect(parsed == manifest && parsed.meeting == meeting)
        #expect(parsed.files.map(\.path) == ["a/b.txt"] && parsed.files.map(\.bytes) == [3])
    }

    @Test func anAbandonedFolderLeavesNothing() throws {
        do {
            let draft = try EvidenceFolder.begin(at: destination)
            try draft.add(bytes: [1], as: "a", role: .attachment)
        }
        #expect(folder.content.isEmpty)
    }

    @Test(arguments: ["", "../x", "/x", "a//b", ".x", "a/.x", "a b", "manifest.json", "manifest.sig", "a/../b"])
    func anUnsafePathIsRefused(path: String) throws {
        let draft = try EvidenceFolder.begin(at: destination)
        #expect(throws: EvidenceFolder.Refusal.self) { try draft.add(bytes: [1], as: path, role: .attachment) }
    }

    @Test func whatWasAnnouncedMustBeThereAndNothingElse() throws {
        var draft = try EvidenceFolder.begin(at: destination)
        _ = try draft.place("laporan.pdf", role: .report)
        #expect(throws: EvidenceFolder.Refusal.missing("laporan.pdf")) { try seal(draft) }
        draft = try EvidenceFolder.begin(at: destination)
        let place = try draft.place("laporan.pdf", role: .report)
        try Data([1]).write(to: URL(fileURLWithPath: place))
        try Data([1]).write(to: URL(fileURLWithPath: place + ".log"))
        #expect(throws: EvidenceFolder.Refusal.undeclared("laporan.pdf.log")) { try seal(draft) }
        draft = try EvidenceFolder.begin(at: destination)
        try FileManager.default.createSymbolicLink(
            atPath: try draft.place("laporan.pdf", role: .report), withDestinationPath: "/etc/hostname")
        #expect(throws: EvidenceFolder.Refusal.undeclared("laporan.pdf")) { try seal(draft) }
        #expect(folder.content == ["keys"])
    }

    @Test func aPathIsAddedOnce() throws {
        let draft = try EvidenceFolder.begin(at: destination)
        try draft.add(bytes: [1], as: "a", role: .attachment)
        #expect(throws: EvidenceFolder.Refusal.addedTwice("a")) {
            try draft.add(bytes: [2], as: "a", role: .attachment)
        }
    }

    @Test func aFolderInUseIsRefusedAndAnEmptyOneIsTaken() throws {
        try FileManager.default.createDirectory(atPath: destination, withIntermediateDirectories: true)
        let draft = try EvidenceFolder.begin(at: destination)
        try draft.add(bytes: [1], as: "a", role: .attachment)
        #expect(throws: EvidenceFolder.Refusal.self) { try EvidenceFolder.begin(at: destination) }
        _ = try seal(draft)
        #expect(throws: EvidenceFolder.Refusal.destinationInUse(destination)) {
            try EvidenceFolder.begin(at: destination)
        }
        #expect(FileManager.default.fileExists(atPath: destination + "/manifest.sig"))
    }

    @Test func whatACrashLeftIsRemoved() throws {
        let left = folder.path + "/.rljj-12.partial/rooms"
        try FileManager.default.createDirectory(atPath: left, withIntermediateDirectories: true)
        try Data([1]).write(to: URL(fileURLWithPath: left + "/old.mkv"))
        let draft = try EvidenceFolder.begin(at: destination)
        #expect(try seal(draft).files.isEmpty)
    }

    @Test func aFolderThatCannotBeWrittenIsNamedInOneLine() throws {
        for path in ["/proc/rljj-12", "/proc/deep/rljj-12"] {
            let found = #expect(throws: EvidenceFolder.Failure.self) { try EvidenceFolder.begin(at: path) }
            #expect(found?.description.contains("\n") == false)
        }
    }

    @Test(.enabled(if: SmallDisk.canBeMade, "needs the right to mount"))
    func aFullDiskLeavesNothingThatLooksFinished() throws {
        let disk = try SmallDisk(megabytes: 2)
        let destination = disk.path + "/rljj-12"
        var draft = try EvidenceFolder.begin(at: destination)
        #expect(throws: EvidenceFolder.Failure.diskFull(destination)) {
            try draft.add(bytes: [UInt8](repeating: 1, count: 4 << 20), as: "programme.mkv", role: .programme)
        }
        draft.abandon()
        draft = try EvidenceFolder.begin(at: destination)
        try draft.add(bytes: [UInt8](repeating: 1, count: 1 << 20), as: "programme.mkv", role: .programme)
        let rest = try draft.place("rest", role: .attachment)
        // Whatever still fits, so that the manifest does not.
        #expect(FileManager.default.createFile(atPath: rest, contents: nil))
        let filling = try #require(FileHandle(forWritingAtPath: rest))
        #expect(throws: (any Error).self) { while true { try filling.write(contentsOf: Data(count: 4096)) } }
        try filling.close()
        #expect(throws: EvidenceFolder.Failure.diskFull(destination)) { try seal(draft) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: disk.path).isEmpty)
    }

    @Test(
        arguments: [
            (0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (12_345_678, "12.3 MB"), (999_999_999, "999.9 MB"),
            (4_200_000_000, "4.2 GB"),
        ] as [(Int64, String)])
    func sizesAreReadable(bytes: Int64, text: String) { #expect(readableSize(bytes) == text) }
}
