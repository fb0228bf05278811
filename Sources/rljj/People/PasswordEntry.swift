import Foundation
import Glibc

/// Asks for a password: at a terminal twice without showing it, otherwise as the first line of standard input.
enum PasswordEntry {
    /// Blocks until there is a password.
    static func read(for name: String) throws -> String {
        guard isatty(STDIN_FILENO) == 1 else {
            guard let line = readLine(strippingNewline: true) else {
                throw Misuse("standard input holds no password; allowed: one line of 12 to 256 characters")
            }
            return line
        }
        let first = try ask("New password for \(name): ")
        guard try ask("Once more: ") == first else { throw Misuse("the two differ; the password is as it was") }
        return first
    }

    private static func ask(_ question: String) throws -> String {
        complain(question, terminator: "")
        var shown = termios()
        guard tcgetattr(STDIN_FILENO, &shown) == 0 else {
            throw Misuse("this terminal cannot hide what is typed; give the password on standard input")
        }
        let before = shown
        // An interrupt must not leave the terminal mute.
        let interrupt = DispatchSource.makeSignalSource(signal: SIGINT)
        interrupt.setEventHandler {
            set(before)
            exit(130)
        }
        signal(SIGINT, SIG_IGN)
        interrupt.resume()
        defer {
            interrupt.cancel()
            signal(SIGINT, SIG_DFL)
            set(before)
            complain("")
        }
        shown.c_lflag &= ~tcflag_t(ECHO)
        set(shown)
        guard let line = readLine(strippingNewline: true) else { throw Misuse("no password; it is as it was") }
        return line
    }

    private static func set(_ state: termios) {
        var state = state
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &state)
    }
}
