import CGStreamer
import Synchronization

/// One place where a branch hangs on the rest of the pipeline: a ghost pad of the branch, linked to an outer pad.
final class Joint: Sendable {
    let link: Link
    private let ghost: Reference
    private let outer = Mutex<Outer?>(nil)

    private struct Outer {
        var element: Reference
        /// The outer element's own pad.
        var pad: Reference
        /// Ghosts that lead from the outer element through the bins around it, innermost first, each with its bin.
        var ghosts: [(bin: Reference, pad: Reference)]
        var requested: Bool
        var outermost: Reference { ghosts.last?.pad ?? pad }
    }

    init(_ link: Link, in branch: Branch, gate: KeyFrameGate?) throws(Pipeline.Failure) {
        self.link = link
        let element = try branch.element(link.joint).handle.reference
        let inward = link.direction == .inward
        let pad = try Joint.ownPad(of: element, inward ? "sink" : "src", template: nil).pad
        Surgery.cut(at: pad, of: element)
        guard let ghost = cg_ghost("\(link.joint)-\(Joint.slug(link.outer))", pad.pad) else {
            throw .link("\(link.joint) cannot be reached from outside")
        }
        gst_pad_set_active(ghost, 1)
        // The floating pad belongs to the bin from here on; the reference is taken while it is still surely alive.
        self.ghost = Reference(floating: ghost)
        guard gst_element_add_pad(branch.bin.element, ghost) != 0 else {
            throw .link("\(branch.name) has a joint \(link.joint) for \(link.outer) already")
        }
        if inward {
            cg_isolate(self.ghost.pad)
            gate?.guardPad(self.ghost, opens: link.startsAtKeyFrame)
        }
    }

    /// The outer element's pad, with its properties when it is a mixer's.
    var outerPad: Pad? { outer.withLock { $0.map { Pad($0.pad) } } }

    func connect(to pipeline: Reference) throws(Pipeline.Failure) {
        let element = try Element.find(link.outer, in: pipeline).handle.reference
        let inward = link.direction == .inward
        let own = try Joint.ownPad(of: element, inward ? "src" : "sink", template: link.template)
        if !own.requested { Surgery.cut(at: own.pad, of: element) }
        var made = Outer(element: element, pad: own.pad, ghosts: [], requested: own.requested)
        try Pad(own.pad).set(link.settings)
        while let bin = cg_parent(cg_parent(made.outermost.pointer)), bin != pipeline.pointer {
            let around = Reference(sharing: bin)
            guard let pad = cg_ghost(nil, made.outermost.pad) else { break }
            gst_pad_set_active(pad, 1)
            made.ghosts.append((around, Reference(floating: pad)))
            gst_element_add_pad(around.element, pad)
        }
        outer.withLock { $0 = made }
        let (source, sink) = inward ? (made.outermost, ghost) : (ghost, made.outermost)
        let result = gst_pad_link(source.pad, sink.pad)
        guard result == GST_PAD_LINK_OK else {
            throw .link("\(link.outer) and \(link.joint) do not fit: \(String(cString: gst_pad_link_get_name(result)))")
        }
    }

    /// Waits until no data passes, unlinks in that moment; after two seconds of a stuck branch it unlinks all the same.
    func block() async {
        guard let outermost = outer.withLock({ $0?.outermost }) else { return }
        let inward = link.direction == .inward
        let (source, sink) = inward ? (outermost, ghost) : (ghost, outermost)
        await PadProbe.whenIdle(source, within: .seconds(2)) { gst_pad_unlink(source.pad, sink.pad) }
    }

    /// Gives the outer pads back; `keepGhost` leaves the branch's side for an end of stream.
    func detach(unlinked: Bool, keepGhost: Bool = false) {
        guard
            let made = outer.withLock({ outer in
                defer { outer = nil }; return outer
            })
        else { return }
        if !unlinked {
            let inward = link.direction == .inward
            let (source, sink) = inward ? (made.outermost, ghost) : (ghost, made.outermost)
            gst_pad_unlink(source.pad, sink.pad)
        }
        for (bin, pad) in made.ghosts.reversed() {
            gst_pad_set_active(pad.pad, 0)
            gst_element_remove_pad(bin.element, pad.pad)
        }
        if made.requested { gst_element_release_request_pad(made.element.element, made.pad.pad) }
    }

    /// Ends the branch's input; may block while a stuck branch is full.
    func end() { gst_pad_send_event(ghost.pad, gst_event_new_eos()) }

    private static func ownPad(
        of element: Reference, _ direction: String, template: String?
    ) throws(Pipeline.Failure) -> (pad: Reference, requested: Bool) {
        if template == nil, let pad = gst_element_get_static_pad(element.element, direction) {
            return (Reference(owning: pad), false)
        }
        let name = template ?? "\(direction)_%u"
        guard let pad = gst_element_request_pad_simple(element.element, name) else {
            throw .noPad(element: element.name, pad: name)
        }
        return (Reference(owning: pad), true)
    }

    private static func slug(_ path: String) -> String { path.split(separator: "/").joined(separator: "-") }
}
