import CGStreamer
import Dispatch

/// A media pipeline made from a launch description.
///
/// All work that may block (state changes, branches that come and go) runs on the pipeline's own queue. Its clock is
/// always the system's monotonic clock, so all processes of a machine agree. Freeing it stops it.
package actor Pipeline {
    let reference: Reference
    let bus = Bus()
    private let executor: QueueExecutor
    var branches: [String: Branch] = [:]

    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// Parses a description; loads plugins, which takes milliseconds, and seconds with a cold registry.
    package init(_ description: String) throws(Failure) {
        reference = try Launch.pipeline(description)
        executor = QueueExecutor(label: "gstreamer.pipeline")
        cg_prepare_pipeline(reference.element)
        bus.attach(to: reference)
    }

    deinit {
        let (reference, bus) = (reference, bus)
        executor.queue.async {
            gst_element_set_state(reference.element, GST_STATE_NULL)
            bus.close()
        }
    }

    /// An element by its path: `mix`, or `site-a/sound` for one inside a branch.
    package nonisolated func element(_ path: String) throws(Failure) -> Element {
        try Element.find(path, in: reference)
    }

    /// Every message from now on, none lost; ends when the pipeline stops.
    package nonisolated func messages() -> AsyncStream<Message> { bus.messages() }

    /// Starts playing and does not wait: a live input may be absent for long.
    package func play() throws(Failure) { try change(to: GST_STATE_PLAYING) }

    /// Holds the pipeline, prerolled where its inputs allow it.
    package func pause() throws(Failure) { try change(to: GST_STATE_PAUSED) }

    /// Stops and gives every device back; blocks this actor until all streaming threads have ended.
    package func stop() {
        gst_element_set_state(reference.element, GST_STATE_NULL)
        bus.close()
    }

    /// Waits until the wanted state is reached, at most so long.
    package func settle(within limit: Duration) async throws(Failure) {
        let deadline = ContinuousClock.now + limit
        while true {
            switch gst_element_get_state(reference.element, nil, nil, 0) {
            case GST_STATE_CHANGE_SUCCESS, GST_STATE_CHANGE_NO_PREROLL: return
            case GST_STATE_CHANGE_FAILURE: throw refusal
            default: if let report = bus.error(in: nil) { throw .reported(report) }
            }
            guard ContinuousClock.now < deadline, (try? await Task.sleep(for: .milliseconds(10))) != nil else {
                throw .state("the pipeline did not settle within \(limit)")
            }
        }
    }

    /// Ends every source and waits until every sink has seen the end; `false` when that took too long or failed.
    package func end(within limit: Duration) async -> Bool {
        let messages = bus.messages()
        // An end that overtakes the first buffer of a source may get lost; an absent input never settles, though.
        try? await settle(within: min(limit, .milliseconds(500)))
        guard !bus.ended else { return true }
        let reference = reference
        Blocking.start { gst_element_send_event(reference.element, gst_event_new_eos()) }
        return await first(of: messages, within: limit) { message in
            switch message.content {
            case .endOfStream: true
            case .error where message.branch == nil: false
            default: nil
            }
        }
    }

    /// Time since the pipeline began to play, without pauses; `nil` before.
    package nonisolated var runningTime: Duration? {
        let (now, base) = (cg_now(reference.element), gst_element_get_base_time(reference.element))
        guard now != .max, base != .max, base > 0, now >= base else { return nil }
        return .nanoseconds(Int64(clamping: now - base))
    }

    /// The first error of the pipeline outside its branches.
    package nonisolated var error: Report? { bus.error(in: nil) }

    private func change(to state: GstState) throws(Failure) {
        guard gst_element_set_state(reference.element, state) != GST_STATE_CHANGE_FAILURE else { throw refusal }
    }

    private var refusal: Failure {
        bus.firstError.map { .reported($0) } ?? .state("the pipeline refused to change its state")
    }
}

/// The verdict on the first message that has one; `false` when the time is over or the messages end.
func first(
    of messages: AsyncStream<Message>, within limit: Duration, verdict: @escaping @Sendable (Message) -> Bool?
) async -> Bool {
    await withTaskGroup(of: Bool.self) { group in
        group.addTask {
            for await message in messages {
                if let verdict = verdict(message) { return verdict }
            }
            return false
        }
        group.addTask {
            try? await Task.sleep(for: limit)
            return false
        }
        defer { group.cancelAll() }
        return await group.next() ?? false
    }
}
