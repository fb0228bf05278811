import Crypto

/// What the chain protects of an event beside its payload; its canonical bytes are specified in the article *Journal*.
struct EventHeader {
    var position: Int64
    var stream: [UInt8]
    var version: Int64
    var type: [UInt8]
    var actor: [UInt8]
    var onBehalfOf: [UInt8]?
    var onOrderOf: [UInt8]?
    var office: [UInt8]?
    var occurredAt: Int64
    var clockOffset: Int64
    var recordedAt: Int64
    var key: [UInt8]
    var request: [UInt8]

    /// Names this form of the header; another form gets another name.
    static let format = Array("ruang-kendali/event/1".utf8)

    var canonicalBytes: [UInt8] {
        var fields = FieldBytes()
        fields.append(Self.format)
        fields.append(position)
        fields.append(stream)
        fields.append(version)
        fields.append(type)
        fields.append(actor)
        fields.append(onBehalfOf)
        fields.append(onOrderOf)
        fields.append(office)
        fields.append(occurredAt)
        fields.append(clockOffset)
        fields.append(recordedAt)
        fields.append(key)
        fields.append(request)
        return fields.bytes
    }

    /// The link that this event adds to the chain.
    func hash(after previous: ChainHash, payloadDigest: [UInt8]) -> ChainHash {
        var hasher = SHA256()
        hasher.update(data: previous.bytes)
        hasher.update(data: canonicalBytes)
        hasher.update(data: payloadDigest)
        return ChainHash(trusted: Array(hasher.finalize()))
    }
}

/// Fields one after another, each with its length before it, so that no two lists of fields give the same bytes.
struct FieldBytes {
    private(set) var bytes: [UInt8] = []

    /// Four bytes of length, most significant first, then the field; a missing field has the length `ff ff ff ff`.
    mutating func append(_ field: [UInt8]?) {
        append(big: field.map { UInt32($0.count) } ?? .max)
        if let field { bytes += field }
    }

    /// Eight bytes of two's complement, most significant first, as a field.
    mutating func append(_ number: Int64) {
        append(big: UInt32(8))
        append(big: UInt64(bitPattern: number))
    }

    private mutating func append(big number: some FixedWidthInteger) {
        withUnsafeBytes(of: number.bigEndian) { bytes += $0 }
    }
}

/// The random bytes hashed before a payload: without them, nobody who holds only the digest can try out payloads.
enum Salt {
    /// All salts have this length; were it free, a byte could move between salt and payload unseen.
    static let length = 32

    static func make() -> [UInt8] { SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) } }

    /// SHA-256 over the salt, then the bytes.
    static func digest(_ salt: [UInt8], _ bytes: [UInt8]) -> [UInt8] {
        var hasher = SHA256()
        hasher.update(data: salt)
        hasher.update(data: bytes)
        return Array(hasher.finalize())
    }
}
