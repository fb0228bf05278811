import Foundation
import Offices

@testable import Reports
@testable import RoomAgent

/// What other programs say of a file that somebody sent.
extension Recipe {
    static let media = [
        Recipe("recording-probe") {
            [
                """
                {"streams":[{"codec_name":"h264","codec_type":"video","width":640,"height":360},
                {"codec_name":"opus","codec_type":"audio","channels":2}],
                "chapters":[{"start_time":"0.000000","end_time":"12.500000","tags":{"title":"Kesepakatan 1"}}],
                "format":{"start_time":"0.000000","duration":"12.540000","tags":{"title":"RLJJ-1"}}}
                """
            ].map { Array($0.utf8) }
        } run: { bytes in
            guard let probe = try RecordingProbe.read(bytes, frames: RecordingProbe.times(bytes)) else { return }
            demand(probe.start.isFinite && probe.duration?.isFinite ?? true, "an endless recording")
            for chapter in probe.chapters { _ = Int64(saturating: (chapter.end - chapter.start) * 1000) }
        },
        Recipe("frame-times") {
            ["0.000000\n0.040000,\n0.080000\n", "0.000000,0.040000\n0.040000,0.040000\nN/A,0.04\n"].map {
                Array($0.utf8)
            }
        } run: { bytes in
            let times = RecordingProbe.times(bytes)
            demand(times.allSatisfy(\.isFinite) && times == times.sorted(), "times out of order")
            let found = RecordingMeasure.parse(String(decoding: bytes, as: UTF8.self))
            demand(found.seconds >= 0 && found.frames >= 0, "\(found.frames) frames in \(found.seconds) s")
            _ = now.advanced(bySeconds: -found.seconds)
        },
        Recipe("pdfinfo") {
            [
                """
                Title:           Bahan
                Pages:           2
                Encrypted:       no
                Page    1 size:  960 x 540 pts
                Page    1 rot:   90
                Page    2 size:  595.276 x 841.89 pts (A4)
                Page    2 rot:   0

                """
            ].map { Array($0.utf8) }
        } run: { bytes in
            let found = try MaterialPages.inspection(of: String(decoding: bytes, as: UTF8.self), named: "bahan.pdf")
            for page in found.pages {
                let size = page.fitting((1280, 720))
                demand((1...1280).contains(size.width) && (1...720).contains(size.height), "\(size)")
            }
        },
    ]
}
