import Disk
import Foundation
import Offices

/// When files were changed.
enum FileMoment {
    /// When a file was last changed; `nil` when there is none.
    static func lastChange(of path: String) -> Moment? {
        guard let changed = FileFacts.lastChange(of: path) else { return nil }
        let (whole, overflows) = Int64(changed.seconds).multipliedReportingOverflow(by: 1_000_000)
        let seconds = Moment(microseconds: overflows ? (changed.seconds < 0 ? .min : .max) : whole)
        return Moment(microseconds: seconds.microseconds + Int64(changed.nanoseconds) / 1000)
    }
}

/// A picture on its way to the service.
enum JPEGFile {
    private static let largest = 2 << 20

    /// Reads a file that begins as a JPEG does and is no larger than 2 MiB.
    static func read(_ path: String) async -> Data? {
        try? await OffPool.run {
            let data = FileManager.default.contents(atPath: path) ?? Data()
            return data.count <= largest && data.starts(with: [0xff, 0xd8]) ? data : nil
        }
    }
}
