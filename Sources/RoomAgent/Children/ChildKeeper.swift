import Digests
import Foundation
import Glibc
import Logging
import NIOCore
import NIOPosix
import Offices
import RoomLink
import RoomMedia
import Synchronization

/// What a keeper tells the agent about its process.
enum ChildEvent: Hashable, Sendable {
    case status(ChildStatus)
    /// The process is gone; the reason when it was neither ordered nor wanted.
    case ended(lost: String?)
}

/// Keeps one media process in agreement with what the agent orders: adopts, starts, tells, ends and starts it anew.
actor ChildKeeper {
    /// How long things may take, in seconds.
    struct Patience: Hashable, Sendable {
        /// From the start of a process to its socket.
        var socket = 10.0
        /// Without a word of a process that prepares, and of one that plays. Long, for on a starved machine words were
        /// seen to come 14 s late, and killing a recorder helps nobody then.
        var preparing = 90.0
        var playing = 40.0
        /// From the order to end to the first signal, and from there to the last.
        var ending = 20.0
        var terminating = 5.0
        /// A process that played for so long is well: its next restart is at once.
        var well = 30.0

        init() {}
    }

    /// What is wanted, the bell that rings when it changes, and whether the keeper is at work.
    private struct Wish {
        var order: ChildOrder?
        var bell = Wake()
        /// A process is being started, spoken with or mourned.
        var isBusy = false
    }

    typealias Sink = @Sendable (ChildName, ChildEvent) async -> Void

    nonisolated let executor = ThreadExecutor(label: "child-keeper")
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    let child: ChildName
    private let launcher: ChildLauncher
    private let sockets: SocketFolder
    private let clock: AgentClock
    private let patience: Patience
    private let log: Logger
    private let sink: Sink
    private let wish = Mutex(Wish())
    private var backoff = Backoff(first: 0.5, longest: 15)
    private var restarts = 0
    private var process: pid_t?
    /// Our own child keeps its number until it was waited for, so a signal reaches no stranger.
    private var isOurs = false
    private var lastWord: Moment
    private var last: ChildStatus?

    init(
        child: ChildName, launcher: ChildLauncher, sockets: SocketFolder, clock: AgentClock,
        patience: Patience = Patience(), log: Logger, sink: @escaping Sink
    ) {
        (self.child, self.launcher, self.sockets, self.clock) = (child, launcher, sockets, clock)
        (self.patience, self.log, self.sink) = (patience, log, sink)
        lastWord = clock.steady
    }

    /// Whether a process of this name runs, whoever started it.
    nonisolated var isRunning: Bool { launcher.run.processHolding(child) != nil }

    /// Whether there is no process, and nothing about the last one is left to be said.
    nonisolated var isAtRest: Bool { !wish.withLock(\.isBusy) && !isRunning }

    /// Says what is wanted from now on; `nil` ends the process. Returns at once.
    nonisolated func want(_ order: ChildOrder?) {
        wish.withLock { wish in
            guard order != wish.order else { return }
            wish.order = order
            wish.bell.signal()
        }
    }

    private var order: ChildOrder? { wish.withLock { $0.order } }

    /// A new bell, because one whose waiter was cancelled rings no more.
    private func freshBell() -> Wake {
        wish.withLock { wish in
            wish.bell = Wake()
            return wish.bell
        }
    }

    /// Keeps the process until the task is cancelled; the process itself goes on then.
    func keep() async {
        while !Task.isCancelled {
            defer { wish.withLock { $0.isBusy = false } }
            if let found = launcher.run.processHolding(child) {
                log.info("\(child.rawValue): process \(found) is adopted")
                wish.withLock { $0.isBusy = true }
                if process != found { (process, isOurs) = (found, false) }
                await attend()
            } else if order?.plan != nil {
                await startAnew()
            } else {
                let bell = freshBell()
                if order?.plan == nil { await bell.wait() }
            }
        }
    }

    private func startAnew() async {
        guard let order else { return }
        wish.withLock { $0.isBusy = true }
        do {
            (process, isOurs) = (try await launcher.start(child, until: wallTime(order.until)), true)
            log.info("\(child.rawValue): process \(process ?? 0) is started")
            await attend()
        } catch {
            log.error("\(child.rawValue): \(error)")
            await rest()
        }
    }

    /// Speaks with the process until it is gone, then says so and waits before the next start.
    private func attend() async {
        let began = clock.steady
        (lastWord, last) = (began, nil)
        let leaving = await converse()
        guard !Task.isCancelled else { return }
        let reason = await reasonOfEnd(leaving)
        process = nil
        await sink(child, .ended(lost: reason))
        if clock.steady.seconds(since: began) >= patience.well { (restarts, backoff) = (0, Self.freshBackoff) }
        if order?.plan != nil { await rest() }
    }

    private static let freshBackoff = Backoff(first: 0.5, longest: 15)

    /// The first restart is at once, every further one waits longer.
    private func rest() async {
        wish.withLock { $0.isBusy = false }
        restarts += 1
        if restarts > 1 { try? await clock.sleep(backoff.next()) }
    }
}

