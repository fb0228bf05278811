import Foundation
import Offices

extension ReportView {
    /// `false` instead of nothing, so that the template does not look for the name in the outer values.
    func optional(_ value: String?) -> Any { value ?? false }

    /// `21 November 2026 pukul 09.15.04 WIB`.
    func moment(_ moment: Moment, in zone: Zone) -> String {
        "\(zone.date(moment)) pukul \(zone.time(moment, seconds: true))"
    }

    func time(_ moment: Moment?, in zone: Zone, otherwise: String) -> String {
        moment.map { zone.time($0, seconds: true) } ?? otherwise
    }

    /// `09.15.04 – 09.20.00 WITA`; with the day when the two lie on different days.
    static func times(_ from: Moment, _ to: Moment?, in zone: Zone) -> String {
        guard let to else { return "\(zone.time(from, seconds: true)) – akhir rapat" }
        guard zone.date(from) == zone.date(to) else {
            return [from, to].map { "\(zone.date($0)) \(zone.time($0, seconds: true))" }.joined(separator: " – ")
        }
        return "\(zone.time(from, seconds: true)) – \(zone.time(to, seconds: true))"
    }

    /// `09.15.04,25`, for stretches shorter than a second; the zone is named once after both ends.
    static func exact(_ moment: Moment, in zone: Zone) -> String {
        let hundredths = (moment.microseconds % 1_000_000 + 1_000_000) % 1_000_000 / 10_000
        let clock = zone.civil(moment).clock(separator: ".", seconds: true)
        return "\(clock),\(hundredths < 10 ? "0" : "")\(hundredths)"
    }

    /// `00:12:04`, the position in a recording.
    static func position(_ seconds: Double?) -> String {
        guard let seconds, seconds.isFinite, seconds >= 0, seconds < 1_000_000 else { return "tidak terekam" }
        let whole = Int(seconds)
        return [whole / 3600, whole / 60 % 60, whole % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    }

    /// `1 jam 12 menit 4 detik`.
    static func length(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds >= 0, seconds < 10_000_000 else { return "tidak diketahui" }
        let whole = Int(seconds.rounded())
        let parts = [(whole / 3600, "jam"), (whole / 60 % 60, "menit"), (whole % 60, "detik")].filter { $0.0 > 0 }
        return parts.isEmpty ? "0 detik" : parts.map { "\($0.0) \($0.1)" }.joined(separator: " ")
    }

    /// `0,36 detik` for short stretches, `1 menit 4 detik` for long ones.
    static func precisely(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds >= 0, seconds < 60 else { return length(seconds) }
        let hundredths = Int((seconds * 100).rounded())
        let rest = hundredths % 100
        return "\(hundredths / 100),\(rest < 10 ? "0" : "")\(rest) detik"
    }

    /// `1.234.567 byte`.
    static func bytes(_ bytes: Int64) -> String {
        var digits = String(max(0, bytes))
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        return ([digits] + groups).joined(separator: ".") + " byte"
    }
}
