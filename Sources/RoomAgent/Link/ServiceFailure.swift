/// Why the service did not do what it was asked.
enum ServiceFailure: Error, Hashable, Sendable {
    /// No answer: no network, no service, or too slow.
    case unreachable(String)
    /// An answer with another status than 2xx.
    case status(UInt)
    /// An answer that does not parse, is too large or whose hash is wrong.
    case nonsense(String)
    /// The service will never take this file, for that reason.
    case refused(String)

    /// What was found, on one line.
    var line: String {
        switch self {
        case .unreachable(let words): "the service does not answer: \(words)"
        case .status(401), .status(403): "the service does not know this room's secret"
        case .status(423):
            "another machine speaks for this room with the same secret; the service hears that one until an administrator "
                + "chooses (rljj rooms choose); what this one has to tell and to bring up waits here"
        case .status(507): "the service's disk has no room for the file; it is sent again later"
        case .status(let code): "the service answered with status \(code)"
        case .nonsense(let words): "the service's answer makes no sense: \(words)"
        case .refused(let reason): "the service refuses the file: \(reason)"
        }
    }

    /// The request itself is refused; saying it again changes nothing.
    var isRefusal: Bool { self == .status(400) || self == .status(422) }
}
