import CGStreamer

extension Pipeline {
    /// Adds a branch, playing or not, and links it.
    ///
    /// - Parameter configure: sets properties after parsing, before anything plays.
    /// - Throws: the branch's own first error when it refuses to play; nothing of it is left then.
    package func add(
        _ name: String, _ description: String, links: [Link],
        configure: @Sendable (Branch) throws(Failure) -> Void = { _ in }
    ) throws(Failure) -> Branch {
        guard branches[name] == nil, cg_child(reference.pointer, name).map({ Reference(owning: $0) }) == nil else {
            throw .link("there is an element named \(name) already")
        }
        let branch = Branch(name: name, bin: try Launch.bin(description, named: name))
        try configure(branch)
        let gate = links.contains(where: \.startsAtKeyFrame) ? KeyFrameGate() : nil
        var joints: [Joint] = []
        for link in links { joints.append(try Joint(link, in: branch, gate: gate)) }
        gst_bin_add(reference.bin, branch.bin.element)
        branches[name] = branch
        do {
            try start(branch, joints)
        } catch {
            for joint in joints { joint.detach(unlinked: false) }
            discard(branch)
            throw error
        }
        branch.adopt(joints)
        return branch
    }

    /// Outputs are linked before the branch plays, inputs after: a pad that is not active yet would hand an error to
    /// the tee that feeds it.
    private func start(_ branch: Branch, _ joints: [Joint]) throws(Failure) {
        for joint in joints where joint.link.direction == .outward { try joint.connect(to: reference) }
        guard gst_element_sync_state_with_parent(branch.bin.element) != 0 else {
            if let report = bus.error(in: branch.name) { throw .reported(report) }
            throw .state("branch \(branch.name) refused to play")
        }
        for joint in joints where joint.link.direction == .inward { try joint.connect(to: reference) }
    }

    /// Takes a branch off at once: blocks, unlinks, gives the pads back, stops and removes it.
    package func remove(_ branch: Branch) async {
        guard branches[branch.name] === branch else { return }
        for joint in branch.release() {
            await joint.block()
            joint.detach(unlinked: true)
        }
        discard(branch)
    }

    /// Takes a branch off in order: its inputs see the end of stream and its sinks complete what they write.
    ///
    /// `true` when every sink of the branch saw the end in time; the branch is gone in any case.
    package func finish(_ branch: Branch, within limit: Duration) async -> Bool {
        guard branches[branch.name] === branch else { return false }
        let messages = bus.messages()
        let joints = branch.release()
        for joint in joints where joint.link.direction == .inward { await joint.block() }
        let inputs = joints.filter { $0.link.direction == .inward }
        for joint in inputs { joint.detach(unlinked: true, keepGhost: true) }
        Blocking.start { for joint in inputs { joint.end() } }
        let name = branch.name
        let complete = await first(of: messages, within: limit) { message in
            switch message.content {
            case .branchEnded(name): true
            case .error where message.branch == name: false
            default: nil
            }
        }
        for joint in joints where joint.link.direction == .outward {
            await joint.block()
            joint.detach(unlinked: true)
        }
        discard(branch)
        return complete
    }

    private func discard(_ branch: Branch) {
        guard branches.removeValue(forKey: branch.name) != nil else { return }
        gst_element_set_locked_state(branch.bin.element, 1)
        gst_element_set_state(branch.bin.element, GST_STATE_NULL)
        gst_bin_remove(reference.bin, branch.bin.element)
        bus.forgetErrors(in: branch.name)
    }
}
