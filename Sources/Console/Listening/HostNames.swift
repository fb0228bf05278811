import NIOCore

/// The names under which the service answers.
///
/// A page of another site can have its own name point at this machine, and then reads what this service says to that
/// name (DNS rebinding); so a request for a name that is not ours gets nothing. Addresses are no names: the one at
/// which a connection arrived is always ours.
package struct HostNames: Sendable {
    /// In lower case, IPv6 addresses without brackets; loopback's first.
    let all: [String]

    /// What this machine calls itself.
    static let loopback = ["localhost", "127.0.0.1", "::1"]

    package init(_ names: [String] = []) {
        var all = Self.loopback
        for name in names.map(Self.canonical) where !name.isEmpty && !all.contains(name) { all.append(name) }
        self.all = all
    }

    /// Everything by which a listener may be called: its address, the names given, those of its certificate.
    init(_ listener: Console.Listener) {
        // Every address of the machine is no name of its own.
        let own = ["0.0.0.0", "::"].contains(listener.host) ? [] : [listener.host]
        self.init(own + listener.names + (listener.tls?.names ?? []))
    }

    /// Whether a request is for us: by its `Host` with or without a port, and the address at which it arrived.
    func include(_ authority: String, arrivedAt address: String?) -> Bool {
        guard let host = Self.host(of: authority) else { return false }
        if all.contains(host) || host == address.map(Self.canonical) { return true }
        guard let dot = host.firstIndex(of: ".") else { return false }
        return all.contains("*\(host[dot...])")
    }

    /// As a person writes them.
    var list: String { all.map { $0.contains(":") ? "[\($0)]" : $0 }.joined(separator: ", ") }

    /// The host of an authority (RFC 3986, 3.2); `nil` for what is none.
    private static func host(of authority: String) -> String? {
        let (host, rest): (Substring, Substring)
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]") else { return nil }
            (host, rest) = (
                authority[authority.index(after: authority.startIndex)..<end], authority[end...].dropFirst()
            )
        } else {
            let end = authority.firstIndex(of: ":") ?? authority.endIndex
            (host, rest) = (authority[..<end], authority[end...])
        }
        guard rest.isEmpty || (rest.first == ":" && rest.dropFirst().allSatisfy(\.isNumber)) else { return nil }
        return canonical(String(host))
    }

    /// One spelling for one name: lower case, no dot at the end, addresses as the system writes them.
    private static func canonical(_ name: String) -> String {
        let plain = name.hasPrefix("::ffff:") && name.contains(".") ? String(name.dropFirst(7)) : name
        if let address = try? SocketAddress(ipAddress: plain, port: 0).ipAddress { return address }
        return (plain.hasSuffix(".") ? String(plain.dropLast()) : plain).lowercased()
    }
}
