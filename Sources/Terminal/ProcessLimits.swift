import Glibc

/// The limits that the system sets this process (`ulimit`), held against what its work needs before it begins.
///
/// Met in mid-meeting, a limit that is too low would end a recording or the service.
package struct ProcessLimits: Sendable {
    /// What is limited.
    package enum Resource: CaseIterable, Hashable, Sendable {
        case openFiles
        /// Bytes.
        case addressSpace
        /// Bytes of the largest file.
        case fileSize
        /// Of the user, threads among them; root has no such limit.
        case processes
    }

    /// Sets a resource's limit for a process: at most `hard`, in force is `soft`. `nil` where there is none.
    package struct Limit: Hashable, Sendable {
        package var soft: UInt
        package var hard: UInt

        package init(soft: UInt, hard: UInt) { (self.soft, self.hard) = (soft, hard) }
    }

    /// The least of each resource that the work needs.
    package var least: [Resource: UInt]
    /// What more it can use, where the system grants it.
    package var wanted: [Resource: UInt] = [:]

    package init(least: [Resource: UInt], wanted: [Resource: UInt] = [:]) {
        (self.least, self.wanted) = (least, wanted)
    }

    /// A command that reads and writes a few files.
    package static let command = ProcessLimits(
        least: [.openFiles: 64, .addressSpace: 1 << 30, .fileSize: 64 << 20, .processes: 64])
    /// The service: its connections, and outside programs with 512 files and 4 GiB each that join recordings of up to
    /// 64 GiB (`Bounds.recording`).
    package static let service = ProcessLimits(
        least: [.openFiles: 512, .addressSpace: 4 << 30, .fileSize: 64 << 30, .processes: 512],
        wanted: [.openFiles: 16_384])
    /// A room's agent with its media processes, which write recordings of a whole day.
    package static let room = ProcessLimits(
        least: [.openFiles: 512, .addressSpace: 4 << 30, .fileSize: 64 << 30, .processes: 512],
        wanted: [.openFiles: 4096])

    /// Limits that are too low, each with what is needed and how it is raised.
    package struct TooLow: Error, Hashable, Sendable, CustomStringConvertible {
        package let description: String
    }

    /// Raises what is in force as far as the system lets it, and throws what is still too low.
    package func assure() throws(TooLow) {
        for resource in Resource.allCases {
            let goal = max(least[resource] ?? 0, wanted[resource] ?? 0)
            guard var limit = Self.now(resource), limit.soft < goal else { continue }
            limit.soft = min(goal, limit.hard)
            // Refused, the limit stays as it is, and is judged as it is.
            Self.set(limit, of: resource)
        }
        try check(Self.now, isRoot: geteuid() == 0)
    }

    /// Throws when one of the limits is below the least.
    func check(_ now: (Resource) -> Limit?, isRoot: Bool) throws(TooLow) {
        let found = Resource.allCases.compactMap { resource -> String? in
            guard let least = least[resource], let limit = now(resource), limit.soft < least,
                !(isRoot && resource == .processes)
            else { return nil }
            return resource.words(found: limit.soft, least: least)
        }
        if !found.isEmpty { throw TooLow(description: found.joined(separator: "; ")) }
    }

    /// The limit in force; `nil` when the system does not tell.
    package static func now(_ resource: Resource) -> Limit? {
        var found = rlimit()
        guard getrlimit(resource.number, &found) == 0 else { return nil }
        return Limit(soft: found.rlim_cur, hard: found.rlim_max)
    }

    private static func set(_ limit: Limit, of resource: Resource) {
        var wanted = rlimit(rlim_cur: limit.soft, rlim_max: limit.hard)
        _ = setrlimit(resource.number, &wanted)
    }
}

extension ProcessLimits.Resource {
    fileprivate var number: __rlimit_resource_t {
        switch self {
        case .openFiles: __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        case .addressSpace: __rlimit_resource_t(RLIMIT_AS.rawValue)
        case .fileSize: __rlimit_resource_t(RLIMIT_FSIZE.rawValue)
        case .processes: __rlimit_resource_t(__RLIMIT_NPROC.rawValue)
        }
    }

    /// What was found, what is needed, and how a shell and systemd raise it; `ulimit` counts both sizes in KiB.
    fileprivate func words(found: UInt, least: UInt) -> String {
        switch self {
        case .openFiles: "the limit of open files is \(found), needed: \(least); \(raise("n", "NOFILE", least))"
        case .addressSpace:
            "the limit of address space is \(found >> 20) MiB, needed: \(least >> 20) MiB; \(raise("v", "AS", nil))"
        case .fileSize:
            "the limit of a file's size is \(found >> 20) MiB, needed: \(least >> 20) MiB; \(raise("f", "FSIZE", nil))"
        case .processes: "the limit of processes is \(found), needed: \(least); \(raise("u", "NPROC", least))"
        }
    }

    private func raise(_ letter: String, _ name: String, _ least: UInt?) -> String {
        "run: ulimit -\(letter) \(least.map(String.init) ?? "unlimited"), "
            + "or set Limit\(name)=\(least.map(String.init) ?? "infinity") in the service's unit"
    }
}
