package import Offices
package import RoomLink

/// The device tests of a meeting's rooms: what was asked, what was measured, when.
package struct ProbeLedger: Hashable, Sendable {
    package private(set) var ordered: [OfficeID: Int] = [:]
    package private(set) var reports: [OfficeID: Entry] = [:]

    package init() {}

    package struct Entry: Hashable, Sendable {
        package let report: ProbeReport
        package let at: Moment
    }

    /// How long a passed test lets an officer confirm the devices, in seconds (bukan dari SOP).
    package static let validity = 3600.0

    /// The number of the next order: above every one that was ordered, and every one that was answered.
    ///
    /// After the service was restored from a backup a room tells again of tests whose orders are lost.
    func next(for office: OfficeID) -> Int {
        max(ordered[office] ?? 0, reports[office]?.report.number ?? 0) + 1
    }

    package mutating func order(_ number: Int, for office: OfficeID) { ordered[office] = number }

    package mutating func answer(_ report: ProbeReport, from office: OfficeID, at moment: Moment) {
        guard report.number >= (reports[office]?.report.number ?? 0) else { return }
        reports[office] = Entry(report: report, at: moment)
    }

    /// The order that the room has not answered yet.
    package func open(for office: OfficeID) -> Int? {
        ordered[office].flatMap { $0 > (reports[office]?.report.number ?? 0) ? $0 : nil }
    }

    /// Why the devices of an office may not be confirmed now; `nil` when they may.
    package func objection(for office: OfficeID, at now: Moment) -> String? {
        guard let entry = reports[office] else { return "perangkat belum diuji; jalankan uji perangkat lebih dahulu" }
        let failed = entry.report.measures.filter { !$0.passed }
        if !failed.isEmpty {
            return "uji perangkat gagal: " + failed.map(\.sentence).joined(separator: "; ")
        }
        let missing = entry.report.missing.map(\.name)
        if !missing.isEmpty {
            return "uji perangkat tidak lengkap, tidak terukur: \(missing.joined(separator: ", ")); ulangi"
        }
        if now.seconds(since: entry.at) > Self.validity { return "uji perangkat sudah lewat 60 menit; ulangi" }
        return nil
    }
}

extension ProbeReport.Measure {
    /// `kecerahan gambar 16,0 (paling sedikit 20)`.
    package var sentence: String {
        "\(kind.name) \(Self.decimal(value))\(kind.unit) (paling sedikit \(Self.decimal(least))\(kind.unit))"
    }

    private static func decimal(_ value: Double) -> String {
        guard abs(value) < 1e15 else { return "tidak terukur" }
        if abs(value) >= 1000 { return String(Int64(value)) }
        let tenths = Int((abs(value) * 100).rounded())
        return (value < 0 ? "−" : "") + "\(tenths / 100),\(tenths % 100 < 10 ? "0" : "")\(tenths % 100)"
    }
}

extension ProbeReport.Kind {
    package var name: String {
        switch self {
        case .frameRate: "laju gambar kamera"
        case .brightness: "kecerahan gambar"
        case .motion: "gerak gambar"
        case .soundLevel: "aras suara mikrofon"
        case .freeDisk: "ruang disk kosong"
        case .screenRate: "laju gambar layar"
        }
    }

    package var unit: String {
        switch self {
        case .frameRate, .screenRate: " gambar/detik"
        case .brightness, .motion: ""
        case .soundLevel: " dBFS"
        case .freeDisk: " byte"
        }
    }
}
