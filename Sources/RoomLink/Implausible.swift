package import Offices

/// A number, a moment or an address from outside that nothing honest says, and what is allowed in its place.
///
/// It is found where messages come in, never where kept ones are read again: an old journal replays as it was written.
package struct Implausible: Error, Hashable, Sendable {
    /// Where it stands: `fact.recordingStarted.firstFrame`.
    package let path: String
    package let found: String
    package let allowed: String

    /// The least that a room may tell of a moment: 2020-01-01T00:00:00Z, before any room ran this program.
    package static let earliest = Moment(microseconds: 1_577_836_800_000_000)
    /// How far a room's clock may be ahead of the service's, in seconds.
    package static let lead = 86_400.0
    /// The parts that one recording may have; the seventeenth hour of a recorder that dies every six seconds.
    package static let parts = 1...9_999
    /// Orders for device tests and pictures are counted from 1; 0 is a test from the command line.
    package static let orders = 0...1_000_000
    /// Frames of one file: ten days of fifty a second.
    package static let frames = 0...43_200_000
    /// Bytes of one file: 100 GiB.
    package static let bytes = 0...(Int64(100) << 30)
    /// A hundred years, in seconds, the most that the journal keeps: a machine whose clock has lost its battery begins
    /// with 1970, and its facts count all the same once the offset is known.
    package static let clockOffset = 3_155_760_000.0

    package var message: String { "\(path): ditemukan \(found); yang boleh: \(allowed)" }
    package var english: String { "\(path): found \(found); allowed: \(allowed)" }
}

/// Holds the parts of one message against their bounds.
struct Bounds {
    let path: String
    let now: Moment

    func below(_ name: String) -> Bounds { Bounds(path: "\(path).\(name)", now: now) }

    func check<Number: FixedWidthInteger>(
        _ name: String, _ number: Number, in range: ClosedRange<Number>
    ) throws(Implausible) {
        guard !range.contains(number) else { return }
        throw fault(name, "\(number)", "\(range.lowerBound) to \(range.upperBound)")
    }

    /// The number is finite and at most so far from 0.
    func check(_ name: String, _ number: Double?, within limit: Double) throws(Implausible) {
        guard let number, !(abs(number) <= limit) else { return }
        throw fault(name, "\(number)", "-\(limit) to \(limit)")
    }

    func check(_ name: String, _ moment: Moment) throws(Implausible) {
        let latest = now.advanced(bySeconds: Implausible.lead)
        guard !(Implausible.earliest...max(latest, Implausible.earliest)).contains(moment) else { return }
        throw fault(name, "\(moment)", "\(Implausible.earliest) to \(latest)")
    }

    func check(_ name: String, _ endpoint: Endpoint) throws(Implausible) {
        guard !endpoint.isAddress else { return }
        throw fault(name, "\(endpoint.host.prefix(60)):\(endpoint.port)", "a host name or address, and port 1 to 65535")
    }

    func check(_ name: String, _ text: String, atMost limit: Int) throws(Implausible) {
        guard text.count > limit || text.utf8.count > limit * 8 else { return }
        throw fault(name, "\(text.utf8.count) bytes", "at most \(limit) characters")
    }

    private func fault(_ name: String, _ found: String, _ allowed: String) -> Implausible {
        Implausible(path: path.isEmpty ? name : "\(path).\(name)", found: found, allowed: allowed)
    }
}

extension Endpoint {
    /// A host that can be one, 1 to 253 bytes of letters, digits, `.`, `-` and `:`, and a port that is not 0.
    package var isAddress: Bool {
        let letters = host.utf8.allSatisfy { byte in
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                || [UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: ":")].contains(byte)
        }
        return letters && (1...253).contains(host.utf8.count) && host.first != "-" && port > 0
    }
}
