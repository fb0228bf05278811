import Foundation
import GStreamer
import Testing

extension Media {
    @Suite(.serialized)
    struct PipelineTests {
        @Test func namesAMissingElement() {
            #expect(throws: Pipeline.Failure.missingElement("nosuchthing")) { try Pipeline("nosuchthing ! fakesink") }
            #expect(!ElementFactory.exists("nosuchthing"))
            #expect(ElementFactory.exists("fakesink"))
        }

        @Test(arguments: ["", "videotestsrc ! ! fakesink", "videotestsrc pattern=bogus ! fakesink", "videotestsrc !"])
        func refusesWhatIsNoDescription(_ text: String) {
            #expect(throws: Pipeline.Failure.self) { try Pipeline(text) }
        }

        @Test(arguments: [
            ("bitrate", PropertyValue.number(-5)), ("bitrate", "many"), ("tune", "bogus"), ("nonsense", 1),
            ("key-int-max", .real(1.5)), ("bitrate", "5\0"),
        ])
        func refusesAPropertyOutsideItsLimits(_ name: String, _ value: PropertyValue) throws {
            let encoder = try Pipeline("x264enc name=encoder").element("encoder")
            let before = try encoder.number("bitrate")
            #expect(throws: Pipeline.Failure.self) { try encoder.set(name, value) }
            #expect(try encoder.number("bitrate") == before)
        }

        @Test func readsBackWhatWasSet() throws {
            let pipeline = try Pipeline("x264enc name=encoder ! capsfilter name=filter ! filesink name=file")
            let (encoder, file) = (try pipeline.element("encoder"), try pipeline.element("file"))
            try encoder.set(["bitrate": 700, "tune": "zerolatency", "speed-preset": "veryfast", "byte-stream": true])
            #expect(try encoder.number("bitrate") == 700)
            #expect(try encoder.text("speed-preset") == "veryfast")
            #expect(try encoder.number("byte-stream") == 1)
            try pipeline.element("filter").set("caps", "video/x-h264,width=640")
            let caps = try pipeline.element("filter").text("caps")
            #expect(caps == "video/x-h264, width=(int)640")
            let hostile = "/tmp/a \"b\" ! fakesink name='x' \\n\nlast 100%"
            try file.set("location", .text(hostile))
            #expect(try file.text("location") == hostile)
            #expect(throws: Pipeline.Failure.noElement("nobody")) { try pipeline.element("nobody") }
        }

        @Test func writesToAHostilePath() async throws {
            let folder = try Folder()
            let path = folder.file("a \"b\" ! c\n'd' \\e.raw")
            let pipeline = try Pipeline(
                "videotestsrc num-buffers=3 ! video/x-raw,width=16,height=16 ! filesink name=file")
            try pipeline.element("file").set("location", .text(path))
            try await pipeline.play()
            #expect(await pipeline.end(within: .seconds(5)))
            #expect(FileManager.default.fileExists(atPath: path))
        }

        @Test func losesNoMessageInABurst() async throws {
            let pipeline = try Pipeline(
                "audiotestsrc num-buffers=2000 samplesperbuffer=480 ! audio/x-raw,rate=48000 "
                    + "! level interval=10000000 ! fakesink")
            let messages = pipeline.messages()
            try await pipeline.play()
            var levels = 0
            for await message in messages {
                if case .element(let structure) = message.content, structure.name == "level" {
                    levels += 1
                    #expect(structure.numbers("rms").count == 1)
                }
                if case .endOfStream = message.content { break }
            }
            #expect((2000...2001).contains(levels))
        }

        @Test func endsALivePipelineInOrder() async throws {
            let pipeline = try Pipeline(
                "videotestsrc is-live=true ! fakesink name=end udpsrc name=dead ! fakesink async=false")
            let counter = try pipeline.element("end").pad("sink").countFrames()
            try await pipeline.play()
            try await pipeline.settle(within: .seconds(5))
            #expect(await eventually { counter.reading.frames > 5 })
            #expect(pipeline.runningTime ?? .zero > .milliseconds(100))
            #expect(await pipeline.end(within: .seconds(2)))
        }

        @Test func doesNotSettleWithoutData() async throws {
            let pipeline = try Pipeline("appsrc name=in ! fakesink")
            try await pipeline.play()
            await #expect(throws: Pipeline.Failure.self) { try await pipeline.settle(within: .milliseconds(50)) }
        }

        @Test func tellsElementDomainCodeAndText() async throws {
            let pipeline = try Pipeline("filesrc name=file location=/nonexistent/clip ! fakesink")
            let failure = await #expect(throws: Pipeline.Failure.self) { try await pipeline.play() }
            guard case .reported(let report) = failure else {
                Issue.record("found \(String(describing: failure))")
                return
            }
            #expect(report.element == "file")
            #expect(report.domain == "gst-resource-error-quark")
            #expect(report.code == 3)
            #expect(report.line.contains("/nonexistent/clip"))
        }

        @Test func dropsOfEndedListenersHoldNothing() async throws {
            let pipeline = try Pipeline("videotestsrc num-buffers=2 ! fakesink")
            let messages = pipeline.messages()
            await pipeline.stop()
            var count = 0
            for await _ in messages { count += 1 }
            for await _ in pipeline.messages() { count += 1 }
            #expect(count == 0)
        }

        @Test func knowsWhenAFrameWasMade() async throws {
            let pipeline = try Pipeline(
                "videotestsrc is-live=true do-timestamp=true ! video/x-raw,framerate=25/1 ! fakesink name=end")
            let counter = try pipeline.element("end").pad("sink").countFrames()
            let before = Date().timeIntervalSince1970
            try await pipeline.play()
            #expect(await eventually { counter.reading.frames >= 90 })
            let reading = counter.reading
            let first = try #require(reading.first).seconds
            let end = try #require(reading.end).seconds
            #expect(first >= before - 0.05 && first < before + 1)
            #expect(abs(end - first - Double(reading.frames) / 25) < 0.06)
            #expect(abs(end - Date().timeIntervalSince1970) < 0.2)
            #expect(abs(try #require(counter.rate()) - 25) < 1)
        }
    }
}

extension Int64 {
    var seconds: Double { Double(self) / 1_000_000 }
}
