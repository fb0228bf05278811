import Foundation
import Testing

@testable import Reports

struct ReportHTMLTests {
    @Test func `pictures are linked, the internal mark has no QR picture of its own`() throws {
        let html = try ReportHTML.page(SampleReport.full()) { "/blobs/\($0)" }
        #expect(html.contains("<img src=\"/blobs/\(SampleReport.still)\""))
        #expect(!html.contains("class=\"qr\""))
        let without = try ReportHTML.page(SampleReport.full()) { _ in nil }
        #expect(!without.contains("<img"))
        #expect(without.contains("Gambar tidak tersedia"))
    }

    @Test(arguments: [
        "<script>alert(1)</script>", "{{number}}", "\" onload=\"x", "</title><b>", "\u{0}\u{1B}", "<\u{301}script>",
    ])
    func `free text never becomes markup`(_ text: String) throws {
        var report = SampleReport.bare()
        let plain = try ReportHTML.page(report) { _ in nil }
        report.meeting.title = text
        report.meeting.label = text
        report.chair.name = text
        report.agreements = [SampleReport.agreement(1, text)]
        let html = try ReportHTML.page(report) { _ in nil }
        #expect(!html.contains("<script") && !html.contains("\" onload") && !html.contains("</title><b>"))
        #expect(!html.contains("\u{0}") && !html.contains("\u{1B}"))
        #expect(html.components(separatedBy: "<title>").count == plain.components(separatedBy: "<title>").count)
    }

    @Test(arguments: [
        (0, "0 (nol)"), (1, "1 (satu)"), (11, "11 (sebelas)"), (14, "14 (empat belas)"), (40, "40 (empat puluh)"),
        (99, "99 (sembilan puluh sembilan)"), (120, "120"),
    ])
    func `numbers are counted as official texts do`(_ number: Int, _ words: String) {
        #expect(ReportView.counted(number) == words)
    }

    @Test(arguments: [
        (nil, "tidak terekam"), (0.0, "00:00:00"), (59.99, "00:00:59"), (3661, "01:01:01"), (-1, "tidak terekam"),
        (Double.nan, "tidak terekam"), (Double.infinity, "tidak terekam"),
    ])
    func `a position in a recording is hours, minutes and seconds`(_ seconds: Double?, _ text: String) {
        #expect(ReportView.position(seconds) == text)
    }

    @Test(arguments: [
        (0.0, "0 detik"), (61, "1 menit 1 detik"), (4384, "1 jam 13 menit 4 detik"), (-3, "tidak diketahui"),
    ])
    func `a length is worded`(_ seconds: Double, _ text: String) {
        #expect(ReportView.length(seconds) == text)
    }
}
