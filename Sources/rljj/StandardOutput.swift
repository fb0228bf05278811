import ArgumentParser
import Terminal

/// Prints a line on standard output, in place of the library's own function, which hides that it failed.
func print(_ item: Any, terminator: String = "\n") { StandardOutput.write("\(item)\(terminator)") }

/// Says a line on standard error, which may be closed or full.
func complain(_ line: String, terminator: String = "\n") { StandardError.say(line, terminator: terminator) }

/// Prints one clear line and ends with a code that is not 0.
func fail(_ line: String, status: ProgramStatus = .badInput) -> ExitCode {
    complain("rljj: \(line)")
    return ExitCode(status.rawValue)
}

/// Ends with 3 when something that was printed could not be written.
func expectPrinted() throws {
    do { try StandardOutput.finish() } catch { throw fail("\(error)", status: .missing) }
}

/// Raises the limits of this process to what its work needs; ends with 3 when the system does not let it.
func expectLimits(_ limits: ProcessLimits) throws {
    do { try limits.assure() } catch { throw fail("\(error)", status: .missing) }
}

/// Refuses an option's path that is empty, as an unset variable of a script leaves it.
func expectNamed(_ option: String, _ path: String?) throws {
    if path?.isEmpty == true { throw ValidationError("\(option): found an empty name; allowed: a path") }
}
