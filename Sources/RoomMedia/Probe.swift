import Glibc
import Offices
package import RoomLink

/// The test of a room's devices: what was measured against the least that serves a meeting.
package enum Probe {
    /// Frames per second that the camera must deliver and the screen must show; five are lost on nobody.
    package static let leastRate = 20.0
    /// Mean luma; black is 16.0.
    package static let leastBrightness = 20.0
    /// Mean luma difference; frozen is exactly 0, a still room with a real camera above 0.5.
    package static let leastMotion = 0.02
    /// RMS in dBFS of the loudest second.
    package static let leastSound = -50.0

    /// The report on what the capture process and the screen measured during the test, at least three seconds.
    ///
    /// The newest value of each kind counts, so that a source may take a moment to begin and must not stop; of the
    /// sound the loudest. What was never measured counts as nothing at all. Without a display the screen is no part of
    /// the test.
    package static func report(
        number: Int, diskNeeded: Int64, freeDisk: Int64, capture: [ChildStatus.Measures],
        display: [ChildStatus.Measures]? = nil
    ) -> ProbeReport {
        let newest = { (list: [ChildStatus.Measures], value: KeyPath<ChildStatus.Measures, Double?>) in
            list.compactMap { $0[keyPath: value] }.last
        }
        let loudest = capture.compactMap(\.soundLevel).max()
        var measures: [ProbeReport.Measure] = [
            .init(kind: .frameRate, value: newest(capture, \.frameRate) ?? 0, least: leastRate),
            .init(kind: .brightness, value: newest(capture, \.brightness) ?? 0, least: leastBrightness),
            .init(kind: .motion, value: newest(capture, \.motion) ?? 0, least: leastMotion),
            .init(kind: .soundLevel, value: loudest ?? SoundMeter.floor, least: leastSound),
            .init(kind: .freeDisk, value: Double(freeDisk), least: Double(diskNeeded)),
        ]
        if let display {
            measures.append(.init(kind: .screenRate, value: newest(display, \.frameRate) ?? 0, least: leastRate))
        }
        return ProbeReport(number: number, measures: measures)
    }

    /// Bytes that an unprivileged program may still write on the disk that holds the folder.
    package static func freeDisk(at folder: String) throws(MediaFailure) -> Int64 {
        var disk = statvfs()
        guard statvfs(folder, &disk) == 0 else {
            throw .program("\(folder): its disk cannot be asked for free space (\(String(cString: strerror(errno))))")
        }
        return Int64(saturating: Double(disk.f_bavail) * Double(disk.f_frsize))
    }
}
