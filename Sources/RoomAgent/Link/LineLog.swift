import Foundation
import Glibc
import Logging
import Offices

/// Writes each message as one line on standard error: UTC, level, words.
struct LineLog: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .info
    private let label: String

    init(label: String) { self.label = label }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let words = "\(event.message)".split(whereSeparator: \.isNewline).joined(separator: " ")
        let line = "\(Moment(Date())) \(event.level) \(label): \(words.prefix(2000))\n"
        // One write, so that lines of several threads never mix.
        _ = line.withCString { write(STDERR_FILENO, $0, strlen($0)) }
    }

    /// A logger of this kind.
    static func logger(_ label: String) -> Logger { Logger(label: label) { LineLog(label: $0) } }
}
