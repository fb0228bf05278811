import ArgumentParser
import ControlRoom
import Disk
import Evidence
import Foundation
import Terminal

/// `rljj verify`.
struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Checks an evidence folder: signature, every file, the journal's chain, the report.",
        discussion: """
            Needs nothing but the folder. It prints what it checked, one line each, and ends with 0; or it names the first \
            thing that differs and ends with 1. Where there is no folder, or an empty one, it ends with 2. The signature proves that the folder is as the holder of its key made it: \
            compare the fingerprint with the one that the report's recipients have, or give it with --key.
            """
    )

    @Argument(help: ArgumentHelp("The evidence folder.", valueName: "folder"))
    var folder: String

    @Option(help: ArgumentHelp("Public key that must have signed, 64 hexadecimal digits.", valueName: "hex"))
    var key: String?

    func validate() throws { try expectNamed("folder", folder) }

    func run() async throws {
        var pinned: EvidencePublicKey?
        if let key {
            pinned = EvidencePublicKey(hex: key)
            if pinned == nil { throw fail("--key: found \"\(key.prefix(70))\"; allowed: 64 hexadecimal digits") }
        }
        let (folder, expected) = (folder, pinned)
        if let objection = try await OffPool.run({ Verification.objection(to: folder) }) {
            throw fail("verify \(folder): \(objection)")
        }
        let report = try await OffPool.run {
            Verification.run(folder, pinnedKey: expected, checks: MeetingEvidence.checks())
        }
        print(report.text)
        if !report.passed { throw ExitCode(ProgramStatus.failed.rawValue) }
    }
}
