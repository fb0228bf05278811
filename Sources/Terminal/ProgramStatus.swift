/// What the end of `rljj` and `rljj-room` says to whoever started them: one table for every command of both.
package enum ProgramStatus: Int32, CaseIterable, Hashable, Sendable {
    case success = 0
    /// What was checked is not as it must be, or a media process failed.
    case failed = 1
    /// A file, an address, a secret or the command line is not what it must be; nothing has changed.
    case badInput = 2
    /// This machine lacks something, or standard output takes nothing more.
    case missing = 3
    /// The state folder or the journal in it cannot be used.
    case stateFolder = 4
    /// A media process asks its agent to start it anew (`EX_TEMPFAIL` of `sysexits.h`).
    case restart = 75
    /// Told to end by Ctrl-C, before it was done (128 and the number of SIGINT).
    case interrupted = 130

    /// The words of the table, for people.
    package var meaning: String {
        switch self {
        case .success: "done"
        case .failed: "what was checked is not right, or something failed in the doing"
        case .badInput: "bad input or a wrong command line; nothing is changed"
        case .missing:
            "this machine lacks something (a program, memory, a limit, the right to a file), or standard output takes nothing more"
        case .stateFolder: "the state folder or its journal is in use, cannot be written, or lacks what it held"
        case .restart: "a media process asks its agent to start it anew"
        case .interrupted: "interrupted before it was done"
        }
    }

    /// The table as `--help` prints it.
    package static var table: String {
        "Exit codes:\n\n" + allCases.map { "  \($0.rawValue) \($0.meaning)" }.joined(separator: "\n")
    }
}
