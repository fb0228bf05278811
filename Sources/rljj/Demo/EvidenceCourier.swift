import Console
import Foundation
import Glibc
import Offices
import Rehearsal
import Terminal

/// Brings a meeting's evidence from the service to a folder, which appears when it is whole.
struct EvidenceCourier: Sendable {
    let client: ServiceClient
    let token: String
    let meeting: MeetingID

    func fetch(_ listing: EvidenceAnswer, to output: String) async throws {
        let staging = "\(output).partial-\(getpid())"
        do {
            for file in listing.files { try await fetch(file, of: listing.edition, into: staging) }
        } catch {
            try? FileManager.default.removeItem(atPath: staging)
            throw DemoFailure(
                line:
                    "\(output): the evidence could not be written (\(Self.words(error))); make room or choose another folder",
                status: .failed)
        }
        try OutputFolder.publish(staging, as: output)
    }

    private func fetch(_ file: String, of edition: String, into staging: String) async throws {
        let target = URL(fileURLWithPath: "\(staging)/\(file)")
        try FileManager.default.createDirectory(
            at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        let place = ["meeting": "\(meeting)", "edition": edition, "**": file]
        try await client.download(EvidenceCalls.file, at: place, to: target, token: token)
    }

    private static func words(_ error: any Error) -> String {
        let system = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
        return system?.localizedDescription ?? (error as NSError).localizedDescription
    }
}
