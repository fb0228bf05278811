import ArgumentParser
import Glibc
import Synchronization

/// What the commands print for a person or a program.
///
/// The C library keeps what it cannot write and says nothing; here every line goes out at once, and the first failure is
/// remembered until the command ends.
enum StandardOutput {
    private static let failure = Mutex<Int32?>(nil)

    /// Writes a text; after a failure nothing more is written.
    static func write(_ text: String) {
        failure.withLock { failure in
            if failure == nil { failure = writeAll(text, to: STDOUT_FILENO) }
        }
    }

    /// Ends with 3 when something that was printed could not be written.
    static func finish() throws {
        guard let code = failure.withLock({ $0 }) else { return }
        let reason = String(cString: strerror(code))
        throw fail("standard output takes nothing more (\(reason)); what was printed is lost", code: 3)
    }
}

/// Prints a line on standard output, in place of the library's own function, which hides that it failed.
func print(_ item: Any, terminator: String = "\n") { StandardOutput.write("\(item)\(terminator)") }

/// Says a line on standard error, which may be closed or full.
func complain(_ line: String, terminator: String = "\n") { _ = writeAll(line + terminator, to: STDERR_FILENO) }

/// Writes a whole text; gives the error's number when it cannot.
private func writeAll(_ text: String, to file: Int32) -> Int32? {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
        let count = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
        if count > 0 {
            rest = rest.dropFirst(count)
        } else if errno != EINTR {
            return errno
        }
    }
    return nil
}
