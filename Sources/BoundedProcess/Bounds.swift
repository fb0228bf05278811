import Glibc

/// What one run of an outside program may use; whatever goes beyond ends the run.
///
/// Seconds of CPU bound what a program can cost. The time on the wall only ends one that waits for nothing: on a machine
/// where everything happens at once a sound program waits for its turn, and is wide of its limit all the same.
package struct Bounds: Hashable, Sendable {
    /// Time on the wall, after which the whole process group is killed.
    package var wall: Duration
    /// Seconds of CPU of each process of the run (`RLIMIT_CPU`).
    package var cpuSeconds: Int
    /// Bytes of address space of each process of the run (`RLIMIT_AS`).
    package var memoryBytes: Int64
    /// Bytes of the largest file that the program may write (`RLIMIT_FSIZE`).
    package var fileBytes: Int64
    /// Bytes that the program may write to its standard output, and to its standard error.
    package var outputBytes: Int
    /// How far the program gives way to recordings and the programme, 0 to 19.
    package var niceness: Int

    package init(
        wall: Duration, cpuSeconds: Int, memoryBytes: Int64 = 1 << 30, fileBytes: Int64 = 256 << 20,
        outputBytes: Int = 4 << 20, niceness: Int = 5
    ) {
        (self.wall, self.cpuSeconds, self.memoryBytes) = (wall, cpuSeconds, memoryBytes)
        (self.fileBytes, self.outputBytes, self.niceness) = (fileBytes, outputBytes, niceness)
    }

    /// A question about one file: 60 s, 10 s of CPU, 1 GiB.
    package static let brief = Bounds(wall: .seconds(60), cpuSeconds: 10)
    /// A document or a picture: 180 s, 60 s of CPU, 2 GiB.
    package static let document = Bounds(wall: .seconds(180), cpuSeconds: 60, memoryBytes: 2 << 30)
    /// Work on a whole recording: 30 min, 30 min of CPU, 4 GiB, files to 64 GiB.
    package static let recording = Bounds(
        wall: .seconds(1800), cpuSeconds: 1800, memoryBytes: 4 << 30, fileBytes: 64 << 30, outputBytes: 64 << 20,
        niceness: 10)

    /// The arguments of `prlimit` that set these limits; core dumps are off.
    ///
    /// Nobody but root can give a child more than this process may have itself: where that is less, it is what the child
    /// gets, instead of not starting at all.
    var limits: [String] {
        let memory = Self.within(RLIMIT_AS, memoryBytes)
        let file = Self.within(RLIMIT_FSIZE, fileBytes)
        let files = Self.within(RLIMIT_NOFILE, 512)
        let cpu = Self.within(RLIMIT_CPU, Int64(cpuSeconds) + 1)
        return [
            "--cpu=\(min(Int64(cpuSeconds), cpu)):\(cpu)", "--as=\(memory):\(memory)", "--fsize=\(file):\(file)",
            "--core=0:0", "--nofile=\(files):\(files)",
        ]
    }

    private static func within(_ resource: __rlimit_resource, _ wanted: Int64) -> Int64 {
        var found = rlimit()
        guard getrlimit(__rlimit_resource_t(resource.rawValue), &found) == 0 else { return wanted }
        return min(wanted, Int64(clamping: found.rlim_max))
    }
}
