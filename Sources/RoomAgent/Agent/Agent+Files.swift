import Foundation
import Logging
import Offices
import RoomLink
import RoomMedia

extension Agent {
    /// The page for a surface: the wanted one when it is here, else the one before it.
    func page(_ hash: BlobHash?, on surface: Showing.Surface) -> PageFile? {
        guard let hash else {
            heldPages[surface] = nil
            return nil
        }
        let path = folder.blob(hash)
        if FileManager.default.fileExists(atPath: path) { heldPages[surface] = PageFile(hash: hash, path: path) }
        return heldPages[surface]
    }

    /// The pages that the plan wants and that are not here.
    func missingPages(of plan: RoomPlan) -> [BlobHash] {
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

    /// Brings complete recordings of the plan's meeting up while the plan allows it, one at a time.
    func bringUpRecordings() async {
        var backoff = Backoff(first: 0.5, longest: 8)
        while !Task.isCancelled {
            guard let (part, seal) = nextUpload() else {
                await uploadBell.wait()
                continue
            }
            do throws(ServiceFailure) {
                let upload = Upload(part: part, seal: seal, path: folder.recording(part), client: client)
                try await upload.run { await self.nextUpload()?.0 == part }
                putAway(part)
                complain("upload", nil)
                backoff.reset()
            } catch {
                if Task.isCancelled { return }
                complain("upload", error.line)
                try? await clock.sleep(backoff.next())
            }
        }
    }

    private func nextUpload() -> (RecordingPart, UploadSeal)? {
        let plan = plans.effective(at: serviceNow)
        guard plan.upload, !isEnding else { return nil }
        for entry in ledger.entries where entry.part.meeting == plan.meeting {
            if case .ended(let seal) = entry.stage { return (entry.part, seal) }
        }
        return nil
    }

    /// After the receipt: the local copy is moved aside or deleted, and the ledger forgets it.
    private func putAway(_ part: RecordingPart) {
        let (path, sent) = (folder.recording(part), folder.sent(part))
        attempt {
            if settings.deletesSent {
                try? FileManager.default.removeItem(atPath: path)
            } else if FileManager.default.fileExists(atPath: path) {
                try DurableFile.makeFolder((sent as NSString).deletingLastPathComponent)
                try DurableFile.rename(path, to: sent)
            }
            try? FileManager.default.removeItem(atPath: path + ".json")
            try ledger.remove(part)
        }
        log.info("recording \(part.track.rawValue) part \(part.number) is at the service")
    }
}
