import Foundation
import Glibc
import Offices

/// Questions to the file system that answer at once.
enum Disk {
    /// Bytes that the agent may still write on the disk of a folder; 0 when it cannot be asked.
    static func free(at path: String) -> Int64 {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { return 0 }
        // A file system over a network may say anything.
        return Int64(saturating: Double(status.f_bavail) * Double(status.f_frsize))
    }

    /// Bytes of a file; `nil` when there is none.
    static func size(of path: String) -> Int64? {
        var status = stat()
        return stat(path, &status) == 0 ? Int64(status.st_size) : nil
    }

    /// When a file was last changed; `nil` when there is none.
    static func lastChange(of path: String) -> Moment? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        let (whole, overflows) = Int64(status.st_mtim.tv_sec).multipliedReportingOverflow(by: 1_000_000)
        let seconds = Moment(microseconds: overflows ? (status.st_mtim.tv_sec < 0 ? .min : .max) : whole)
        return Moment(microseconds: seconds.microseconds + Int64(status.st_mtim.tv_nsec) / 1000)
    }
}

/// A picture on its way to the service.
enum JPEGFile {
    private static let largest = 2 << 20

    /// Reads a file that begins as a JPEG does and is no larger than 2 MiB.
    static func read(_ path: String) async -> Data? {
        try? await BlockingWork.run {
            let data = FileManager.default.contents(atPath: path) ?? Data()
            return data.count <= largest && data.starts(with: [0xff, 0xd8]) ? data : nil
        }
    }
}
