import CGStreamer

/// Cuts a description at a joint: what fed it, or what it fed, is there for runs by hand only.
enum Surgery {
    /// Removes everything that hangs on this pad of an element.
    static func cut(at pad: Reference, of element: Reference) {
        guard let peer = gst_pad_get_peer(pad.pad), let bin = element.parent else { return }
        let other = Reference(owning: peer)
        let upstream = cg_is_source_pad(other.pad) != 0
        if upstream { gst_pad_unlink(other.pad, pad.pad) } else { gst_pad_unlink(pad.pad, other.pad) }
        guard let first = other.parent else { return }
        for doomed in gather(from: first, upstream: upstream, sparing: element) {
            gst_element_set_locked_state(doomed.element, 1)
            gst_element_set_state(doomed.element, GST_STATE_NULL)
            gst_bin_remove(bin.bin, doomed.element)
        }
    }

    private static func gather(from first: Reference, upstream: Bool, sparing spared: Reference) -> [Reference] {
        var found = [first]
        var next = 0
        while next < found.count {
            for neighbour in neighbours(of: found[next], upstream: upstream)
            where neighbour.pointer != spared.pointer && !found.contains(where: { $0.pointer == neighbour.pointer }) {
                found.append(neighbour)
            }
            next += 1
        }
        return found
    }

    private static func neighbours(of element: Reference, upstream: Bool) -> [Reference] {
        var neighbours: [Reference] = []
        while let pad = cg_linked_pad(element.pointer, upstream ? 0 : 1, UInt32(neighbours.count)) {
            let pad = Reference(owning: pad)
            guard let peer = gst_pad_get_peer(pad.pad) else { break }
            let other = Reference(owning: peer)
            guard let parent = other.parent else { break }
            neighbours.append(parent)
        }
        return neighbours
    }
}
