import Foundation
import Offices
import RoomLink
import Testing

@testable import RoomMedia

extension CaptureMedia {
    @Suite(.serialized)
    struct SendAndPreviewTests {
        @Test func picturesArriveThroughSenderAndPreviewAfterEveryRestart() async throws {
            let stage = try CaptureStage()
            let (toSender, toPreview) = (try CaptureStage.freePort(), try CaptureStage.freePort())
            let picture = stage.file("preview.jpg")
            let preview = try await PreviewPipeline(
                PreviewPlan(input: toPreview, picture: picture.path), pipelines: stage.pipelines)
            let sender = try await SendPipeline(
                SendPlan(input: toSender, output: Endpoint(host: "127.0.0.1", port: toPreview)),
                pipelines: stage.pipelines)
            for round in 1...3 {
                try? FileManager.default.removeItem(at: picture)
                let capture = try await stage.capture(
                    stage.room(), outputs: [Endpoint(host: "127.0.0.1", port: toSender)])
                #expect(await appears(picture), "round \(round)")
                #expect(try await Measured.codes(in: picture) == ["kpp-makassar"])
                if round == 1 {
                    let rate = await preview.status { ($0.measures.frameRate ?? 0) > 1.5 }?.measures.frameRate
                    #expect(try #require(rate) < 3)
                }
                await capture.stop()
            }
            #expect(preview.board.status.state == .playing && sender.board.status.state == .playing)
            #expect(try await Measured.streams(picture).contains("mjpeg|width=320|height=180"))
            await preview.stop()
            await sender.stop()
        }

        @Test func outputsChangeWhilePlaying() async throws {
            let stage = try CaptureStage()
            let port = try CaptureStage.freePort()
            let picture = stage.file("preview.jpg")
            let preview = try await PreviewPipeline(
                PreviewPlan(input: port, picture: picture.path), pipelines: stage.pipelines)
            let capture = try await stage.capture(stage.room())
            let here = [Endpoint(host: "127.0.0.1", port: port), Endpoint(host: "localhost", port: 9)]
            try await capture.reconcile(with: .capture(stage.plan(stage.room(), outputs: here)))
            #expect(await appears(picture))
            let moved = stage.file("moved.jpg")
            try await preview.reconcile(with: .preview(PreviewPlan(input: port, picture: moved.path)))
            #expect(await appears(moved))
            try await capture.reconcile(with: .capture(stage.plan(stage.room())))
            #expect(await preview.status { $0.measures.frameRate == 0 } != nil)
            await #expect(throws: MediaFailure.needsRestart("the input's port")) {
                try await preview.reconcile(with: .preview(PreviewPlan(input: 9, picture: moved.path)))
            }
            await capture.stop()
            await preview.stop()
        }

        @Test func aPortThatIsTakenIsOneLine() async throws {
            let stage = try CaptureStage()
            let port = try CaptureStage.freePort()
            let plan = SendPlan(input: port, output: Endpoint(host: "127.0.0.1", port: 9))
            let first = try await SendPipeline(plan, pipelines: stage.pipelines)
            let failure = await #expect(throws: MediaFailure.self) {
                try await SendPipeline(plan, pipelines: stage.pipelines)
            }
            #expect(failure?.line.contains("\(port)") == true, "\(failure?.line ?? "")")
            await first.stop()
        }

        /// Waits until a whole picture is there.
        private func appears(_ file: URL) async -> Bool {
            await Deadline.holds(within: .seconds(10)) { FileManager.default.fileExists(atPath: file.path) }
        }
    }
}
