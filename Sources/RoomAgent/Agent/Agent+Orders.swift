import Digests
import Disk
import Foundation
import Logging
import Offices
import RoomLink
import RoomMedia

extension Agent {
    /// The device test that waits for its answer.
    func openProbe(of plan: RoomPlan) -> ProbeOrder? {
        guard let meeting = plan.meeting, let order = plan.probe, told.lacks(order, of: meeting) else { return nil }
        return order
    }

    /// The picture of the screen that waits to be told, and where it is written.
    func openScreenOrder(of plan: RoomPlan) -> (order: ScreenOrder, meeting: MeetingID, path: String)? {
        guard let meeting = plan.meeting, let order = plan.screen.take, told.lacks(order, of: meeting) else {
            return nil
        }
        return (order, meeting, folder.screen(order, of: meeting))
    }

    /// Begins what was ordered once and was not answered yet.
    func answerOrders(of plan: RoomPlan) {
        if let order = openProbe(of: plan), let meeting = plan.meeting, !isProbing {
            isProbing = true
            Task { await probe(order, of: meeting) }
        }
        if let status = statuses[.display] { hearPicture(in: status) }
    }

    private func probe(_ order: ProbeOrder, of meeting: MeetingID) async {
        log.info("device test \(order.number) of meeting \(meeting) begins")
        let report = await ProbeRun(order: order, recordings: folder.recordings, clock: clock)
            .report(capture: feed(of: .capture), display: feed(of: .display))
        isProbing = false
        defer { reconcile() }
        // A room that came to serve another meeting gave the camera back: nothing was measured.
        guard plans.effective(at: serviceNow).meeting == meeting, told.lacks(order, of: meeting) else { return }
        tell(.probed(report), of: meeting)
        told.answer(order, of: meeting)
        keepTold()
        log.info("device test \(order.number): \(report.passed ? "passed" : "failed")")
    }

    /// The states of one process from now on.
    private func feed(of child: ChildName) -> AsyncStream<ChildStatus> {
        let (stream, continuation) = AsyncStream.makeStream(of: ChildStatus.self)
        let id = UUID()
        statusFeeds[id] = (child, continuation)
        continuation.onTermination = { _ in Task { await self.endFeed(id) } }
        return stream
    }

    private func endFeed(_ id: UUID) { statusFeeds[id] = nil }

    /// The display has taken the picture that is wanted: it is stored at the service, then told.
    func hearPicture(in status: ChildStatus) {
        guard let (order, meeting, path) = openScreenOrder(of: plans.effective(at: serviceNow)),
            let taken = status.taken, taken.path == path, !isDeliveringPicture
        else { return }
        isDeliveringPicture = true
        Task { await deliver(taken, for: order, of: meeting) }
    }

    private func deliver(_ taken: ChildStatus.PictureTaken, for order: ScreenOrder, of meeting: MeetingID) async {
        defer { isDeliveringPicture = false }
        let data: Data
        do {
            data = try await OffPool.run { try Data(contentsOf: URL(fileURLWithPath: taken.path)) }
        } catch {
            return complain("screen picture", error.localizedDescription)
        }
        var backoff = Backoff(first: 0.5, longest: 8)
        // The clock may be set, and the service's be heard for the first time, before the picture is there.
        let steady = taken.at.advanced(bySeconds: -clock.set)
        let hash = ContentHash(of: data)
        while !Task.isCancelled, !isEnding, told.lacks(order, of: meeting) {
            do throws(ServiceFailure) {
                try await client.put(data, as: hash)
                let picture = ScreenPicture(number: order.number, sha256: hash, taken: onServiceClock(steady))
                tell(.screenTaken(picture), at: picture.taken, of: meeting)
                told.answer(order, of: meeting)
                keepTold()
                try? FileManager.default.removeItem(atPath: taken.path)
                complain("screen picture", nil)
            } catch {
                complain("screen picture", error.line)
                try? await clock.sleep(backoff.next())
            }
        }
        reconcile()
    }
}
