import Disk
import Foundation
import Glibc
import Logging
import Offices
import RoomLink
import RoomMedia

extension Agent {
    /// Follows the service's plans, however often the stream breaks.
    func followPlans() async {
        var backoff = Backoff(first: 0.5, longest: 5)
        while !Task.isCancelled {
            let began = clock.steady
            do throws(ServiceFailure) {
                try await client.plans(after: plans.held?.revision, seen: standing.seen) { await self.take($0) }
            } catch {
                if Task.isCancelled { return }
                complain("plans", error.line)
                if error == .status(423) { isDisplaced = true }
                if clock.steady.seconds(since: began) > 3 { backoff.reset() }
                try? await clock.sleep(error.isLockedOut ? backoff.longest : backoff.next())
            }
        }
    }

    private func take(_ plan: RoomPlan) {
        learn(plan.standing)
        if isDisplaced {
            // The other one may have told its own addresses meanwhile.
            (isDisplaced, toldOpening) = (false, nil)
        }
        do {
            if plans.isOutdated(plan) {
                return complain(
                    "plans",
                    "plan \(plan.revision) is not followed: plan \(plans.held?.revision ?? 0) of the same service is held "
                        + "until \(plans.held?.expires.description ?? "now")")
            }
            guard try plans.accept(plan) else { return complain("plans", nil) }
            complain("plans", nil)
            log.info("plan \(plan.revision) is held until \(plan.expires)")
        } catch let refusal as PlanCheck.Refusal {
            complain("plans", "plan \(plan.revision) is refused: \(refusal.line)")
        } catch {
            complain("plans", "plan \(plan.revision) is carried out, and not kept on the disk: \(error)")
        }
        reconcile()
    }

    /// Delivers facts in their order, batch by batch, until each is acknowledged.
    func deliverFacts() async {
        var backoff = Backoff(first: 0.5, longest: 5)
        var limit = RoomCalls.factsPerBatch
        while !Task.isCancelled {
            let batch = spool.batch(limit: limit)
            guard let first = batch.first else {
                await factBell.wait()
                continue
            }
            do throws(ServiceFailure) {
                // The first answer dates anew what waits, so it is asked for before anything is told.
                if !offset.isKnown { try await measureClock() }
                try await deliver(spool.batch(limit: limit))
                complain("facts", nil)
                backoff.reset()
                limit = RoomCalls.factsPerBatch
            } catch {
                if Task.isCancelled { return }
                complain("facts", error.line)
                if error.isRefusal && batch.count > 1 {
                    limit = 1
                } else if error.isRefusal {
                    log.error("fact \(first.sequence) of boot \(first.boot) is refused and set aside")
                    attempt { try spool.setAside(first) }
                } else {
                    try? await clock.sleep(error.isLockedOut ? backoff.longest : backoff.next())
                }
            }
        }
    }

    /// Asks for the service's clock; a service that refuses the question may take the facts all the same.
    private func measureClock() async throws(ServiceFailure) {
        let sent = clock.steady
        do throws(ServiceFailure) {
            learn(sent: sent, serviceTime: try await client.tell(telemetry()).serviceTime)
        } catch {
            if !error.isRefusal { throw error }
        }
    }

    private func deliver(_ batch: [FactEnvelope]) async throws(ServiceFailure) {
        guard let first = batch.first, let last = batch.last else { return }
        let sent = clock.steady
        let receipt = try await client.tell(batch)
        learn(sent: sent, serviceTime: receipt.serviceTime)
        guard receipt.acknowledged >= first.sequence else {
            throw .nonsense(
                "facts \(first.sequence) to \(last.sequence) are acknowledged up to \(receipt.acknowledged)")
        }
        let through = min(receipt.acknowledged, last.sequence)
        attempt { try spool.acknowledge(boot: first.boot, through: through) }
        learn(receipt.standing)
        attempt { try standing.save() }
    }

    /// Hears how far the service's journal stands; one that was set back is told everything again.
    func learn(_ said: Standing?) {
        guard standing.learn(said) else { return }
        attempt { try standing.save() }
        var (facts, files) = (0, 0)
        attempt { facts = try spool.offerAgain() }
        attempt { files = try ledger.offerAgain() }
        told.forgetAnswers()
        keepTold()
        toldOpening = nil
        uploadRest = [:]
        log.warning(
            """
            the service's state was set back, as by a restored backup: its plans are followed from position \
            \(said?.position ?? 0), and \(facts) facts and \(files) recordings are offered to it again
            """)
        factBell.signal()
        uploadBell.signal()
    }

    /// Says each second how the room feels; less often while nobody listens.
    func sayTelemetry() async {
        var backoff = Backoff(first: 1, longest: 5)
        while !Task.isCancelled {
            let sent = clock.steady
            do throws(ServiceFailure) {
                let answer = try await client.tell(telemetry())
                learn(sent: sent, serviceTime: answer.serviceTime)
                learn(answer.standing)
                backoff.reset()
                try? await clock.sleep(max(0.05, 1 - clock.steady.seconds(since: sent)))
            } catch {
                if Task.isCancelled { return }
                try? await clock.sleep(backoff.next())
            }
        }
    }

    /// How the room feels now; a process that has said nothing for a while feels nothing.
    func telemetry() -> Telemetry {
        let measures = heard(.capture)?.measures
        let recording = heard(.programme)?.recording ?? heard(.capture)?.recording
        let children = Dictionary(
            uniqueKeysWithValues: up.map { ($0, losses[$0] == nil ? statuses[$0]?.state ?? .starting : .failed) })
        var telemetry = Telemetry(
            plan: plans.held?.revision ?? 0, frameRate: measures?.frameRate, brightness: measures?.brightness,
            motion: measures?.motion, soundLevel: measures?.soundLevel, freeDisk: FileFacts.free(at: folder.recordings),
            recordedSeconds: recording.map { $0.lastFrame.seconds(since: $0.firstFrame) },
            spooled: spool.waiting.count, children: children)
        telemetry.measured = measures.flatMap { _ in heardAt[.capture] }.map(onServiceClock) ?? serviceNow
        telemetry.clockOffset = min(max(clockError, -Implausible.clockOffset), Implausible.clockOffset)
        telemetry.recordingFailure = Track.allCases.lazy.compactMap { self.recordingFailures[$0]?.reason }.first
        return telemetry
    }

    /// The state of a process while it speaks; it speaks every second.
    func heard(_ child: ChildName) -> ChildStatus? {
        guard let at = heardAt[child], clock.steady.seconds(since: at) < Self.freshness else { return nil }
        return statuses[child]
    }

    /// Measures older than this are no longer how the room feels, in seconds.
    private static let freshness = 4.0

    /// Sends the newest picture of the room whenever there is a new one.
    func showPreview() async {
        var shown: Moment?
        while !Task.isCancelled {
            do { try await clock.sleep(0.25) } catch { return }
            guard up.contains(.preview), let changed = FileMoment.lastChange(of: folder.preview), changed != shown,
                let picture = await JPEGFile.read(folder.preview)
            else { continue }
            do throws(ServiceFailure) {
                try await client.show(preview: picture)
                shown = changed
            } catch {
                try? await clock.sleep(2)
            }
        }
    }
}

extension ServiceFailure {
    /// The service will not hear this room until somebody changes its secret.
    ///
    /// One that hears another machine (423) may hear this one two seconds later, when that one was its run before.
    var isLockedOut: Bool { self == .status(401) || self == .status(403) }
}
