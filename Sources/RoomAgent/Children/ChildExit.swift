import Foundation
import Glibc
import Offices

/// How a process ended.
enum ChildExit: Hashable, Sendable {
    case code(Int32)
    case signal(Int32)
    /// It was another agent's child; only that it is gone is known.
    case unknown

    var isSignal: Bool { if case .signal = self { true } else { false } }

    var line: String {
        switch self {
        case .code(let code): "the process ended with code \(code)"
        case .signal(let signal): "the process was ended by signal \(signal) (\(String(cString: strsignal(signal))))"
        case .unknown: "the process vanished"
        }
    }

    /// Waits until a process is gone, ten seconds at most, and takes its exit status when it was ours.
    static func of(_ process: pid_t?, clock: AgentClock) async -> ChildExit {
        guard let process else { return .unknown }
        for _ in 0..<200 {
            var status: Int32 = 0
            let result = waitpid(process, &status, WNOHANG)
            if result == process { return ChildExit(waitStatus: status) }
            if result < 0 && (kill(process, 0) != 0 || isZombie(process)) { return .unknown }
            do { try await clock.sleep(0.05) } catch { return .unknown }
        }
        return .unknown
    }

    /// Reads what `waitpid` gave: the low seven bits are the signal, the next byte the code.
    private init(waitStatus: Int32) {
        let signal = waitStatus & 0x7f
        self = signal == 0 ? .code(waitStatus >> 8 & 0xff) : .signal(signal)
    }

    /// A process that ended and waits to be waited for.
    static func isZombie(_ process: pid_t) -> Bool {
        guard let data = FileManager.default.contents(atPath: "/proc/\(process)/stat") else { return false }
        let text = String(decoding: data, as: UTF8.self)
        // The name in parentheses may hold anything; the state follows the last one.
        guard let close = text.lastIndex(of: ")") else { return false }
        return text[text.index(after: close)...].trimmingCharacters(in: .whitespaces).hasPrefix("Z")
    }
}
