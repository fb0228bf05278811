extension Program {
    /// What a run that ended with exit status 0 left.
    package struct Output: Hashable, Sendable {
        package let standardOutput: [UInt8]
        package let standardError: [UInt8]

        package init(standardOutput: [UInt8], standardError: [UInt8]) {
            (self.standardOutput, self.standardError) = (standardOutput, standardError)
        }

        /// Standard output as UTF-8, broken sequences replaced.
        package var text: String { String(decoding: standardOutput, as: UTF8.self) }
        /// Standard error as UTF-8, broken sequences replaced.
        package var errorText: String { String(decoding: standardError, as: UTF8.self) }
    }

    /// Why a run gave nothing; each case describes itself in one line.
    package enum Failure: Error, Hashable, Sendable, CustomStringConvertible {
        /// The program is not on this machine.
        case missing(Program)
        /// The wall time was up; the whole process group was killed.
        case timedOut(Program, after: Duration)
        /// The kernel ended it for a limit: CPU time or file size.
        case limitReached(Program, Limit)
        /// It wrote more than it may to its standard output or standard error.
        case outputTooLarge(Program, limit: Int)
        /// It ended with a status other than 0; `line` is the first line of its standard error.
        case exited(Program, status: Int32, line: String)
        /// A signal ended it; often the address space was used up.
        case signalled(Program, signal: Int32, line: String)
        /// The task that ran it was cancelled; the whole process group was killed.
        case cancelled(Program)
        /// It could not be started or watched.
        case notStarted(Program, reason: String)

        package enum Limit: Hashable, Sendable {
            case cpuSeconds(Int)
            case fileBytes(Int64)
        }

        package var description: String {
            switch self {
            case .missing(let program):
                "\(program.name) is not installed; install it: \(program.remedy)"
            case .timedOut(let program, let limit):
                "\(program.name) was stopped after \(limit.components.seconds) s, the time allowed"
            case .limitReached(let program, .cpuSeconds(let seconds)):
                "\(program.name) was stopped after \(seconds) s of CPU, the most allowed"
            case .limitReached(let program, .fileBytes(let bytes)):
                "\(program.name) was stopped when its file passed \(bytes) bytes, the most allowed"
            case .outputTooLarge(let program, let limit):
                "\(program.name) wrote more than \(limit) bytes to its output, the most allowed"
            case .exited(let program, let status, let line):
                "\(program.name) ended with status \(status): \(line.isEmpty ? "no words" : line)"
            case .signalled(let program, let signal, let line):
                "\(program.name) was ended by signal \(signal)\(line.isEmpty ? "" : ": \(line)")"
            case .cancelled(let program):
                "\(program.name) was stopped because its result is no longer wanted"
            case .notStarted(let program, let reason):
                "\(program.name) could not be run: \(reason)"
            }
        }
    }
}
