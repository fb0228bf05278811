package import Offices
import RoomLink

extension DisturbanceLog.Entry {
    /// What was lacking, for the report and the wall, Indonesian.
    package var words: String {
        let programme = disturbance.track == .programme
        return switch disturbance.kind {
        case .absent: "Ruang tidak ada dalam siaran: tidak ada gambar dan suara yang tiba."
        case .picture: "Gambar ruang tidak masuk siaran; suaranya tiba."
        case .sound: "Suara ruang tidak masuk siaran; gambarnya tiba."
        case .standstill: programme ? "Gambar siaran berhenti." : "Gambar rekaman ruang berhenti."
        case .recording:
            "Rekaman \(programme ? "siaran" : "ruang") tidak dapat ditulis\(disturbance.reason.map { ": \($0)" } ?? ".")"
        case .clock where corrected > 0:
            "\(corrected) laporan ruang bertanggal salah (\(error)); waktunya dikoreksi oleh layanan."
        case .clock: "Jam mesin ruang salah: \(error)."
        }
    }

    /// The same in English, for the wall.
    package var english: String {
        switch disturbance.kind {
        case .absent: "not in the programme"
        case .picture: "no picture in the programme"
        case .sound: "no sound in the programme"
        case .standstill: "the picture stood still"
        case .recording: "the recording cannot be written"
        case .clock: "its clock is wrong"
        }
    }

    private var error: String { Self.clockWords(ahead: disturbance.seconds ?? 0) }

    /// `maju 90 detik`, `terlambat 3.600 detik`.
    package static func clockWords(ahead seconds: Double) -> String {
        let whole = String(Int64(min(abs(seconds), 1e15).rounded()))
        var grouped = ""
        for (index, digit) in whole.enumerated() {
            if index > 0, (whole.count - index) % 3 == 0 { grouped += "." }
            grouped.append(digit)
        }
        return "\(seconds < 0 ? "terlambat" : "maju") \(grouped) detik"
    }

    /// From when to when, on a clock of the zone.
    package func span(in zone: Zone, meetingIsOver isOver: Bool) -> String {
        let from = zone.time(disturbance.from, seconds: true)
        guard let to = disturbance.to else {
            return "Sejak pukul \(from) \(isOver ? "sampai akhir rapat" : "dan masih berlangsung")."
        }
        let seconds = Int64(max(0, to.seconds(since: disturbance.from)).rounded())
        return seconds == 0
            ? "Pukul \(from)." : "Dari pukul \(from) sampai \(zone.time(to, seconds: true)) (\(seconds) detik)."
    }
}
