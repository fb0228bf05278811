import Digests
import Disk
import Foundation
import Logging
import NIOCore
import NIOPosix
import Offices
import RoomLink
import RoomMedia
import Terminal

/// The inside of a media process: one pipeline, a Unix socket for the agent, and an end of its own at its time.
///
/// It plays on without an agent; whoever connects is told the whole state at once and after every change.
actor PipelineHost {
    /// Makes the pipeline of a first plan.
    typealias Maker = @Sendable (ChildPlan) async throws(MediaFailure) -> any MediaPipeline

    /// What keeps a media process from beginning, in one line.
    struct Refusal: Error, Hashable {
        let line: String
    }

    /// The exit code that asks for a new process.
    static let restartCode = ProgramStatus.restart.rawValue

    nonisolated let executor = ThreadExecutor(label: "pipeline-host")
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    private let child: ChildName
    private let make: Maker
    private let clock: AgentClock
    private let log: Logger
    /// On the steady clock.
    private var until: Moment
    private var wanted: ChildPlan?
    private var pipeline: (any MediaPipeline)?
    private var status = ChildStatus()
    private var recorded: Set<String> = []
    private var listeners: [Int: AsyncStream<ChildReport>.Continuation] = [:]
    private var listenerCount = 0
    private var leaving: ChildLeaving?
    private let wake = Wake()
    /// Rings when the pipeline has said its last.
    private let followed = Wake()

    init(
        child: ChildName, until: Moment, clock: AgentClock = .system, log: Logger, make: @escaping Maker
    ) {
        (self.child, self.clock, self.log, self.make) = (child, clock, log, make)
        self.until = clock.steady.advanced(bySeconds: until.seconds(since: clock.now()))
    }

    /// Plays until it is told to end, its time is up or the pipeline fails; says why it ended.
    ///
    /// - Throws: `Refusal` when another process of this name holds the folder, or the socket cannot be made.
    func run(in folder: RunFolder) async throws -> ChildLeaving {
        let lock = try await takeLock(folder.lock(child))
        lock.write("\(getpid())\n")
        let sockets = try SocketFolder(folder.path)
        unlink(folder.socket(child))
        let server = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .bind(unixDomainSocketPath: sockets.short(folder.socket(child))) { channel in
                channel.eventLoop.makeCompletedFuture { try LineChannel(wrappingChannelSynchronously: channel) }
            }
        let end = await serve(server)
        unlink(folder.socket(child))
        _ = consume lock
        return end
    }

    /// An agent that looks whether the lock is held takes it for an instant, so it is asked for more than once.
    private func takeLock(_ path: String) async throws -> FileLock {
        for _ in 0..<20 {
            if let lock = FileLock(path: path) { return lock }
            try await clock.sleep(0.05)
        }
        throw Refusal(line: "\(child.rawValue): another process holds \(path)")
    }

    /// Ends in order, as if the agent had said so.
    func end() {
        leave(.ordered)
    }

    private func serve(_ server: NIOAsyncChannel<LineChannel, Never>) async -> ChildLeaving {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.accept(server) }
            group.addTask { await self.watchTheClock() }
            let end = await self.play()
            group.cancelAll()
            return end
        }
    }

    /// Makes the pipeline agree with the newest plan, again and again, until something ends it.
    private func play() async -> ChildLeaving {
        while leaving == nil {
            await wake.wait()
            guard leaving == nil, let wanted else { continue }
            do throws(MediaFailure) {
                try await reconcile(with: wanted)
            } catch .needsRestart(let what) {
                leave(.restart(what))
            } catch {
                leave(.failed(error.line))
            }
        }
        let end = leaving ?? .ordered
        await pipeline?.stop()
        await settle()
        say(.leaving(end))
        for listener in listeners.values { listener.finish() }
        // The words are on their way in another task; without this the process may end before them.
        try? await clock.sleep(0.2)
        return end
    }

    private func reconcile(with plan: ChildPlan) async throws(MediaFailure) {
        guard plan.child == child else { throw .pipeline("found a plan for \(plan.child.rawValue)") }
        if let pipeline { return try await pipeline.reconcile(with: plan) }
        if let path = plan.recording, FileManager.default.fileExists(atPath: path) {
            throw .pipeline("\(path) exists already; a recording never writes over another")
        }
        let made = try await make(plan)
        for note in made.notes { log.warning("\(note)") }
        pipeline = made
        Task { await self.follow(made) }
    }

    /// Passes the pipeline's states on; a stream that ends by itself means that the pipeline failed.
    private func follow(_ pipeline: any MediaPipeline) async {
        for await status in pipeline.statuses { take(status) }
        followed.signal()
        if leaving == nil { leave(.failed(status.failure ?? "the pipeline ended without a word")) }
    }

    /// Waits for the last states of a pipeline that was stopped, five seconds at most.
    private func settle() async {
        guard pipeline != nil else { return }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.followed.wait() }
            group.addTask { try? await self.clock.sleep(5) }
            await group.next()
            group.cancelAll()
        }
    }

    private func take(_ status: ChildStatus) {
        self.status = status
        for file in status.finished where recorded.insert(file.path).inserted {
            do {
                try StateFile.save(file, to: file.path + ".json")
            } catch {
                log.error("\(error)")
            }
        }
        say(.status(status))
        if status.state == .failed { leave(.failed(status.failure ?? "the pipeline failed without a word")) }
    }

    private func leave(_ why: ChildLeaving) {
        guard leaving == nil else { return }
        leaving = why
        wake.signal()
    }

    private func watchTheClock() async {
        while !Task.isCancelled {
            if clock.steady >= until { leave(.expired) }
            // An agent that sees nothing for long takes the process for hung, so a long preparation is told too.
            if pipeline == nil { say(.status(status)) }
            do { try await clock.sleep(1) } catch { return }
        }
    }
}

