import Glibc

/// The files and connections that the program may have open.
enum OpenFiles {
    /// Raises the limit as far as the system lets it, to what the service can use: its connections and as much again.
    static func raise(to wanted: UInt = 16_384) {
        var limit = rlimit()
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        guard getrlimit(resource, &limit) == 0, limit.rlim_cur < wanted else { return }
        limit.rlim_cur = min(wanted, limit.rlim_max)
        // Refused, the limit stays, and there are as many connections as it allows.
        _ = setrlimit(resource, &limit)
    }
}
