/// Reads server-sent events out of the lines of a response, as the HTML standard lays them down.
struct EventStreamParser: Sendable {
    /// One event with what it carried.
    struct Event: Hashable, Sendable {
        var name: String
        var data: String
        /// The last id said on the stream, this event's or an earlier one's.
        var id: String?
    }

    /// The most bytes of one event's data.
    private static let limit = 1 << 20
    private var name = ""
    private var data: [String] = []
    private var size = 0
    private var id: String?

    init() {}

    /// Takes in one line; an empty one completes the event. Comments and unknown fields are passed over.
    mutating func take(line: [UInt8]) throws(LineBuffer.Overlong) -> Event? {
        guard !line.isEmpty else { return finish() }
        let colon = line.firstIndex(of: UInt8(ascii: ":"))
        let field = String(decoding: line[..<(colon ?? line.endIndex)], as: UTF8.self)
        var bytes = colon.map { line[($0 + 1)...] } ?? []
        if bytes.first == UInt8(ascii: " ") { bytes = bytes.dropFirst() }
        let value = String(decoding: bytes, as: UTF8.self)
        switch field {
        case "event": name = value
        case "data":
            size += bytes.count + 1
            guard size <= Self.limit else { throw LineBuffer.Overlong(limit: Self.limit) }
            data.append(value)
        case "id" where !bytes.contains(0): id = value
        default: break
        }
        return nil
    }

    private mutating func finish() -> Event? {
        defer { (name, data, size) = ("", [], 0) }
        guard !data.isEmpty else { return nil }
        return Event(name: name.isEmpty ? "message" : name, data: data.joined(separator: "\n"), id: id)
    }
}
