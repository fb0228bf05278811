import RoomLink

extension Endpoint {
    /// The address as `multiudpsink` writes it, checked: a host or an IPv4 address, and a port.
    var client: String {
        get throws(MediaFailure) {
            let allowed = host.utf8.allSatisfy {
                (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 45 || $0 == 46
            }
            guard allowed, (1...253).contains(host.utf8.count), port > 0 else {
                throw .pipeline(
                    "found the address \(host.prefix(60)):\(port); allowed: a host or IPv4 address and a port")
            }
            return "\(host):\(port)"
        }
    }

    /// Several addresses for one sink; none is allowed.
    static func clients(_ endpoints: [Endpoint]) throws(MediaFailure) -> String {
        var clients: [String] = []
        for endpoint in endpoints { clients.append(try endpoint.client) }
        return clients.joined(separator: ",")
    }
}
