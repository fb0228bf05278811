import Digests
import Disk
import Foundation
import Glibc
import Logging
import Offices
import RoomLink
import RoomMedia

extension Agent {
    /// The page for a surface: the wanted one when it is here, else the one before it.
    func page(_ hash: ContentHash?, on surface: Showing.Surface) -> PageFile? {
        guard let hash else {
            heldPages[surface] = nil
            return nil
        }
        let path = folder.blob(hash)
        if FileManager.default.fileExists(atPath: path) { heldPages[surface] = PageFile(hash: hash, path: path) }
        return heldPages[surface]
    }

    /// The pages that the plan wants and that are not here.
    func missingPages(of plan: RoomPlan) -> [ContentHash] {
        let hashes = [plan.programme?.page, plan.screen.page].compactMap { $0 }
        return hashes.filter { !FileManager.default.fileExists(atPath: folder.blob($0)) }
    }

    /// Fetches wanted pages until each is here.
    func fetchPages() async {
        var backoff = Backoff(first: 0.25, longest: 4)
        while !Task.isCancelled {
            guard let hash = missingPages(of: plans.effective(at: serviceNow)).first else {
                await pageBell.wait()
                continue
            }
            do throws(ServiceFailure) {
                let data = try await client.blob(hash)
                attempt { try DurableFile.write(data, to: folder.blob(hash)) }
                complain("pages", nil)
                backoff.reset()
                reconcile()
            } catch {
                complain("pages", error.line)
            }
            if !FileManager.default.fileExists(atPath: folder.blob(hash)) { try? await clock.sleep(backoff.next()) }
        }
    }

    /// After the service had no room for a file, the same file again after so long, in seconds.
    private static let noRoomRest = 60.0

    /// Brings complete recordings up while the plan allows it for their meeting, one at a time.
    ///
    /// One that fails rests, and the others go before it.
    func bringUpRecordings() async {
        var backoff = Backoff(first: 0.5, longest: 8)
        while !Task.isCancelled {
            guard let entry = nextUpload(), let told = entry.told, case .ended(let seal) = entry.stage else {
                await rest()
                continue
            }
            do throws(ServiceFailure) {
                let path = ledger.path(of: entry) ?? folder.recording(entry.part)
                let upload = Upload(part: told, seal: seal, path: path, client: client)
                try await upload.run { await self.wantsUpload(of: entry) }
                putAway(entry.part, told: told, seal: seal)
                complain("upload", nil)
                backoff.reset()
            } catch {
                if Task.isCancelled { return }
                complain("upload", error.line)
                if case .refused(let reason) = error { setAside(entry.part, because: reason) }
                let pause = error == .status(507) ? Self.noRoomRest : backoff.next()
                uploadRest[entry.part] = clock.steady.advanced(bySeconds: pause)
            }
        }
    }

    /// Waits until a file that failed is to be tried again, or for something to do.
    private func rest() async {
        guard let soonest = uploadRest.values.min() else { return await uploadBell.wait() }
        try? await clock.sleep(max(0.05, soonest.seconds(since: clock.steady)))
        uploadRest = uploadRest.filter { $0.value > clock.steady }
    }

    private func nextUpload() -> Ledger.Entry? {
        let now = clock.steady
        return ledger.entries.first { wantsUpload(of: $0) && uploadRest[$0.part].map { $0 <= now } ?? true }
    }

    private func wantsUpload(of entry: Ledger.Entry) -> Bool {
        let plan = plans.effective(at: serviceNow)
        return plan.brings(up: entry.part.meeting) && !isEnding && entry.isEnded && entry.told != nil
            && entry.refused == nil && !entry.isEmpty
    }

    /// Sent again, the file would be refused again; it stays for whoever looks into it.
    private func setAside(_ part: RecordingPart, because reason: String) {
        attempt { try ledger.set(refused: reason, of: part) }
        log.error(
            "recording \(part.track.rawValue) part \(part.number) stays at \(folder.recording(part)): \(reason); the host's operator gives it up at the service"
        )
    }

    /// After the receipt: the local copy is moved aside or emptied.
    ///
    /// The ledger remembers it, for a service that was restored from a backup; its name stays among the sent ones, so that
    /// its number is never given again.
    private func putAway(_ part: RecordingPart, told: RecordingPart, seal: UploadSeal) {
        let (path, sent) = (folder.recording(part), folder.sent(told))
        attempt {
            if FileManager.default.fileExists(atPath: path) {
                try PrivateFolder.make((sent as NSString).deletingLastPathComponent)
                try DurableFile.move(path, to: sent)
            }
            if settings.deletesSent { truncate(sent, 0) }
            try? FileManager.default.removeItem(atPath: path + ".json")
            try ledger.setSent(part, seal: seal)
            uploadRest[part] = nil
        }
        log.info("recording \(told.track.rawValue) part \(told.number) is at the service")
    }
}
