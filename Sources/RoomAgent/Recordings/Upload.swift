import Digests
import Disk
import Foundation
import Glibc
import Offices
import RoomLink

/// One recording's way up to the service, begun where it last broke off.
struct Upload: Sendable {
    let part: RecordingPart
    let seal: UploadSeal
    let path: String
    let client: RoomClient

    /// The numbers of the chunks of a file.
    static func chunks(bytes: Int64) -> Range<Int> {
        let (whole, rest) = max(0, bytes).quotientAndRemainder(dividingBy: Int64(UploadSeal.chunkSize))
        return 0..<Int(whole + (rest > 0 ? 1 : 0))
    }

    /// Brings up what the service lacks and gives the word on the whole; returns when the service has said that it holds
    /// these very bytes.
    ///
    /// A service that says no more than that the file is complete is given the word on the whole, which it compares.
    /// - Parameter isWanted: asked before every chunk; the upload breaks off when it says no.
    func run(while isWanted: @Sendable () async -> Bool) async throws(ServiceFailure) {
        var state = try await client.uploadState(of: part)
        if try isHeld(by: state) { return }
        if state.complete { state = try await client.seal(part, seal) }
        if !state.complete { try await check() }
        // A service whose copy differs may drop chunks when it checks the whole, so they are asked for once more.
        for _ in 0..<2 where !state.complete {
            let received = Set(state.received)
            for index in Self.chunks(bytes: seal.bytes) where !received.contains(index) {
                guard await isWanted() else { throw .unreachable("the plan no longer wants the upload") }
                try await client.put(chunk: try await read(index), of: part, index: index)
            }
            state = try await client.seal(part, seal)
            if let reason = state.refused { throw .refused(Shown.line(reason, atMost: 300)) }
        }
        guard state.complete else { throw .nonsense("the recording is not complete though every chunk is there") }
        _ = try isHeld(by: state)
    }

    /// Whether the service holds the file; another one under its name is thrown, and this one stays here.
    private func isHeld(by state: UploadState) throws(ServiceFailure) -> Bool {
        guard state.complete, let held = state.held else { return false }
        guard held == seal else {
            throw .nonsense(
                "under the name of \(part.track.rawValue) part \(part.name.words) it holds another file, "
                    + "\(held.bytes) bytes with SHA-256 \(held.sha256.hex.prefix(12))…; this one stays in \(path)")
        }
        return true
    }

    /// A file that is no longer what was told would come up in vain, and be dropped there.
    private func check() async throws(ServiceFailure) {
        let found: (bytes: Int64, sha256: ContentHash)
        let path = path
        do {
            found = try await OffPool.run { try FileDigest.sha256(of: path) }
        } catch {
            throw .nonsense("\(path) cannot be read as it was told: \(error)")
        }
        guard found == (seal.bytes, seal.sha256) else {
            throw .nonsense(
                "\(path) has changed: \(found.bytes) bytes with SHA-256 \(found.sha256), told as \(seal.bytes)")
        }
    }

    private func read(_ index: Int) async throws(ServiceFailure) -> Data {
        let path = path
        let start = Int64(index) * Int64(UploadSeal.chunkSize)
        let count = Int(min(Int64(UploadSeal.chunkSize), seal.bytes - start))
        do {
            return try await OffPool.run {
                let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
                defer { try? file.close() }
                try file.seek(toOffset: UInt64(start))
                let data = try file.read(upToCount: count) ?? Data()
                guard data.count == count else { throw CocoaError(.fileReadCorruptFile) }
                return data
            }
        } catch {
            throw .nonsense("\(path) cannot be read as it was told: \(error.localizedDescription)")
        }
    }
}
