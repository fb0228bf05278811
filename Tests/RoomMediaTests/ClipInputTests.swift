import Foundation
import Testing

@testable import RoomMedia

/// Clips as devices and programs write them: each becomes a loop of 25 frames a second, 640×360, 48 kHz stereo.
struct ClipInputTests {
    static let inputs = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Inputs")

    private func prepare(_ name: String, _ stage: CaptureStage) async throws -> (LoopFiles, LoopMeasure) {
        let path = Self.inputs.appending(path: name).path
        let loop = try await ClipLoop(path: path, workFolder: stage.file("work").path).prepare()
        return (loop, try await LoopMeasure(loop))
    }

    @Test func soundThatChangesItsFormatStaysAsLongAsThePictureAndInStep() async throws {
        let stage = try CaptureStage()
        let (_, measure) = try await prepare("m02b-suara-berubah.mkv", stage)
        #expect(measure.frames == 223 && measure.samples.count == 428_160)
        try #require(measure.flashes.count == 9)
        for (second, flash) in measure.flashes.enumerated() {
            let beep = try #require(measure.beep(of: second), "\(second): \(measure.beeps)")
            #expect(abs(beep - flash) <= 0.1, "\(second): flash \(flash), beep \(beep)")
        }
    }

    @Test func aSinglePictureIsHeldAsLongAsTheSoundLasts() async throws {
        let stage = try CaptureStage()
        let (_, measure) = try await prepare("m03-satu-gambar-8s-suara.mp4", stage)
        #expect(measure.frames == 200 && measure.samples.count == 384_000)
        #expect(measure.beeps.count == 8)
        #expect(Set(measure.middle).count == 1)
    }

    @Test func theLastPictureOfAStillScreenIsHeldToTheEndOfTheSound() async throws {
        let stage = try CaptureStage()
        let (_, measure) = try await prepare("m03b-layar-diam-12s.mkv", stage)
        #expect(measure.frames == 300 && measure.samples.count == 576_000)
        for second in 0..<12 { #expect(measure.beep(of: second) != nil, "\(second): \(measure.beeps)") }
        #expect(abs(Int(measure.middle[299]) - Int(measure.middle[150])) <= 2)
    }

    @Test(arguments: ["m06-bt709.mp4", "m06b-bt709-penuh.mp4"])
    func coloursOfHighDefinitionArriveAsTheyAre(_ name: String) async throws {
        let stage = try CaptureStage()
        let (_, measure) = try await prepare(name, stage)
        let wanted = [[254, 0, 0], [0, 254, 0], [0, 0, 254], [253, 253, 0]]
        for (found, wanted) in zip(measure.corners, wanted) {
            #expect(zip(found, wanted).allSatisfy { abs($0 - $1) <= 8 }, "\(found) for \(wanted)")
        }
        #expect(measure.flashes == [0, 1, 2])
    }

    @Test func aClipDamagedInItsMiddleIsUsedInStepAndSaysWhatItSkips() async throws {
        let stage = try CaptureStage()
        let (loop, measure) = try await prepare("m14-rusak-tengah.mp4", stage)
        #expect(measure.frames == 150 && measure.samples.count == 288_000)
        for second in [0, 1, 4, 5] {
            let beep = try #require(measure.beep(of: second), "\(second): \(measure.beeps)")
            #expect(measure.flashes.contains { abs($0 - beep) <= 0.06 }, "\(second): \(measure.flashes)")
        }
        #expect(loop.notes.count == 2, "\(loop.notes)")
        #expect(loop.notes.first?.hasPrefix("packets of its picture that do not decode and are skipped: ") == true)
        #expect(loop.notes.last?.hasPrefix("packets of its sound that do not decode and are skipped: ") == true)
    }

    @Test func aLostPacketCostsAtMostOneFlashAndIsTold() async throws {
        let stage = try CaptureStage()
        let (loop, measure) = try await prepare("m28-satu-paket-hilang-awal.ts", stage)
        #expect(measure.frames == 200 && measure.samples.count == 384_000)
        #expect(measure.flashes.count >= 7 && measure.beeps.count == 8)
        #expect(loop.notes == ["incomplete pictures: 1"], "\(loop.notes)")
    }

    @Test func theSoundFlaggedAsTheDefaultIsHeard() async throws {
        let stage = try CaptureStage()
        let (loop, measure) = try await prepare("m23-dua-suara.mkv", stage)
        #expect(abs(measure.level + 22) < 1, "\(measure.level)")
        #expect(loop.notes.isEmpty)
    }

    @Test(arguments: [
        ("m24-gambar.png", "a still picture (png), which is no clip"), ("m31-kosong.mp4", "the file is empty"),
    ])
    func whatIsNoClipIsRefusedWithTheReason(_ name: String, _ reason: String) async throws {
        let stage = try CaptureStage()
        let path = Self.inputs.appending(path: name).path
        await #expect(throws: MediaFailure.source(path: path, found: reason)) {
            try await ClipLoop(path: path, workFolder: stage.file("work").path).prepare()
        }
    }
}
