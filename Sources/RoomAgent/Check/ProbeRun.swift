import Disk
import Foundation
import Offices
import RoomLink
import RoomMedia

/// A device test on running media processes.
struct ProbeRun: Sendable {
    let order: ProbeOrder
    /// The folder on the disk that takes recordings.
    let recordings: String
    let clock: AgentClock
    /// Seconds of playing that are measured.
    var seconds = 3.0
    /// Seconds that a device has to begin.
    var patience = 15.0

    /// Listens to both processes for the time of the test; a process that never plays is measured as nothing.
    func report(capture: AsyncStream<ChildStatus>, display: AsyncStream<ChildStatus>) async -> ProbeReport {
        async let seen = gather(capture)
        async let shown = gather(display)
        let free = FileFacts.free(at: recordings)
        return Probe.report(
            number: order.number, diskNeeded: order.diskNeeded, freeDisk: free, capture: await seen,
            display: await shown)
    }

    /// The states of a process that plays, over the time of the test.
    private func gather(_ statuses: AsyncStream<ChildStatus>) async -> [ChildStatus.Measures] {
        await withTaskGroup(of: [ChildStatus.Measures]?.self) { group in
            group.addTask {
                var gathered: [ChildStatus.Measures] = []
                var began: Moment?
                for await status in statuses where status.state == .playing {
                    let now = clock.steady
                    gathered.append(status.measures)
                    if now.seconds(since: began ?? now) >= seconds { break }
                    began = began ?? now
                }
                return gathered
            }
            group.addTask {
                try? await clock.sleep(patience + seconds)
                return nil
            }
            // The time being up cancels the first task, whose stream then ends with what it has.
            var result: [ChildStatus.Measures] = []
            for await gathered in group {
                group.cancelAll()
                if let gathered { result = gathered }
            }
            return result
        }
    }
}
