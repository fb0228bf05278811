import Synchronization

/// A part of a pipeline that comes and goes while the rest plays.
package final class Branch: Sendable {
    package let name: String
    let bin: Reference
    private let joints = Mutex<[Joint]>([])

    init(name: String, bin: Reference) { (self.name, self.bin) = (name, bin) }

    /// An element of the branch.
    package func element(_ path: String) throws(Pipeline.Failure) -> Element { try Element.find(path, in: bin) }

    /// The pad that the branch has at an outer element: a mixer's, with its position, alpha or volume.
    package func pad(at outer: String) -> Pad? {
        joints.withLock { joints in joints.first { $0.link.outer == outer }?.outerPad }
    }

    func adopt(_ made: [Joint]) { joints.withLock { $0 = made } }

    /// Hands the joints over to whoever takes the branch off, once.
    func release() -> [Joint] {
        joints.withLock { joints in
            defer { joints = [] }
            return joints
        }
    }
}
