import Testing

@testable import Terminal

/// Limits of the process against what its work needs.
struct ProcessLimitsTests {
    private static let roomy = ProcessLimits.Limit(soft: .max, hard: .max)

    private func complaint(
        _ low: [ProcessLimits.Resource: UInt], isRoot: Bool = false
    ) -> String? {
        do {
            try ProcessLimits.service.check(
                { resource in low[resource].map { ProcessLimits.Limit(soft: $0, hard: $0) } ?? Self.roomy },
                isRoot: isRoot)
            return nil
        } catch {
            return error.description
        }
    }

    @Test("Enough of everything is taken without a word, and just enough too")
    func enough() {
        #expect(complaint([:]) == nil)
        #expect(complaint(ProcessLimits.service.least) == nil)
    }

    @Test(
        "Each limit below its least is told with what was found, what is needed and how it is raised",
        arguments: [
            (ProcessLimits.Resource.openFiles, 256 as UInt, ["256", "512", "ulimit -n 512", "LimitNOFILE=512"]),
            (.addressSpace, 1 << 30, ["1024 MiB", "4096 MiB", "ulimit -v unlimited", "LimitAS=infinity"]),
            (.fileSize, 1 << 30, ["1024 MiB", "65536 MiB", "ulimit -f unlimited", "LimitFSIZE=infinity"]),
            (.processes, 20, ["20", "512", "ulimit -u 512", "LimitNPROC=512"]),
        ])
    func low(_ resource: ProcessLimits.Resource, _ found: UInt, _ words: [String]) throws {
        let line = try #require(complaint([resource: found]))
        for word in words { #expect(line.contains(word), "\(line)") }
        #expect(!line.contains("\n"))
    }

    @Test("All limits that are too low stand on the one line")
    func several() throws {
        let line = try #require(complaint([.openFiles: 20, .fileSize: 0]))
        #expect(line.contains("open files is 20") && line.contains("file's size is 0 MiB"), "\(line)")
    }

    @Test("Root has no limit of processes")
    func root() { #expect(complaint([.processes: 20], isRoot: true) == nil) }

    @Test("Every work that is begun names a least of every resource")
    func complete() {
        for limits in [ProcessLimits.command, .service, .room] {
            #expect(Set(limits.least.keys) == Set(ProcessLimits.Resource.allCases))
        }
    }
}
