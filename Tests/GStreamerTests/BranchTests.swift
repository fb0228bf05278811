import Foundation
import GStreamer
import Testing

/// A live H.264 source that the branches below hang on.
private let spine = """
    videotestsrc is-live=true pattern=ball ! video/x-raw,width=160,height=120,framerate=25/1
    ! x264enc name=encoder tune=zerolatency speed-preset=ultrafast key-int-max=12
    ! tee name=coded allow-not-linked=true ! queue ! fakesink name=end sync=false async=false
    """

/// Runs by hand; in a pipeline its own source is cut away.
private let record = """
    videotestsrc num-buffers=50 ! x264enc ! queue name=picture ! h264parse name=parse
    ! matroskamux offset-to-zero=true ! filesink name=file buffer-mode=unbuffered async=false
    """

/// A picture and a sound that play without any input.
private let mixers = """
    compositor name=picture background=black force-live=true
    ! video/x-raw,format=I420,width=320,height=240,framerate=25/1 ! fakesink name=end async=false
    audiomixer name=sound force-live=true ! audio/x-raw,rate=48000 ! level ! fakesink async=false
    """

private let site = """
    videotestsrc is-live=true pattern=white ! video/x-raw,width=160,height=120 ! queue name=video ! fakesink
    audiotestsrc is-live=true ! queue name=audio ! fakesink
    """

extension Media {
    @Suite(.serialized)
    struct BranchTests {
        @Test func aFinishedBranchLeavesAWholeFile() async throws {
            let folder = try Folder()
            let pipeline = try Pipeline(spine)
            try await pipeline.play()
            for round in 1...2 {
                let path = folder.file("part \(round) \"x\".mkv")
                let branch = try await pipeline.add(
                    "record", record, links: [.from("coded", into: "picture", startsAtKeyFrame: true)]
                ) { branch throws(Pipeline.Failure) in try branch.element("file").set("location", .text(path)) }
                let counter = try branch.element("parse").pad("src").countFrames()
                try pipeline.element("encoder").requestKeyFrame()
                #expect(await eventually { counter.reading.frames >= 20 })
                #expect(await pipeline.finish(branch, within: .seconds(5)))
                #expect(try await decodedFrames(of: path) == counter.reading.frames)
            }
            #expect(pipeline.error == nil)
        }

        @Test func branchesComeAndGoWhilePlaying() async throws {
            let pipeline = try Pipeline(spine)
            let counter = try pipeline.element("end").pad("sink").countFrames()
            try await pipeline.play()
            for round in 1...30 {
                let branch = try await pipeline.add(
                    "watch", "queue name=in ! fakesink sync=false async=false", links: [.from("coded", into: "in")])
                let seen = try branch.element("in").pad("src").countFrames()
                if round.isMultiple(of: 3) { #expect(await eventually { seen.reading.frames > 0 }) }
                await pipeline.remove(branch)
            }
            let before = counter.reading.frames
            #expect(await eventually { counter.reading.frames > before + 10 })
            #expect(pipeline.error == nil)
        }

        @Test func aBrokenBranchDoesNotStopWhatFeedsIt() async throws {
            let pipeline = try Pipeline(spine)
            let counter = try pipeline.element("end").pad("sink").countFrames()
            let messages = pipeline.messages()
            try await pipeline.play()
            let branch = try await pipeline.add(
                "broken", "queue name=in ! identity error-after=5 ! fakesink sync=false async=false",
                links: [.from("coded", into: "in")])
            let error = await messages.first { message in if case .error = message.content { true } else { false } }
            #expect(error?.branch == "broken")
            let before = counter.reading.frames
            #expect(await eventually { counter.reading.frames > before + 30 })
            await pipeline.remove(branch)
            #expect(pipeline.error == nil)
        }

        @Test func aBranchThatCannotStartLeavesNothing() async throws {
            let pipeline = try Pipeline(spine)
            try await pipeline.play()
            await #expect(throws: Pipeline.Failure.self) {
                _ = try await pipeline.add("record", record, links: [.from("coded", into: "picture")]) {
                    branch throws(Pipeline.Failure) in
                    try branch.element("file").set("location", "/nonexistent/folder/file.mkv")
                }
            }
            #expect(throws: Pipeline.Failure.self) { try pipeline.element("record") }
            let counter = try pipeline.element("end").pad("sink").countFrames()
            #expect(await eventually { counter.reading.frames > 5 })
            #expect(pipeline.error == nil)
        }

        @Test func sitesComeAndGoAtMixers() async throws {
            let pipeline = try Pipeline(mixers)
            let counter = try pipeline.element("end").pad("sink").countFrames()
            try await pipeline.play()
            for _ in 1...5 {
                let branch = try await pipeline.add(
                    "site", site,
                    links: [
                        .into("picture", from: "video", settings: ["xpos": 160, "alpha": 0.5]),
                        .into("sound", from: "audio", settings: ["volume": 0.25]),
                    ])
                let pad = try #require(branch.pad(at: "picture"))
                #expect(try pad.number("xpos") == 160)
                try pad.set("ypos", 120)
                #expect(throws: Pipeline.Failure.self) { try pad.set("alpha", 2) }
                let white = await eventually {
                    guard let sample = try? pipeline.element("end").lastSample(), let bytes = Optional(sample.bytes()),
                        bytes.count >= 320 * 240
                    else { return false }
                    return bytes[200 * 320 + 240] > 80 && bytes[10 * 320 + 10] < 40
                }
                #expect(white)
                await pipeline.remove(branch)
            }
            let before = counter.reading.frames
            #expect(await eventually { counter.reading.frames > before + 10 })
        }

        @Test func branchesHangOnBranches() async throws {
            let pipeline = try Pipeline("audiomixer name=mix force-live=true ! fakesink name=end async=false")
            try await pipeline.play()
            let site = try await pipeline.add(
                "site", "audiotestsrc is-live=true ! tee name=sound allow-not-linked=true", links: [])
            let back = try await pipeline.add(
                "back", "audiomixer name=mix force-live=true ! fakesink name=end async=false", links: [])
            for _ in 1...5 {
                let connector = try await pipeline.add(
                    "site-back", "queue name=pass",
                    links: [.from("site/sound", into: "pass"), .into("back/mix", from: "pass")])
                let seen = try connector.element("pass").pad("src").countFrames()
                #expect(await eventually { seen.reading.frames > 3 })
                await pipeline.remove(connector)
            }
            await pipeline.remove(back)
            await pipeline.remove(site)
            #expect(pipeline.error == nil)
        }

        @Test func aDeadInputIsRemovedAtOnce() async throws {
            let pipeline = try Pipeline(
                "compositor name=picture force-live=true ! video/x-raw,width=64,height=64 ! fakesink name=end async=false"
            )
            try await pipeline.play()
            let branch = try await pipeline.add(
                "dead", "udpsrc port=0 ! application/x-rtp ! rtpjpegdepay ! jpegdec ! queue name=video",
                links: [.into("picture", from: "video")])
            let began = ContinuousClock.now
            await pipeline.remove(branch)
            #expect(ContinuousClock.now - began < .seconds(1))
            let counter = try pipeline.element("end").pad("sink").countFrames()
            #expect(await eventually { counter.reading.frames > 5 })
        }
    }
}
