import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import Synchronization

/// Sets an accepted connection up, and sees to it that it is finished in whatever way it ends.
///
/// NIO stops the process when a connection's writer goes without having been finished. That is what became of one that
/// was accepted just before the service was told to end: set up, but taken up by nobody any more.
struct ConnectionSetup<Base: ServerChildChannel>: ServerChildChannel
where Base.Value == NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart> {
    private let base: Base

    init(_ base: Base) { self.base = base }

    /// One connection from its acceptance to its end.
    final class Connection: ServerChildChannelValue {
        fileprivate let value: Base.Value
        private let isTakenUp = Mutex(false)

        init(_ value: Base.Value) { self.value = value }

        var channel: any Channel { value.channel }

        /// From here on whoever handles it finishes it.
        fileprivate func takeUp() -> Base.Value {
            isTakenUp.withLock { $0 = true }
            return value
        }

        deinit {
            guard !isTakenUp.withLock({ $0 }) else { return }
            let value = value
            Task { try? await value.executeThenClose { _, _ in } }
        }
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Connection> {
        base.setup(channel: channel, logger: logger).map(Connection.init).flatMapThrowing { connection in
            let pipeline = channel.pipeline.syncOperations
            let codec = try pipeline.handler(type: HTTP1ToHTTPServerCodec.self)
            try pipeline.addHandler(OldVersionMark(), position: .before(codec))
            return connection
        }
    }

    func handle(value: Connection, logger: Logger) async {
        await base.handle(value: value.takeUp(), logger: logger)
    }
}

/// Notes a request of HTTP/1.0 in `Via`, as whoever passes one on does (RFC 9110, 7.6.3): browsers at this machine speak
/// 1.1, a proxy that is set up with nothing but an address does not.
private final class OldVersionMark: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(var head) = unwrapInboundIn(data), (head.version.major, head.version.minor) < (1, 1) else {
            return context.fireChannelRead(data)
        }
        head.headers.add(name: "Via", value: "1.0 rljj")
        context.fireChannelRead(wrapInboundOut(.head(head)))
    }
}

@available(*, unavailable)
extension OldVersionMark: Sendable {}
