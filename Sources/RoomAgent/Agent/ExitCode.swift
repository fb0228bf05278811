import Glibc

/// What the program's end says to its caller.
package enum ExitCode: Int32, Hashable, Sendable {
    case success = 0
    /// A measure of the device test failed, or a media process.
    case failed = 1
    /// A file, an address or a secret is not what it must be.
    case badInput = 2
    /// A GStreamer element is not installed.
    case missingElement = 3
    /// The state folder is in use or cannot be written.
    case stateFolder = 4
    /// A media process asks to be started anew.
    case restart = 75

    /// Says one line on standard error.
    static func complain(_ line: String) {
        let words = "rljj-room: " + line.split(whereSeparator: \.isNewline).joined(separator: "; ") + "\n"
        _ = words.withCString { write(STDERR_FILENO, $0, strlen($0)) }
    }
}
