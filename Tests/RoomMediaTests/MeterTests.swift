import Foundation
import Offices
import RoomLink
import Testing

@testable import RoomMedia

struct PictureMeterTests {
    @Test func frozenIsExactlyZeroAndBlackIsSixteen() {
        var meter = PictureMeter()
        for _ in 0..<11 { meter.take([UInt8](repeating: 16, count: 14_400)) }
        #expect(meter.brightness == nil && meter.motion == nil)
        meter.take([UInt8](repeating: 16, count: 14_400))
        #expect(meter.brightness == 16 && meter.motion == 0)
        for value in 0..<12 { meter.take([UInt8](repeating: UInt8(100 + value % 2), count: 14_400)) }
        #expect(meter.motion == 1 || (meter.motion ?? 0) > 1)
    }
}

struct OverlayTextTests {
    @Test(arguments: [
        ("a<b>&\"'", "a&lt;b&gt;&amp;&quot;&#39;"), ("satu\ndua\r\ttiga", "satu dua  tiga"), ("\u{202E}x\u{0}", " x "),
        ("100% \\n", "100% \\n"), ("Ruang é 😀", "Ruang é 😀"),
    ])
    func drawsEveryTextLiterally(_ text: String, _ markup: String) {
        #expect(OverlayText.markup(text) == markup)
    }
}

struct ProbeTests {
    private func measures(rate: Double?, bright: Double?, motion: Double?, sound: Double?) -> ChildStatus.Measures {
        var measures = ChildStatus.Measures()
        (measures.frameRate, measures.brightness, measures.motion) = (rate, bright, motion)
        measures.soundLevel = sound
        return measures
    }

    @Test func theNewestPictureAndTheLoudestSecondCount() {
        let list = [
            measures(rate: 0, bright: 100, motion: 3, sound: -20),
            measures(rate: 25, bright: 90, motion: 0, sound: -80),
        ]
        let report = Probe.report(number: 3, diskNeeded: 10, freeDisk: 9, capture: list, display: [])
        #expect(report.number == 3)
        #expect(report.measures.filter { !$0.passed }.map(\.kind) == [.motion, .freeDisk, .screenRate])
    }

    @Test func whatWasNeverMeasuredFails() {
        let report = Probe.report(number: 1, diskNeeded: 0, freeDisk: 0, capture: [])
        #expect(report.measures.filter(\.passed).map(\.kind) == [.freeDisk])
    }

    @Test func theDiskIsAsked() throws {
        #expect(try Probe.freeDisk(at: "/tmp") > 0)
        #expect(throws: MediaFailure.self) { try Probe.freeDisk(at: "/nonexistent/folder") }
    }
}

struct PipelineFolderTests {
    @Test func isFoundAboveTheExecutableOrRefused() throws {
        let folder = try PipelineFolder(CaptureStage.pipelinesPath)
        #expect(try folder.text("capture").contains("name=encoder"))
        #expect(throws: MediaFailure.self) { try folder.text("nosuch") }
        #expect(throws: MediaFailure.self) { try PipelineFolder("/nonexistent") }
    }

    @Test func descriptionsHoldNoCommentsAndNoQuotesThatAShellWouldKeep() throws {
        let folder = try PipelineFolder(CaptureStage.pipelinesPath)
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name.hasSuffix(".launch") {
            let text = try folder.text(String(name.dropLast(7)))
            #expect(!text.contains("#") && !text.contains("//"), "\(name)")
        }
    }
}
