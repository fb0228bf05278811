import Foundation
import Glibc
import NIOCore
import NIOPosix
import Offices
import RoomLink
import RoomMedia
import Testing

@testable import RoomAgent

/// One media process, started as the agent starts it, with a raw connection to its socket.
final class ChildProcess: Sendable {
    let run: RunFolder
    let process: pid_t
    private let child: ChildName
    private let sockets: SocketFolder

    init(_ child: ChildName, in folder: TemporaryFolder, lasts seconds: Double = 60) async throws {
        self.child = child
        run = RunFolder(path: folder.path)
        sockets = try SocketFolder(folder.path)
        let launcher = ChildLauncher(program: Program.path, pipelines: Program.pipelines, run: run)
        process = try await launcher.start(child, until: Moment(Date()).advanced(bySeconds: seconds))
    }

    deinit { kill(process, SIGKILL) }

    /// Sends bytes as they are, then reads reports until the process closes or `isEnough`.
    func converse(
        _ pieces: [[UInt8]], until isEnough: @escaping @Sendable (ChildReport) -> Bool = { _ in false }
    ) async throws -> [ChildReport] {
        let channel = try await connect()
        return try await channel.executeThenClose { inbound, outbound in
            for piece in pieces {
                do { try await outbound.write(ByteBuffer(bytes: piece)) } catch { return [] }
            }
            var (reports, lines) = ([ChildReport](), LineBuffer())
            do {
                for try await bytes in inbound {
                    for line in try lines.take(bytes.readableBytesView) {
                        reports.append(try JSONDecoder().decode(ChildReport.self, from: Data(line)))
                        if let last = reports.last, isEnough(last) { return reports }
                    }
                }
            } catch is IOError { return reports }
            return reports
        }
    }

    private func connect() async throws -> LineChannel {
        let path = sockets.short(run.socket(child))
        return try await awaited("the process listens") {
            try? await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                .connect(unixDomainSocketPath: path) { channel in
                    channel.eventLoop.makeCompletedFuture { try LineChannel(wrappingChannelSynchronously: channel) }
                }
        }
    }

    /// Waits for the end of the process.
    func end() async throws -> ChildExit { await ChildExit.of(process, clock: .system) }

    static func line(_ order: ChildOrder) throws -> [UInt8] { Array(try NDJSON.line(order).readableBytesView) }
}
