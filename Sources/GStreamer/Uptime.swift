import Foundation
import Glibc

/// The machine's steady clock: no setting of the time of day moves it, and every process of the machine reads the same.
package enum Uptime {
    /// Microseconds since the machine's start, its sleep counted.
    package static var now: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_BOOTTIME, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
    }

    /// The start of the machine from which `now` counts, as its kernel names it; empty where it names none.
    package static let boot: String = {
        let name = FileManager.default.contents(atPath: "/proc/sys/kernel/random/boot_id") ?? Data()
        return String(decoding: name.prefix(64), as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }()
}
