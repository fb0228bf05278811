import Foundation
import GStreamer
import Testing

extension Media {
    @Suite(.serialized)
    struct FreeingTests {
        /// Threads, descriptors and resident kilobytes of this process.
        private func load() throws -> (threads: Int, descriptors: Int, kilobytes: Int) {
            let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
            func field(_ name: String) -> Int {
                let line = status.split(separator: "\n").first { $0.hasPrefix(name) } ?? ""
                return Int(line.split(whereSeparator: { !$0.isNumber }).first ?? "") ?? -1
            }
            let descriptors = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
            return (field("Threads"), descriptors, field("VmRSS"))
        }

        private func run(_ count: Int, stopping: Bool) async throws {
            for _ in 0..<count {
                let pipeline = try Pipeline(
                    """
                    videotestsrc is-live=true ! video/x-raw,width=64,height=36 ! tee name=t allow-not-linked=true
                    ! queue ! appsink name=out sync=false udpsrc port=0 ! fakesink async=false
                    """)
                let samples = try AppSink(pipeline.element("out")).samples(newestOnly: true)
                let messages = pipeline.messages()
                let counter = try pipeline.element("out").pad("sink").countFrames()
                try await pipeline.play()
                let branch = try await pipeline.add(
                    "b", "queue name=q ! fakesink async=false", links: [.from("t", into: "q")])
                for await _ in samples { break }
                #expect(counter.reading.frames > 0)
                await pipeline.remove(branch)
                if stopping { await pipeline.stop() }
                _ = messages
            }
        }

        @Test func fiveHundredFreedPipelinesLeaveNothing() async throws {
            try await run(50, stopping: true)
            #expect(await eventually { ((try? load().threads) ?? 999) < 40 })
            let before = try load()
            try await run(250, stopping: true)
            try await run(250, stopping: false)
            let settled = await eventually(within: .seconds(15)) {
                guard let now = try? load() else { return false }
                return now.threads <= before.threads + 4 && now.descriptors <= before.descriptors + 2
            }
            let after = try load()
            #expect(settled, "\(before) → \(after)")
            #expect(after.kilobytes < before.kilobytes + 8_192, "\(before) → \(after)")
        }
    }
}
