import Dispatch
import Glibc

/// The system's wish that a process ends: SIGTERM, SIGINT, and SIGHUP when its terminal has gone.
enum Signals {
    /// Read and write end; neither blocks nor is inherited.
    private static let pipe: (read: Int32, write: Int32) = {
        var ends: [Int32] = [-1, -1]
        Glibc.pipe(&ends)
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        return (ends[0], ends[1])
    }()

    /// A bell that the first signal rings; from now on these signals no longer kill, nor does a broken pipe.
    ///
    /// They are handled, not ignored: programs that this one starts would inherit that they are ignored.
    static func first() -> Wake {
        let bell = Wake()
        let source = DispatchSource.makeReadSource(fileDescriptor: pipe.read, queue: DispatchQueue(label: "signals"))
        // The handler holds its source, which lives as long as the process.
        source.setEventHandler {
            withExtendedLifetime(source) { bell.signal() }
            var bytes = [UInt8](repeating: 0, count: 16)
            _ = read(pipe.read, &bytes, bytes.count)
        }
        source.activate()
        signal(SIGPIPE) { _ in }
        for number in [SIGTERM, SIGINT, SIGHUP] {
            signal(number) { _ in
                var byte: UInt8 = 1
                _ = write(Signals.pipe.write, &byte, 1)
            }
        }
        return bell
    }
}