extension PipelineHost {
    private func accept(_ server: NIOAsyncChannel<LineChannel, Never>) async {
        do {
            try await server.executeThenClose { connections in
                await withDiscardingTaskGroup { group in
                    do {
                        for try await connection in connections {
                            group.addTask { await self.attend(connection) }
                        }
                    } catch is CancellationError {
                        self.log.debug("the agent's socket is closed")
                    } catch {
                        self.log.error("the agent's socket broke: \(error)")
                    }
                    group.cancelAll()
                }
            }
        } catch {
            log.debug("the agent's socket ended: \(error)")
        }
    }

    /// One agent's connection, until either side closes it; what it says wrong ends the connection only.
    private func attend(_ connection: LineChannel) async {
        let (number, reports) = listen()
        defer { listeners[number] = nil }
        do {
            try await connection.executeThenClose { inbound, outbound in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask {
                        for await report in reports { try await outbound.write(NDJSON.line(report)) }
                    }
                    group.addTask {
                        var lines = LineBuffer()
                        for try await bytes in inbound {
                            for line in try lines.take(bytes.readableBytesView) { try await self.hear(line) }
                        }
                    }
                    try await group.next()
                    group.cancelAll()
                }
            }
        } catch {
            log.debug("the agent's connection ended: \(error)")
        }
    }

    private func listen() -> (Int, AsyncStream<ChildReport>) {
        // Every report holds the whole state, so a slow reader misses nothing by missing some.
        let (reports, continuation) = AsyncStream.makeStream(
            of: ChildReport.self, bufferingPolicy: .bufferingNewest(8))
        listenerCount += 1
        listeners[listenerCount] = continuation
        continuation.yield(.status(status))
        return (listenerCount, reports)
    }

    private func hear(_ line: [UInt8]) throws {
        let order = try JSONDecoder().decode(ChildOrder.self, from: Data(line))
        until = clock.steady.advanced(bySeconds: order.lasts ?? order.until.seconds(since: clock.now()))
        guard let plan = order.plan else { return leave(.ordered) }
        guard plan != wanted else { return }
        wanted = plan
        wake.signal()
    }

    private func say(_ report: ChildReport) {
        for listener in listeners.values { listener.yield(report) }
    }
}

extension ChildPlan {
    /// The file that the plan wants recorded.
    var recording: String? {
        switch self {
        case .capture(let plan): plan.record
        case .programme(let plan): plan.record
        case .send, .preview, .display: nil
        }
    }
}
