import GStreamer

/// Carries plans out one after the other, in the order in which they came.
struct PlanQueue: Sendable {
    private var last: Task<MediaFailure?, Never>?

    /// The work begins when everything before it is done; the task's value is why it failed.
    mutating func add(_ work: @escaping @Sendable () async -> MediaFailure?) -> Task<MediaFailure?, Never> {
        let previous = last
        let task = Task {
            _ = await previous?.value
            return await work()
        }
        last = task
        return task
    }
}

extension MediaFailure {
    /// Any error of this target's own work as a media failure.
    init(from error: any Error) {
        switch error {
        case let failure as MediaFailure: self = failure
        case let failure as Pipeline.Failure: self.init(failure)
        default: self = .pipeline(String(describing: error))
        }
    }

    /// A picture file that is missing or does not decode; everything else of the plan was done.
    var isPage: Bool {
        if case .source = self { true } else { false }
    }
}
