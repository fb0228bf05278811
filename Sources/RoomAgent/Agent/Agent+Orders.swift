import Foundation
import Logging
import Offices
import RoomLink
import RoomMedia

extension Agent {
    /// The device test that waits for its answer.
    func openProbe(of plan: RoomPlan) -> ProbeOrder? { plan.probe.flatMap { $0.number > told.probe ? $0 : nil } }

    /// The picture of the screen that waits to be told.
    func openScreenOrder(of plan: RoomPlan) -> ScreenOrder? {
        plan.screen.take.flatMap { $0.number > told.screen ? $0 : nil }
    }

    /// Begins what was ordered once and was not answered yet.
    func answerOrders(of plan: RoomPlan) {
        if let order = openProbe(of: plan), !isProbing {
            isProbing = true
            Task { await probe(order) }
        }
        if let status = statuses[.display] { hearPicture(in: status) }
    }

    private func probe(_ order: ProbeOrder) async {
        log.info("device test \(order.number) begins")
        let report = await ProbeRun(order: order, recordings: folder.recordings, clock: clock)
            .report(capture: feed(of: .capture), display: feed(of: .display))
        isProbing = false
        guard order.number > told.probe else { return }
        tell(.probed(report))
        told.probe = order.number
        attempt { try DurableFile.save(told, to: folder.told) }
        log.info("device test \(order.number): \(report.passed ? "passed" : "failed")")
        reconcile()
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
        guard let order = openScreenOrder(of: plans.effective(at: serviceNow)), let taken = status.taken,
            taken.path == folder.screen(order.number), !isDeliveringPicture
        else { return }
        isDeliveringPicture = true
        Task { await deliver(taken, for: order) }
    }

    private func deliver(_ taken: ChildStatus.PictureTaken, for order: ScreenOrder) async {
        defer { isDeliveringPicture = false }
        let data: Data
        do {
            data = try await BlockingWork.run { try Data(contentsOf: URL(fileURLWithPath: taken.path)) }
        } catch {
            return complain("screen picture", error.localizedDescription)
        }
        var backoff = Backoff(first: 0.5, longest: 8)
        let hash = FileDigest.hash(of: data)
        while !Task.isCancelled, !isEnding, order.number > told.screen {
            do throws(ServiceFailure) {
                try await client.put(data, as: hash)
                tell(
                    .screenTaken(ScreenPicture(number: order.number, sha256: hash, taken: corrected(taken.at))),
                    at: taken.at)
                told.screen = order.number
                attempt { try DurableFile.save(told, to: folder.told) }
                complain("screen picture", nil)
            } catch {
                complain("screen picture", error.line)
                try? await clock.sleep(backoff.next())
            }
        }
        reconcile()
    }
}
