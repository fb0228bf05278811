package import Offices

/// What the writer believes of the stream; a wrong belief refuses the append.
package enum ExpectedVersion: Hashable, Sendable, CustomStringConvertible {
    case any
    /// The stream has no event yet.
    case none
    /// The version of the stream's last event.
    case exactly(Int64)

    func admits(_ found: Int64) -> Bool {
        switch self {
        case .any: true
        case .none: found == 0
        case .exactly(let version): found == version
        }
    }

    package var description: String {
        switch self {
        case .any: "any version"
        case .none: "no event"
        case .exactly(let version): "version \(version)"
        }
    }
}

/// Proof that events are on disk.
package struct AppendReceipt: Hashable, Sendable {
    /// Where the events stand in the journal.
    package let positions: ClosedRange<Int64>
    /// Where they stand in their stream.
    package let versions: ClosedRange<Int64>
    package let recordedAt: Moment
    /// The hash of the last of them.
    package let hash: ChainHash
    /// The key was known: this is the first receipt again, nothing was appended now.
    package let isRepeat: Bool
}
