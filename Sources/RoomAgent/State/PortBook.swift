import Glibc
import Offices
import RoomLink

/// The UDP ports that a room's media processes take streams on, kept so that they survive restarts.
struct PortBook: Sendable {
    /// What a port takes.
    enum Use: Hashable, Sendable {
        /// The programme's return, taken by the display.
        case programmeReturn
        /// The encoded stream on its way to the sender and to the preview.
        case send, preview
        /// In the host room, one site's stream.
        case site(RoomID)

        var key: String {
            switch self {
            case .programmeReturn: "programme-return"
            case .send: "send"
            case .preview: "preview"
            case .site(let room): "site:\(room)"
            }
        }
    }

    /// No port could be had from the system.
    enum Failure: Error, Hashable {
        case noPort(words: String)
    }

    private var ports: [String: UInt16]
    /// The last change is not on the disk.
    private(set) var isBehind = false
    private let path: String

    init(path: String) {
        self.path = path
        let kept = StateFile.read([String: UInt16].self, at: path) ?? [:]
        ports = kept.filter { $0.value >= 1024 }
    }

    /// The port of a use, if it has one.
    subscript(use: Use) -> UInt16? { ports[use.key] }

    /// The site ports, by room.
    var sites: [RoomID: UInt16] {
        var sites: [RoomID: UInt16] = [:]
        for (key, port) in ports where key.hasPrefix("site:") {
            if let room = RoomID(String(key.dropFirst(5))) { sites[room] = port }
        }
        return sites
    }

    /// Gives every use a port that has none; says whether any was added.
    mutating func assure(_ uses: [Use]) throws -> Bool {
        let missing = uses.filter { ports[$0.key] == nil }
        for use in missing { ports[use.key] = try fresh() }
        if !missing.isEmpty { try save() }
        return !missing.isEmpty
    }

    /// Replaces ports that another program has taken meanwhile; asked only while our own process does not hold them.
    mutating func renewTaken(_ uses: [Use]) throws -> Bool {
        let taken = uses.filter { use in ports[use.key].map { !Self.isFree($0) } ?? false }
        for use in taken { ports[use.key] = try fresh() }
        if !taken.isEmpty { try save() }
        return !taken.isEmpty
    }

    /// Writes what could not be written when it changed, such as on a full disk.
    mutating func catchUp() throws { if isBehind { try save() } }

    private mutating func save() throws {
        isBehind = true
        try StateFile.save(ports, to: path)
        isBehind = false
    }

    private func fresh() throws(Failure) -> UInt16 {
        for _ in 0..<20 {
            guard let port = Self.bind(0) else { break }
            if !ports.values.contains(port) { return port }
        }
        throw .noPort(words: String(cString: strerror(errno)))
    }

    static func isFree(_ port: UInt16) -> Bool { bind(port) != nil }

    /// Binds a UDP port and lets it go again; 0 lets the system choose.
    private static func bind(_ port: UInt16) -> UInt16? {
        let descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        return withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                guard Glibc.bind(descriptor, generic, length) == 0 else { return nil }
                guard getsockname(descriptor, generic, &length) == 0 else { return nil }
                return pointer.pointee.sin_port.bigEndian
            }
        }
    }
}
