import Digests
import Foundation
import Testing

@testable import Evidence

struct EvidenceKeyTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private var keys: String { folder.path + "/keys" }
    private var file: String { keys + "/evidence.key" }

    @Test func aKeyIsMadeOnceForItsOwnerOnly() throws {
        let first = try EvidenceKey.open(inFolder: keys)
        let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(try EvidenceKey.open(inFolder: keys).publicKey == first.publicKey)
        #expect(try FileManager.default.contentsOfDirectory(atPath: keys) == ["evidence.key"])
        #expect(EvidencePublicKey(hex: first.publicKey.hex) == first.publicKey)
    }

    @Test func manyFirstStartsAgreeOnOneKey() async throws {
        let keys = keys
        let found = try await withThrowingTaskGroup(of: EvidencePublicKey.self) { group in
            for _ in 0..<16 { group.addTask { try EvidenceKey.open(inFolder: keys).publicKey } }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(found.count == 1)
    }

    @Test func theSecretIsNeverPrinted() throws {
        let key = try EvidenceKey.open(inFolder: keys)
        var dumped = ""
        dump(key, to: &dumped)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: file))
        for text in ["\(key)", String(reflecting: key), dumped] {
            #expect(text.contains(key.publicKey.fingerprint))
            #expect(!text.contains(Hex.text(bytes)) && !text.contains(bytes.base64EncodedString()))
            #expect(!text.contains("PrivateKey"))
        }
    }

    @Test func aKeyThatOthersCouldReadIsRefused() throws {
        _ = try EvidenceKey.open(inFolder: keys)
        #expect(chmod(file, 0o640) == 0)
        #expect(throws: EvidenceKey.Failure.loose(path: file, mode: 0o640)) {
            try EvidenceKey.open(inFolder: keys)
        }
    }

    @Test(arguments: [0, 31, 33, 5000])
    func aKeyFileOfAnotherSizeIsRefusedAndLeftAlone(size: Int) throws {
        _ = try EvidenceKey.open(inFolder: keys)
        try Data(count: size).write(to: URL(fileURLWithPath: file))
        #expect(chmod(file, 0o600) == 0)
        #expect(throws: EvidenceKey.Failure.unusable(path: file, found: "\(size) bytes, a key has 32")) {
            try EvidenceKey.open(inFolder: keys)
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: file)).count == size)
    }

    @Test func aFolderThatCannotBeWrittenIsNamed() {
        #expect(throws: EvidenceKey.Failure.self) { try EvidenceKey.open(inFolder: "/proc/keys") }
    }
}
