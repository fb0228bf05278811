import Foundation
import GStreamer
import Testing

extension Media {
    @Suite(.serialized)
    struct SampleTests {
        @Test func picturesAreTakenOfASink() async throws {
            let pipeline = try Pipeline(
                "videotestsrc pattern=white is-live=true ! video/x-raw,format=I420,width=320,height=180 ! fakesink name=end"
            )
            try await pipeline.play()
            try await pipeline.settle(within: .seconds(5))
            let sample = try #require(try pipeline.element("end").lastSample())
            #expect(sample.width == 320 && sample.height == 180)
            let png = try await sample.encoded(as: .png)
            #expect(png.starts(with: [0x89, 0x50, 0x4e, 0x47]))
            let jpeg = try await sample.encoded(as: .jpeg, width: 160, height: 90)
            #expect(jpeg.starts(with: [0xff, 0xd8]))
            let small = try await sample.converted(to: "video/x-raw,format=GRAY8,width=16,height=9")
            #expect(small.bytes().count == 16 * 9 && small.bytes()[0] > 200)
            await #expect(throws: Pipeline.Failure.self) { try await sample.converted(to: "audio/x-raw") }
        }

        private func draw(_ pattern: String, to path: String) async throws {
            let pipeline = try Pipeline("videotestsrc num-buffers=1 name=source ! pngenc ! filesink name=file")
            try pipeline.element("source").set("pattern", .text(pattern))
            try pipeline.element("file").set("location", .text(path))
            try await pipeline.play()
            try #require(await pipeline.end(within: .seconds(5)))
        }

        @Test func aStillPictureIsPushedAndReplaced() async throws {
            let folder = try Folder()
            try await draw("white", to: folder.file("white.png"))
            try await draw("black", to: folder.file("black.png"))
            let pipeline = try Pipeline(
                """
                appsrc name=still is-live=false format=time ! imagefreeze is-live=true allow-replace=true
                ! video/x-raw,framerate=25/1 ! appsink name=seen sync=false max-buffers=2 drop=true
                """)
            let still = try AppSource(pipeline.element("still"))
            let samples = try AppSink(pipeline.element("seen")).samples(newestOnly: true)
            try await still.push(Picture.read(folder.file("white.png"), width: 64, height: 36))
            try await pipeline.play()
            for await sample in samples where (sample.bytes().dropFirst(64 * 18 + 32).first ?? 0) > 200 { break }
            try await still.push(Picture.read(folder.file("black.png"), width: 64, height: 36))
            var turned = false
            for await sample in try AppSink(pipeline.element("seen")).samples(newestOnly: true) {
                guard (sample.bytes().dropFirst(64 * 18 + 32).first ?? 255) < 30 else { continue }
                turned = true
                break
            }
            #expect(turned)
        }

        @Test(arguments: ["nothing", "text"])
        func whatIsNoPictureIsRefused(_ kind: String) async throws {
            let folder = try Folder()
            if kind == "text" {
                try "no picture".write(toFile: folder.file("p.png"), atomically: false, encoding: .utf8)
            }
            await #expect(throws: Pipeline.Failure.self) {
                try await Picture.read(folder.file("p.png"), width: 8, height: 8)
            }
        }

        @Test func everySampleComesOut() async throws {
            let pipeline = try Pipeline(
                "videotestsrc num-buffers=300 ! video/x-raw,width=16,height=16 ! appsink name=out sync=false")
            let samples = try AppSink(pipeline.element("out")).samples()
            try await pipeline.play()
            var count = 0
            for await _ in samples { count += 1 }
            #expect(count == 300)
        }
    }
}
