import Dispatch
import Glibc
import Terminal

/// The last resort at the end of the service: whoever told it to end waits at most five seconds.
///
/// All that was acknowledged is on disk, so that nothing is lost when the process ends with something still under way.
enum EndWatch {
    /// Seconds after the signal.
    private static let patience = 4.5

    /// From now on the first of the signals that end the service starts the time.
    static func begin() {
        for number in [SIGTERM, SIGINT, SIGHUP] {
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global(qos: .userInteractive))
            // The handler holds its source, which lives as long as the process.
            source.setEventHandler { withExtendedLifetime(source) { end() } }
            source.activate()
        }
    }

    private static func end() {
        DispatchQueue.global(qos: .userInteractive).asyncAfter(deadline: .now() + patience) {
            StandardError.say("rljj: something was still under way \(patience) s after the signal and was cut off")
            _exit(ProgramStatus.failed.rawValue)
        }
    }
}
