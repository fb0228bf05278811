import Glibc
import Synchronization

/// What the commands print for a person or a program.
///
/// The C library keeps what it cannot write and says nothing; here every line goes out at once, and the first failure is
/// remembered until the command ends.
package enum StandardOutput {
    private static let failure = Mutex<Int32?>(nil)

    /// Something that was printed could not be written: what the system said.
    package struct Lost: Error, Hashable, Sendable, CustomStringConvertible {
        package let reason: String

        package var description: String {
            "standard output takes nothing more (\(reason)); what was printed is lost"
        }
    }

    /// Writes a text; after a failure nothing more is written.
    package static func write(_ text: String) {
        failure.withLock { failure in
            if failure == nil { failure = writeAll(text, to: STDOUT_FILENO) }
        }
    }

    /// Throws when something that was printed could not be written.
    package static func finish() throws(Lost) {
        guard let code = failure.withLock({ $0 }) else { return }
        throw Lost(reason: String(cString: strerror(code)))
    }

    /// From now on a reader who goes away is an error like any other, and no longer the end of the process.
    ///
    /// SIGPIPE is handled, not ignored: programs that this one starts would inherit that it is ignored.
    package static func outliveItsReader() { signal(SIGPIPE) { _ in } }
}

/// What the commands say to a person, apart from what they print; standard error may be closed or full.
package enum StandardError {
    /// Writes a line.
    package static func say(_ line: String, terminator: String = "\n") {
        _ = writeAll(line + terminator, to: STDERR_FILENO)
    }
}

/// Writes a whole text; gives the error's number when it cannot.
private func writeAll(_ text: String, to file: Int32) -> Int32? {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
        let count = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
        if count > 0 {
            rest = rest.dropFirst(count)
        } else if errno == EAGAIN {
            // A terminal that another program has set so; it has room again in a moment.
            var asked = pollfd(fd: file, events: Int16(POLLOUT), revents: 0)
            _ = poll(&asked, 1, -1)
        } else if errno != EINTR {
            return errno
        }
    }
    return nil
}
