import Foundation

/// Cuts a stream of bytes into lines, however the bytes arrive.
struct LineBuffer: Sendable {
    /// A line was longer than allowed; the stream is not to be trusted any more.
    struct Overlong: Error, Hashable {
        let limit: Int
    }

    /// The longest line in bytes.
    let limit: Int
    private var rest: [UInt8] = []

    init(limit: Int = 1 << 20) { self.limit = limit }

    /// Takes in bytes and gives the lines that they complete, without their ends (`\n` or `\r\n`).
    mutating func take(_ bytes: some Sequence<UInt8>) throws(Overlong) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        for byte in bytes {
            if byte == UInt8(ascii: "\n") {
                if rest.last == UInt8(ascii: "\r") { rest.removeLast() }
                lines.append(rest)
                rest.removeAll(keepingCapacity: true)
            } else {
                guard rest.count < limit else { throw Overlong(limit: limit) }
                rest.append(byte)
            }
        }
        return lines
    }
}
