/// One pipeline in a process of its own.
///
/// An implementation is made with its first plan and plays from then on, until `stop`.
package protocol MediaPipeline: _Concurrency.Actor {
    /// Makes the running pipeline do what the plan says; returns when the change is under way.
    func reconcile(with plan: ChildPlan) async throws(MediaFailure)

    /// Every change of state, and one status a second; ends after `stop` or a failure (whose status comes last).
    nonisolated var statuses: AsyncStream<ChildStatus> { get }

    /// What people should know of what it was made of, one line each; known once it is made.
    nonisolated var notes: [String] { get }

    /// Ends in order: recordings are completed (end of stream with a time limit), devices are given back.
    func stop() async
}

extension MediaPipeline {
    package nonisolated var notes: [String] { [] }
}

/// The world broke a pipeline, or a plan asked for what it cannot do while playing.
package enum MediaFailure: Error, Hashable, Sendable {
    /// The plan changes what is fixed while playing (a device, an input port); the process must be started anew.
    case needsRestart(String)
    /// A file that the plan names does not decode, or is missing.
    case source(path: String, found: String)
    /// A device that the room's file names is not there.
    case device(name: String, found: String)
    /// A GStreamer element is not installed.
    case missingElement(name: String, debianPackage: String)
    /// The pipeline itself failed: element, domain, code, text.
    case pipeline(String)
    /// A program failed or is missing.
    case program(String)

    /// One line: what was found and what to do.
    package var line: String {
        switch self {
        case .needsRestart(let what): "\(what) cannot change while playing; the process is started anew"
        case .source(let path, let found): "\(path): \(found); give a file that GStreamer's Debian plugins decode"
        case .device(let name, let found): "device \(name): \(found); check the room's file and the cable"
        case .missingElement(let name, let package):
            "GStreamer element \(name) is missing; run: apt-get install \(package)"
        case .pipeline(let text), .program(let text): text
        }
    }
}
