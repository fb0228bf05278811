import Glibc
package import NIOCore

/// What connections may take: how many there may be, and how long each may let the service wait.
package struct ConnectionLimits: Hashable, Sendable {
    /// Those of nobody known, while nothing of theirs is being answered.
    package var doorstep: Int
    /// Those of nobody known that are being answered.
    package var guests: Int
    /// Those of rooms and of people who have signed in.
    package var known: Int
    /// Of one person: a browser opens six to a host, some people have many pages open.
    package var ofPerson = 64
    /// Of one room: its agent keeps a stream open and sends a few files at a time.
    package var ofRoom = 32
    /// Until the first request has come with all its headers, the TLS handshake included.
    package var head = TimeAmount.seconds(10)
    /// Between an answer and the next request: longer than the minute for which rooms' agents keep a connection, so that
    /// it is they who close it and none of their requests meets one that is being closed.
    package var idle = TimeAmount.seconds(75)
    /// How long a body may keep the service waiting before its speed counts.
    package var bodyGrace = TimeAmount.seconds(20)
    /// The least speed of a body, in bytes a second on the average: an office behind 64 kbit/s has twice as much.
    package var bodyRate = 4096
    /// How long what is left of a body is taken after its answer.
    package var drain = TimeAmount.seconds(5)
    /// How long a client may leave an answer unread that no buffer holds any more.
    package var stall = TimeAmount.seconds(60)
    /// How long a client that was too slow has for reading that it was.
    package var farewell = TimeAmount.seconds(1)

    package init(doorstep: Int, guests: Int, known: Int) {
        (self.doorstep, self.guests, self.known) = (doorstep, guests, known)
    }

    /// The most that there are ever: 386 offices with a handful each, and as many browsers.
    private static let most = 4096

    /// What fits into so many file descriptors: a quarter stays for files, the journal and outside programs, and three
    /// quarters of the rest are kept for rooms and for people who have signed in.
    package init(descriptors: Int) {
        let total = max(16, min(Self.most, descriptors / 4 * 3))
        self.init(doorstep: total / 8, guests: total / 8, known: total / 4 * 3)
    }

    /// What fits into the descriptors that this process may open.
    package static func ofThisProcess() -> ConnectionLimits {
        var found = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &found) == 0 else {
            return ConnectionLimits(descriptors: 1024)
        }
        return ConnectionLimits(descriptors: Int(clamping: found.rlim_cur))
    }
}
