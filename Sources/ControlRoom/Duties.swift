/// Something that the service does by itself, again and again.
package struct Duty: Sendable {
    /// The time from the end of one round to the next.
    let pause: Duration
    /// Whether a round is waited for; one that may take an hour is not.
    let isAwaited: Bool
    let round: @Sendable () async -> Void

    init(every pause: Duration, isAwaited: Bool = true, _ round: @escaping @Sendable () async -> Void) {
        (self.pause, self.isAwaited, self.round) = (pause, isAwaited, round)
    }

    fileprivate func keep(by clock: some Clock<Duration>) async {
        await withDiscardingTaskGroup { group in
            while !Task.isCancelled {
                if isAwaited { await round() } else { group.addTask { await round() } }
                do { try await clock.sleep(for: pause) } catch { return }
            }
        }
    }
}

/// The duties of a service while it runs.
package struct Duties: Sendable {
    private let work: Task<Void, Never>

    /// Begins them, the first round of each at once.
    init(_ duties: [Duty], by clock: some Clock<Duration>) {
        work = Task {
            await withDiscardingTaskGroup { group in
                for duty in duties { group.addTask { await duty.keep(by: clock) } }
            }
        }
    }

    /// Ends them, and with them the outside programs that they wait for; work that was begun is given back.
    package func end() async {
        work.cancel()
        await work.value
    }
}

extension ControlRoom {
    /// Begins what the service does beside answering: it keeps time, works off its outbox, and takes in what others left.
    ///
    /// - Parameters:
    ///   - clock: measures the pauses.
    ///   - report: hears what failed; it is tried again in the next round.
    package nonisolated func beginDuties(
        by clock: some Clock<Duration> = ContinuousClock(), report: @escaping @Sendable (any Error) -> Void
    ) -> Duties {
        let trying: @Sendable (@Sendable () async throws -> Void) async -> Void = { step in
            do { try await step() } catch { report(error) }
        }
        return Duties(
            [
                Duty(every: .seconds(1)) { await self.keepPace() },
                // By itself: work of the outbox may take minutes, and meetings do not wait for it.
                Duty(every: .seconds(5)) {
                    await self.keepTime()
                    await self.tryKeeping()
                    await trying { try await self.keepMark() }
                },
                Duty(every: .seconds(5), isAwaited: false) { await self.workOffOutbox() },
                Duty(every: .seconds(5)) {
                    await trying { try await self.keepAudit() }
                    await trying { try await self.renewCalendar() }
                    await trying { try await self.tendSchedule() }
                },
            ], by: clock)
    }
}