extension ChildKeeper {
    /// The conversation over the socket, begun again while the process lives; gives its last word.
    private func converse() async -> ChildLeaving? {
        let start = clock.steady
        var silence = Silence()
        while !Task.isCancelled {
            if let channel = await connect() {
                if let leaving = await speak(over: channel) { return leaving }
            }
            if Task.isCancelled || !isAlive() { return nil }
            silence.look(at: clock.steady, lastWord: max(start, lastWord))
            if silence.seconds > patience.socket { await kill(SIGKILL) }
            try? await clock.sleep(0.05)
        }
        return nil
    }

    private func connect() async -> LineChannel? {
        try? await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .connect(unixDomainSocketPath: sockets.short(launcher.run.socket(child))) { channel in
                channel.eventLoop.makeCompletedFuture { try LineChannel(wrappingChannelSynchronously: channel) }
            }
    }

    private func speak(over channel: LineChannel) async -> ChildLeaving? {
        let bell = freshBell()
        return try? await channel.executeThenClose { inbound, outbound in
            try await withThrowingTaskGroup(of: ChildLeaving?.self) { group in
                group.addTask {
                    try await self.tell(outbound, bell: bell)
                    return nil
                }
                group.addTask { await self.watch() }
                group.addTask { try await self.listen(inbound) }
                defer { group.cancelAll() }
                return try await group.next() ?? nil
            }
        }
    }

    /// A moment of the steady clock as the time of day has it now.
    private func wallTime(_ steady: Moment) -> Moment { steady.advanced(bySeconds: clock.set) }

    /// The newest order, with the time that is left: the process keeps its end on its own steady clock.
    private var said: ChildOrder {
        let (order, now) = (order ?? ChildOrder(plan: nil, until: clock.steady), clock.steady)
        return ChildOrder(
            plan: order.plan, until: wallTime(order.until), lasts: max(0, order.until.seconds(since: now)))
    }

    /// Says the newest order at once, after every change and now and then.
    private func tell(_ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>, bell: Wake) async throws {
        while !Task.isCancelled {
            try await outbound.write(NDJSON.line(said))
            await bell.wait()
        }
    }

    private func listen(_ inbound: NIOAsyncChannelInboundStream<ByteBuffer>) async throws -> ChildLeaving? {
        var lines = LineBuffer()
        for try await bytes in inbound {
            for line in try lines.take(bytes.readableBytesView) {
                lastWord = clock.steady
                switch try JSONDecoder().decode(ChildReport.self, from: Data(line)) {
                case .leaving(let why): return why
                case .status(let status):
                    last = status
                    await sink(child, .status(status))
                }
            }
        }
        return nil
    }

    /// Ends a process that is silent for too long, or that does not end though it was told to.
    private func watch() async -> ChildLeaving? {
        var (endOrdered, silence) = (Moment?.none, Silence())
        while !Task.isCancelled {
            do { try await clock.sleep(0.5) } catch { return nil }
            let now = clock.steady
            endOrdered = order?.plan == nil ? (endOrdered ?? now) : nil
            silence.look(at: now, lastWord: lastWord)
            let allowed = last?.state == .playing ? patience.playing : patience.preparing
            if let endOrdered, now.seconds(since: endOrdered) > patience.ending + patience.terminating {
                await kill(SIGKILL)
            } else if let endOrdered, now.seconds(since: endOrdered) > patience.ending {
                await kill(SIGTERM)
            } else if silence.seconds > allowed {
                log.error("\(child.rawValue): nothing heard for \(allowed) s")
                await kill(SIGKILL)
            }
        }
        return nil
    }

    private func kill(_ signal: Int32) async {
        guard let process, isOurs || launcher.run.processHolding(child) == process else { return }
        log.warning("\(child.rawValue): process \(process) is sent signal \(signal)")
        Glibc.kill(process, signal)
    }

    /// Whether the process lives; a child of ours that ended is not, though it is still to be waited for.
    private func isAlive() -> Bool {
        guard let process else { return false }
        return Glibc.kill(process, 0) == 0 && !ChildExit.isZombie(process)
    }

    private func reasonOfEnd(_ leaving: ChildLeaving?) async -> String? {
        let exit = await ChildExit.of(process, clock: clock)
        switch leaving {
        case .ordered, .restart: return nil
        case .expired: return order?.plan == nil ? nil : "its time was up"
        case .failed(let words): return String(words.prefix(300))
        case nil:
            if exit == .code(PipelineHost.restartCode) || (order?.plan == nil && exit == .code(0)) { return nil }
            let words = launcher.run.lastWords(child).map { "; \($0)" } ?? ""
            return String("\(exit.line)\(exit.isSignal ? "" : words)".prefix(300))
        }
    }
}
