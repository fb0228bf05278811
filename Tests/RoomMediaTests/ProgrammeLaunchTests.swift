import GStreamer
import Testing

@testable import RoomMedia

@Suite(.serialized)
struct ProgrammeLaunchTests {
    @Test(arguments: ["programme", "site", "return", "display", "screen-headless", "loudspeaker-headless", "words"])
    func aDescriptionPlaysByItself(_ name: String) async throws {
        let pipeline = try Pipeline(try PipelineFolder().text(name))
        if name == "site" { try pipeline.element("input").set("port", .number(Int(Stage.ports(1)[0]))) }
        try await pipeline.play()
        await Stage.play(0.3)
        #expect(pipeline.error == nil)
        await pipeline.stop()
    }

    @Test func aWindowIsDrawnAndPictured() async throws {
        let server = try await XServer()
        let window = try Pipeline(try PipelineFolder().text("screen-window"))
        try window.element("screen").set("display", .text(server.display))
        try await window.play()
        let sink = try window.element("screen")
        #expect(await Stage.until { ((try? sink.number("stats.rendered")) ?? 0) > 5 })
        let camera = try Pipeline(try PipelineFolder().text("screen-picture"))
        try camera.element("screen").set("display-name", .text(server.display))
        let samples = try AppSink(camera.element("still")).samples()
        try await camera.play()
        let sample = try #require(await Deadline.first(of: samples, within: .seconds(5)))
        #expect(sample.width == 1280 && sample.height == 720)
        #expect(Set(sample.bytes()).count > 3)
        await camera.stop()
        await window.stop()
        await server.end()
    }

    /// Their devices are not here; that the elements and names are right shows without them.
    @Test(arguments: ["loudspeaker-pulse", "loudspeaker-alsa"])
    func aLoudspeakerTakesADevice(_ name: String) throws {
        let pipeline = try Pipeline(try PipelineFolder().text(name))
        try pipeline.element("loudspeaker").set("device", "a \"device\" ! that is not there")
        #expect(try pipeline.element("loudspeaker").text("device") == "a \"device\" ! that is not there")
    }
}
