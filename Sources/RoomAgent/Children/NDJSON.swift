import Foundation
import NIOCore
import NIOFoundationEssentialsCompat

/// A socket whose bytes are lines of JSON.
typealias LineChannel = NIOAsyncChannel<ByteBuffer, ByteBuffer>

/// Values as lines of JSON.
enum NDJSON {
    /// A value on one line, with its end.
    static func line(_ value: some Encodable) throws -> ByteBuffer {
        var data = try JSONEncoder().encode(value)
        data.append(UInt8(ascii: "\n"))
        return ByteBuffer(data: data)
    }
}
