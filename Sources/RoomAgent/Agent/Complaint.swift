import Terminal

/// Prints a line on standard output, in place of the library's own function, which hides that it failed.
func print(_ item: Any) { StandardOutput.write("\(item)\n") }

extension ProgramStatus {
    /// Says one line on standard error.
    static func complain(_ line: String) {
        StandardError.say("rljj-room: " + line.split(whereSeparator: \.isNewline).joined(separator: "; "))
    }
}
